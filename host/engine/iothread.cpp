#include "iothread.h"

#include <csignal>

namespace pierhead::engine {

IoThread::IoThread()
    : m_work(boost::asio::make_work_guard(m_context))
{
    // Signals belong to the main thread.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    m_thread = std::thread([this] { m_context.run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

IoThread::~IoThread()
{
    m_work.reset();
    m_context.stop();
    m_thread.join();
}

IoThread &IoThread::shared()
{
    static IoThread thread;
    return thread;
}

} // namespace pierhead::engine
