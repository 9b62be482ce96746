#include "catalogcards.h"

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr std::size_t cardsAtOnce = 60;
constexpr int narrowestCard = 270;
constexpr int cardGap = 12;

} // namespace

CatalogCards::CatalogCards(const Theme &theme,
                           PictureLoader &pictures,
                           const ExtensionModel &model,
                           QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pictures(pictures)
    , m_model(model)
    , m_grid(new QGridLayout)
    , m_more(new QPushButton(tr("Show more"), this))
{
    m_grid->setSpacing(cardGap);
    m_more->setObjectName(QStringLiteral("moreEntries"));
    m_more->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(cardGap);
    layout->addLayout(m_grid);
    layout->addWidget(m_more, 0, Qt::AlignHCenter);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_limit += cardsAtOnce;
        showFirst();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &CatalogCards::refreshOffers);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &CatalogCards::refreshOffers);
    connect(&model, &QAbstractItemModel::dataChanged, this, &CatalogCards::refreshOffers);
}

void CatalogCards::setEntries(std::vector<catalog::CatalogEntry> entries)
{
    m_entries = std::move(entries);
    m_limit = cardsAtOnce;
    showFirst();
}

void CatalogCards::refreshOffers()
{
    for (CatalogCard *card : m_cards) {
        if (!card->isHidden()) {
            card->setOffer(offerOf(card->entry(), m_model));
        }
    }
}

CatalogCard *CatalogCards::find(const QString &id) const
{
    const auto found = std::find_if(m_cards.cbegin(), m_cards.cend(), [&id](CatalogCard *card) {
        return card->entry().id == id && !card->isHidden();
    });
    return found == m_cards.cend() ? nullptr : *found;
}

void CatalogCards::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

CatalogCard *CatalogCards::makeCard()
{
    auto *card = new CatalogCard(m_theme, m_pictures, this);
    connect(card, &CatalogCard::openRequested, this, [this, card] {
        Q_EMIT openRequested(card->entry().id);
    });
    connect(card, &CatalogCard::installRequested, this, [this, card] {
        Q_EMIT installRequested(card->entry().id);
    });
    return card;
}

void CatalogCards::showFirst()
{
    const std::size_t count = std::min(m_entries.size(), m_limit);
    while (m_cards.size() < count) {
        m_cards.push_back(makeCard());
    }
    for (std::size_t index = 0; index < m_cards.size(); ++index) {
        if (index < count) {
            m_cards.at(index)->setEntry(m_entries.at(index));
        }
        m_cards.at(index)->setVisible(index < count);
    }
    m_more->setVisible(m_entries.size() > count);
    refreshOffers();
    place();
}

void CatalogCards::place()
{
    const int columns = std::max(1, (width() + cardGap) / (narrowestCard + cardGap));
    int place = 0;
    for (CatalogCard *card : m_cards) {
        m_grid->removeWidget(card);
        if (!card->isHidden()) {
            m_grid->addWidget(card, place / columns, place % columns);
            ++place;
        }
    }
    for (int column = 0; column < std::max(columns, m_grid->columnCount()); ++column) {
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    }
}

} // namespace pierhead::desktop
