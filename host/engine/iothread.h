#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

namespace pierhead::engine {

/// The one thread on which all sockets to engines are read and written. Private to host/engine.
class IoThread final
{
public:
    IoThread();
    ~IoThread();
    IoThread(const IoThread &) = delete;
    IoThread &operator=(const IoThread &) = delete;

    [[nodiscard]] boost::asio::io_context &context() { return m_context; }

    /// Started with the first request, joined when the program ends.
    [[nodiscard]] static IoThread &shared();

private:
    boost::asio::io_context m_context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work;
    std::thread m_thread;
};

} // namespace pierhead::engine
