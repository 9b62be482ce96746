#include "catalogcard.h"

#include <app/desktop/extensionicon.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int entryIconExtent = 40;
constexpr int descriptionLines = 3;

} // namespace

CatalogCard::CatalogCard(const Theme &theme, PictureLoader &pictures, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_pictures(pictures)
    , m_icon(new QLabel(this))
    , m_title(new ElidedLabel({}, this))
    , m_vendor(new ElidedLabel({}, this))
    , m_description(new ClampedLabel(descriptionLines, this))
    , m_version(new ElidedLabel({}, this))
    , m_state(new Chip(this))
    , m_install(new QPushButton(this))
{
    setObjectName(QStringLiteral("catalogCard"));
    setProperty("look", QStringLiteral("card"));
    setProperty("opens", true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    m_icon->setFixedSize(entryIconExtent, entryIconExtent);
    m_title->setProperty("look", QStringLiteral("title"));
    m_title->setObjectName(QStringLiteral("cardTitle"));
    m_vendor->setProperty("look", QStringLiteral("muted"));
    m_description->setObjectName(QStringLiteral("cardDescription"));
    m_version->setProperty("look", QStringLiteral("muted"));
    m_state->setObjectName(QStringLiteral("cardState"));
    m_install->setObjectName(QStringLiteral("cardInstall"));
    m_install->setCursor(Qt::ArrowCursor);
    connect(m_install, &QPushButton::clicked, this, &CatalogCard::installRequested);

    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_title);
    names->addWidget(m_vendor);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(names, 1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_version, 1);
    foot->addWidget(m_state);
    foot->addWidget(m_install);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addWidget(m_description);
    layout->addLayout(foot);
    connect(&theme, &Theme::changed, this, &CatalogCard::showIcon);
}

void CatalogCard::setEntry(const catalog::CatalogEntry &entry)
{
    m_entry = entry;
    m_image = {};
    m_title->setLine(entry.title);
    m_vendor->setLine(entry.vendor.isEmpty() ? tr("Unknown provider") : entry.vendor);
    m_description->setLines(entry.description);
    m_version->setLine(entry.tag);
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_description->text());
    showIcon();
    if (!entry.icon.isEmpty()) {
        const int pixels = qRound(entryIconExtent * devicePixelRatioF());
        const auto show = [this, address = entry.icon](const QImage &image) {
            if (m_entry.icon == address) {
                m_image = image;
                showIcon();
            }
        };
        m_pictures.load(entry.icon, pixels, this, show);
    }
}

void CatalogCard::setOffer(CatalogOffer offer)
{
    const bool hasButton = offer == CatalogOffer::Install || offer == CatalogOffer::Update;
    m_install->setVisible(hasButton);
    m_state->setVisible(!hasButton);
    const QString text = offerText(offer, m_entry);
    m_install->setText(offer == CatalogOffer::Update ? tr("Update") : text);
    m_install->setAccessibleName(text + QLatin1Char(' ') + m_title->text());
    m_state->setState(text,
                      offer == CatalogOffer::Installed ? QStringLiteral("success")
                                                       : QStringLiteral("warning"));
}

void CatalogCard::mousePressEvent(QMouseEvent *event)
{
    event->setAccepted(event->button() == Qt::LeftButton);
}

void CatalogCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
        Q_EMIT openRequested();
        return;
    }
    QFrame::mouseReleaseEvent(event);
}

void CatalogCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space) {
        Q_EMIT openRequested();
        return;
    }
    QFrame::keyPressEvent(event);
}

void CatalogCard::showIcon()
{
    m_icon->setPixmap(iconPixmap(
        m_image, m_title->text(), entryIconExtent, devicePixelRatioF(), m_theme.scheme()));
}

} // namespace pierhead::desktop
