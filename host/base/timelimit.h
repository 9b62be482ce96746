#pragma once

#include "async.h"

#include <QTimer>

#include <chrono>

namespace pierhead {

/// A stop that comes when a time is over, or another stop comes. Lives on one thread, which has an
/// event loop, for as long as what it stops.
class TimeLimit final
{
    Q_DISABLE_COPY_MOVE(TimeLimit)

public:
    TimeLimit(std::chrono::milliseconds limit, StopToken outer)
        : m_outer(std::move(outer))
        , m_stopping(m_outer, Stop{m_stop})
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, Stop{m_stop});
        m_timer.start(limit);
    }

    ~TimeLimit() = default;

    /// The whole time begins anew.
    void restart() { m_timer.start(); }

    /// No time counts until it is begun anew.
    void pause() { m_timer.stop(); }

    [[nodiscard]] StopToken token() const { return m_stop.get_token(); }

    /// Whether it was the time that ended what came to the error.
    [[nodiscard]] bool ended(const Error &error) const
    {
        return error.code == ErrorCode::Cancelled && !m_outer.stop_requested();
    }

private:
    struct Stop
    {
        void operator()() { source.request_stop(); }

        StopSource source;
    };

    StopSource m_stop;
    StopToken m_outer;
    QTimer m_timer;
    std::stop_callback<Stop> m_stopping;
};

} // namespace pierhead
