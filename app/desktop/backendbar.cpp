#include "backendbar.h"

#include <QHBoxLayout>

namespace pierhead::desktop {

namespace {

QPushButton *makeButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setProperty("look", QStringLiteral("quiet"));
    return button;
}

} // namespace

BackendBar::BackendBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_state(new Chip(this))
    , m_reason(new ElidedLabel({}, this))
    , m_logs(makeButton(tr("Logs"), QStringLiteral("backendLogs"), this))
    , m_restart(makeButton(tr("Restart"), QStringLiteral("backendRestart"), this))
    , m_toggle(makeButton(tr("Stop"), QStringLiteral("backendToggle"), this))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_state->setObjectName(QStringLiteral("backendState"));
    m_reason->setObjectName(QStringLiteral("backendReason"));
    m_reason->setProperty("look", QStringLiteral("muted"));
    theme.decorate(m_logs, QStringLiteral("logs"), ColorRole::Text);
    theme.decorate(m_restart, QStringLiteral("reload"), ColorRole::Text);
    auto *what = new QHBoxLayout;
    what->setSpacing(8);
    what->addWidget(m_state);
    what->addWidget(m_reason, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addStretch(1);
    buttons->addWidget(m_logs);
    buttons->addWidget(m_restart);
    buttons->addWidget(m_toggle);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addLayout(what, 1);
    m_layout->addLayout(buttons);
    connect(m_logs, &QPushButton::clicked, this, &BackendBar::logsRequested);
    connect(m_restart, &QPushButton::clicked, this, [this] {
        Q_EMIT requested(BackendAction::Restart);
    });
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        Q_EMIT requested(m_status.isActive() ? BackendAction::Stop : BackendAction::Start);
    });
    connect(&theme, &Theme::changed, this, &BackendBar::refresh);
    refresh();
}

void BackendBar::setStatus(const QString &title, const BackendStatus &status)
{
    m_status = status;
    m_state->setState(statusText(status), statusTone(status));
    m_reason->setLine(status.reason);
    m_logs->setAccessibleName(tr("Logs of %1").arg(title));
    m_restart->setAccessibleName(tr("Restart the backend of %1").arg(title));
    m_toggle->setAccessibleName(
        (status.isActive() ? tr("Stop the backend of %1") : tr("Start the backend of %1"))
            .arg(title));
    refresh();
}

void BackendBar::setCurrent(std::optional<BackendAction> action)
{
    if (action && !m_current && (m_restart->hasFocus() || m_toggle->hasFocus())) {
        m_focused = focusWidget();
    }
    m_current = action;
    refresh();
    if (!action && m_focused && isVisible()) {
        m_focused->setFocus(Qt::OtherFocusReason);
    }
    if (!action) {
        m_focused.clear();
    }
}

void BackendBar::setCompact(bool compact)
{
    m_layout->setDirection(compact ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void BackendBar::hideLogs()
{
    m_logs->hide();
}

void BackendBar::refresh()
{
    const bool isActive = m_status.isActive();
    const bool isThere = !m_status.services.empty();
    QString toggle = isActive ? tr("Stop") : tr("Start");
    if (m_current && m_current != BackendAction::Restart) {
        toggle = m_current == BackendAction::Stop ? tr("Stopping…") : tr("Starting…");
    }
    m_toggle->setText(toggle);
    m_toggle->setIcon(m_theme.icon(isActive ? QStringLiteral("stop") : QStringLiteral("start")));
    m_restart->setText(m_current == BackendAction::Restart ? tr("Restarting…") : tr("Restart"));
    // What is missing is made again.
    const bool isMissing = m_status.kind == BackendStatus::Kind::Missing;
    m_toggle->setEnabled((isThere || isMissing) && !m_current);
    m_restart->setEnabled(isThere && !m_current);
}

} // namespace pierhead::desktop
