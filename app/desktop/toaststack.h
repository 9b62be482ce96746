#pragma once

#include "theme.h"

#include <bridge/core/desktopport.h>

#include <QFrame>
#include <QTimer>

#include <chrono>
#include <deque>
#include <vector>

namespace pierhead::desktop {

/// How long a toast is shown.
struct ToastDurations
{
    std::chrono::milliseconds usual = std::chrono::seconds(6);
    std::chrono::milliseconds error = std::chrono::seconds(12);
};

/// Short messages over the lower right corner of a widget. They go by themselves, but not while the
/// pointer is on them, or can be closed; screen readers are told.
///
/// At most `mostShown` are seen at a time. The others wait, in their order, and come as room
/// appears; the window's own before those of pages. At most `mostWaiting` of pages wait, and as
/// many of the window: one more, and the oldest of the same origin that waits is never shown.
class ToastStack final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToastStack)

public:
    using Kind = bridge::DesktopPort::ToastKind;

    enum class Origin {
        Window,
        Page,
    };

    static constexpr std::size_t mostShown = 4;
    static constexpr std::size_t mostWaiting = 50;

    ToastStack(const Theme &theme, QWidget *over, ToastDurations durations = {});

    void show(Kind kind, const QString &message, Origin origin = Origin::Window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Toast
    {
        QFrame *frame;
        QTimer *timer;
    };

    struct Waiting
    {
        Kind kind;
        QString message;
    };

    void add(Kind kind, const QString &message);
    [[nodiscard]] QFrame *makeFrame(Kind kind, const QString &message);
    void place();
    void close(const QFrame *frame);
    void showNext();

    const Theme &m_theme;
    QWidget *m_over;
    ToastDurations m_durations;
    std::vector<Toast> m_toasts;
    std::deque<Waiting> m_waiting; ///< of the window
    std::deque<Waiting> m_waitingOfPages;
};

} // namespace pierhead::desktop
