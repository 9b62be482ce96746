#include "connectionpool.h"

#include "iothread.h"

#include <boost/asio/post.hpp>

namespace pierhead::engine {

namespace asio = boost::asio;

namespace {

/// Less than engines and what is on the way to them keep an idle connection.
constexpr std::chrono::seconds idleLimit{30};
constexpr std::size_t mostIdle = 4;

} // namespace

std::shared_ptr<ConnectionPool> ConnectionPool::make()
{
    const std::shared_ptr<ConnectionPool> pool(new ConnectionPool);
    // Another owner for each, whose end closes on the right thread what the pool has.
    return {pool.get(), [pool](ConnectionPool *) {
                asio::post(IoThread::shared().context(), [pool] { pool->closeAll(); });
            }};
}

ConnectionPool::ConnectionPool()
    : m_timer(IoThread::shared().context())
{ }

std::shared_ptr<Transport> ConnectionPool::take()
{
    const std::lock_guard lock(m_mutex);
    while (!m_idle.empty()) {
        std::shared_ptr<Transport> transport = std::move(m_idle.back().transport);
        m_idle.pop_back();
        if (transport->isQuiet()) {
            return transport;
        }
    }
    return nullptr;
}

void ConnectionPool::give(std::shared_ptr<Transport> transport)
{
    {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back({std::move(transport), Clock::now()});
        if (m_idle.size() > mostIdle) {
            m_idle.erase(m_idle.begin());
        }
    }
    closeOld();
}

void ConnectionPool::closeOld()
{
    const std::lock_guard lock(m_mutex);
    while (!m_idle.empty() && m_idle.front().since + idleLimit <= Clock::now()) {
        m_idle.erase(m_idle.begin());
    }
    if (m_idle.empty()) {
        return;
    }
    m_timer.expires_at(m_idle.front().since + idleLimit);
    m_timer.async_wait([weak = weak_from_this()](const boost::system::error_code &code) {
        const auto self = weak.lock();
        if (self && !code) {
            self->closeOld();
        }
    });
}

void ConnectionPool::closeAll()
{
    const std::lock_guard lock(m_mutex);
    m_idle.clear();
    m_timer.cancel();
}

} // namespace pierhead::engine
