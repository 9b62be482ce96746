#include "logtoolbar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace pierhead::desktop {

namespace {

constexpr int widestSearch = 320;

QToolButton *makeStep(const QString &tip, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    return button;
}

QCheckBox *makeSwitch(const QString &text, const QString &name, bool isOn, QWidget *parent)
{
    auto *box = new QCheckBox(text, parent);
    box->setObjectName(name);
    box->setChecked(isOn);
    return box;
}

} // namespace

LogToolbar::LogToolbar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_search(new QLineEdit(this))
    , m_matches(new QLabel(this))
    , m_previous(makeStep(tr("Previous (Shift+F3)"), QStringLiteral("logPrevious"), this))
    , m_next(makeStep(tr("Next (F3)"), QStringLiteral("logNext"), this))
    , m_follow(makeSwitch(tr("F&ollow"), QStringLiteral("logFollow"), true, this))
    , m_times(makeSwitch(tr("&Time stamps"), QStringLiteral("logTimes"), true, this))
    , m_wrap(makeSwitch(tr("&Wrap lines"), QStringLiteral("logWrap"), false, this))
{
    m_search->setObjectName(QStringLiteral("logSearch"));
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search the logs"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(widestSearch);
    m_search->installEventFilter(this);
    m_matches->setObjectName(QStringLiteral("logMatches"));
    m_matches->setProperty("look", QStringLiteral("muted"));
    m_follow->setToolTip(tr("Keep the newest line in sight"));
    theme.decorate(m_previous, QStringLiteral("up"), ColorRole::Text);
    theme.decorate(m_next, QStringLiteral("down"), ColorRole::Text);
    auto *search = new QHBoxLayout;
    search->setSpacing(4);
    search->addWidget(m_search, 1);
    search->addWidget(m_previous);
    search->addWidget(m_next);
    search->addSpacing(4);
    search->addWidget(m_matches);
    search->addStretch(0);
    auto *switches = new QHBoxLayout;
    switches->setSpacing(4);
    switches->addWidget(m_follow);
    switches->addWidget(m_times);
    switches->addWidget(m_wrap);
    switches->addStretch(1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addLayout(search, 1);
    m_layout->addLayout(switches);
    connect(m_search, &QLineEdit::textChanged, this, &LogToolbar::searchChanged);
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT nextRequested(true); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT nextRequested(false); });
    connect(m_follow, &QCheckBox::toggled, this, &LogToolbar::followingChanged);
    connect(m_times, &QCheckBox::toggled, this, &LogToolbar::timesShownChanged);
    connect(m_wrap, &QCheckBox::toggled, this, &LogToolbar::wrappingChanged);
    setMatches(0);
}

void LogToolbar::setCompact(bool compact)
{
    m_layout->setDirection(compact ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void LogToolbar::setMatches(int matches)
{
    const bool isSearching = !m_search->text().isEmpty();
    m_previous->setEnabled(matches > 0);
    m_next->setEnabled(matches > 0);
    m_matches->setVisible(isSearching);
    m_matches->setText(matches == 1 ? tr("1 line") : tr("%1 lines").arg(matches));
}

void LogToolbar::setFollowing(bool isFollowing)
{
    m_follow->setChecked(isFollowing);
}

void LogToolbar::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool LogToolbar::clearSearch()
{
    const bool wasSearching = !m_search->text().isEmpty();
    m_search->clear();
    return wasSearching;
}

bool LogToolbar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            Q_EMIT nextRequested(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace pierhead::desktop
