#pragma once

#include "transport.h"

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

namespace pierhead::engine {

/// Lines to one engine that wait for the next request, so that not each has to be accepted, or to
/// shake hands, anew. For the I/O thread, but for make(), take() and destruction. Private to
/// host/engine.
class ConnectionPool final : public std::enable_shared_from_this<ConnectionPool>
{
public:
    /// The lines are closed when the last owner lets go.
    [[nodiscard]] static std::shared_ptr<ConnectionPool> make();

    /// One that is still good, or null. From any thread.
    [[nodiscard]] std::shared_ptr<Transport> take();
    /// One whose last answer was read to its end.
    void give(std::shared_ptr<Transport> transport);

private:
    using Clock = std::chrono::steady_clock;

    struct Entry
    {
        std::shared_ptr<Transport> transport;
        Clock::time_point since;
    };

    ConnectionPool();
    void closeOld();
    void closeAll();

    std::mutex m_mutex;
    std::vector<Entry> m_idle; ///< the oldest first
    boost::asio::steady_timer m_timer;
};

} // namespace pierhead::engine
