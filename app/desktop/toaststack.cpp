#include "toaststack.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace pierhead::desktop {

namespace {

constexpr int margin = 24;
constexpr int gap = 8;
constexpr int widest = 400;
constexpr int toastIconExtent = 20;
constexpr qsizetype longestToast = 500;

QIcon iconOf(ToastStack::Kind kind, const Theme &theme)
{
    switch (kind) {
    case ToastStack::Kind::Success:
        return theme.icon(QStringLiteral("success"), ColorRole::Success);
    case ToastStack::Kind::Warning:
        return theme.icon(QStringLiteral("warning"), ColorRole::Warning);
    case ToastStack::Kind::Error:
        break;
    }
    return theme.icon(QStringLiteral("error"), ColorRole::Danger);
}

} // namespace

ToastStack::ToastStack(const Theme &theme, QWidget *over, ToastDurations durations)
    : QObject(over)
    , m_theme(theme)
    , m_over(over)
    , m_durations(durations)
{
    over->installEventFilter(this);
}

void ToastStack::show(Kind kind, const QString &message, Origin origin)
{
    const QString text = message.left(longestToast);
    if (m_toasts.size() < mostShown) {
        add(kind, text);
        return;
    }
    std::deque<Waiting> &waiting = origin == Origin::Page ? m_waitingOfPages : m_waiting;
    if (waiting.size() == mostWaiting) {
        waiting.pop_front();
    }
    waiting.push_back({kind, text});
}

void ToastStack::add(Kind kind, const QString &message)
{
    QFrame *toast = makeFrame(kind, message);
    auto *timer = new QTimer(toast);
    timer->setSingleShot(true);
    timer->setInterval(kind == Kind::Error ? m_durations.error : m_durations.usual);
    connect(timer, &QTimer::timeout, toast, [this, toast] { close(toast); });
    timer->start();
    toast->installEventFilter(this);

    m_toasts.push_back({toast, timer});
    place();
    toast->show();
    toast->raise();
    QAccessibleEvent announcement(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

QFrame *ToastStack::makeFrame(Kind kind, const QString &message)
{
    auto *toast = new QFrame(m_over);
    toast->setObjectName(QStringLiteral("toast"));
    toast->setProperty("look", QStringLiteral("toast"));
    toast->setAccessibleName(message);
    auto *icon = new QLabel(toast);
    icon->setPixmap(
        iconOf(kind, m_theme)
            .pixmap(QSize(toastIconExtent, toastIconExtent), toast->devicePixelRatioF()));
    auto *text = new QLabel(message, toast);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *button = new QToolButton(toast);
    button->setIcon(m_theme.icon(QStringLiteral("close"), ColorRole::Muted));
    button->setAccessibleName(tr("Dismiss"));
    button->setToolTip(tr("Dismiss"));
    connect(button, &QToolButton::clicked, toast, [this, toast] { close(toast); });
    auto *layout = new QHBoxLayout(toast);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(icon, 0, Qt::AlignVCenter);
    layout->addWidget(text, 1);
    layout->addWidget(button, 0, Qt::AlignTop);
    return toast;
}

bool ToastStack::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_over) {
        if (event->type() == QEvent::Resize) {
            place();
        }
        return false;
    }
    for (const Toast &toast : m_toasts) {
        if (toast.frame == watched && event->type() == QEvent::Enter) {
            toast.timer->stop();
        } else if (toast.frame == watched && event->type() == QEvent::Leave) {
            toast.timer->start();
        }
    }
    return false;
}

void ToastStack::place()
{
    const int width = qMin(widest, m_over->width() - 2 * margin);
    int bottom = m_over->height() - margin;
    // The newest is at the bottom.
    for (std::size_t index = m_toasts.size(); index-- > 0;) {
        QFrame *frame = m_toasts[index].frame;
        frame->setFixedWidth(width);
        const int height = qMax(frame->layout()->heightForWidth(width), 48);
        frame->setFixedHeight(height);
        frame->move(m_over->width() - margin - width, bottom - height);
        bottom -= height + gap;
    }
}

void ToastStack::close(const QFrame *frame)
{
    const auto found = std::find_if(m_toasts.begin(), m_toasts.end(), [frame](const Toast &toast) {
        return toast.frame == frame;
    });
    if (found == m_toasts.end()) {
        return;
    }
    found->frame->hide();
    found->frame->deleteLater();
    m_toasts.erase(found);
    place();
    showNext();
}

void ToastStack::showNext()
{
    std::deque<Waiting> &waiting = m_waiting.empty() ? m_waitingOfPages : m_waiting;
    if (!waiting.empty()) {
        const Waiting next = std::move(waiting.front());
        waiting.pop_front();
        add(next.kind, next.message);
    }
}

} // namespace pierhead::desktop
