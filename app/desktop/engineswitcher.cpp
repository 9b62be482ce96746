#include "engineswitcher.h"

#include <QKeyEvent>
#include <QLabel>
#include <QScreen>

namespace pierhead::desktop {

namespace {

constexpr int popupWidth = 400;
constexpr int tallestList = EngineRow::extent * 7;

QLabel *makeLabel(const QString &text, const char *look, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("look", QLatin1String(look));
    label->setWordWrap(true);
    label->setContentsMargins(12, 4, 12, 4);
    return label;
}

} // namespace

EngineSwitcher::EngineSwitcher(const Theme &theme,
                               EngineSession &engines,
                               EngineChoices &choices,
                               QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
    , m_engines(engines)
    , m_choices(choices)
    , m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("engineSwitcher"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_NoMouseReplay); // the click that closes it must not open it again
    setAccessibleName(tr("Container engines"));
    setFixedWidth(popupWidth);
    auto *content = new QWidget(m_scroll);
    content->setProperty("look", QStringLiteral("clear"));
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(2);
    m_scroll->setProperty("look", QStringLiteral("clear"));
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(makeLabel(tr("CONTAINER ENGINE"), "caption", this));
    layout->addWidget(m_scroll);
    layout->addWidget(
        makeLabel(tr("Extensions stay on the engine they were installed on."), "muted", this));
    connect(&choices, &EngineChoices::changed, this, &EngineSwitcher::rebuild);
    connect(&engines, &EngineSession::changed, this, &EngineSwitcher::rebuild);
    choices.refresh();
}

void EngineSwitcher::popUp(const QPoint &corner)
{
    m_corner = corner;
    place();
    show();
    for (EngineRow *row : m_rows) {
        if (m_engines.engine() != nullptr && row->key() == m_engines.engine()->key()) {
            row->setFocus(Qt::PopupFocusReason);
        }
    }
}

void EngineSwitcher::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QFrame::keyPressEvent(event);
}

void EngineSwitcher::rebuild()
{
    const std::vector<EngineChoice> &all = m_choices.all();
    // Rows are used again, for the focus.
    while (m_rows.size() > all.size()) {
        m_rows.back()->hide();
        m_rows.back()->deleteLater();
        m_rows.pop_back();
    }
    while (m_rows.size() < all.size()) {
        auto *row = new EngineRow(m_theme, m_scroll->widget());
        connect(row, &QAbstractButton::clicked, this, [this, row] { choose(row->key()); });
        m_list->addWidget(row);
        m_rows.push_back(row);
    }
    const QString current = m_engines.engine() == nullptr ? QString() : m_engines.engine()->key();
    for (std::size_t place = 0; place < all.size(); ++place) {
        const EngineChoice &choice = all.at(place);
        const bool isKnown = !choice.key.isEmpty();
        m_rows.at(place)->setChoice(
            choice, isKnown && choice.key == current, isKnown && choice.key == m_engines.choice());
    }
    place();
}

void EngineSwitcher::place()
{
    const int wanted = static_cast<int>(m_rows.size()) * (m_list->spacing() + EngineRow::extent);
    m_scroll->setFixedHeight(qMin(wanted, tallestList));
    adjustSize();
    const QRect room = screen()->availableGeometry();
    move(qMax(room.left(), m_corner.x()), qMax(room.top(), m_corner.y() - height()));
}

void EngineSwitcher::choose(const QString &key)
{
    close();
    m_engines.use(key);
}

} // namespace pierhead::desktop
