#include "reaper.h"

#include <errno.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pierhead::agent {

Reaper::Reaper(EventLoop &loop)
    : m_loop(loop)
{ }

Reaper::~Reaper()
{
    m_loop.unwatch(m_signals, *this);
    close(m_signals);
}

sigset_t Reaper::signals()
{
    sigset_t taken;
    sigemptyset(&taken);
    sigaddset(&taken, SIGCHLD);
    sigaddset(&taken, SIGTERM);
    sigaddset(&taken, SIGINT);
    sigaddset(&taken, SIGHUP);
    return taken;
}

bool Reaper::open()
{
    const sigset_t taken = signals();
    m_signals = signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
    return m_signals >= 0 && m_loop.watch(m_signals, EPOLLIN, *this);
}

bool Reaper::takeChildrenEnded()
{
    const bool ended = m_childrenEnded;
    m_childrenEnded = false;
    return ended;
}

bool Reaper::collect(pid_t &pid, int &status)
{
    do {
        pid = waitpid(-1, &status, WNOHANG);
    } while (pid < 0 && errno == EINTR);
    return pid > 0;
}

void Reaper::ready(uint32_t)
{
    signalfd_siginfo info;
    while (read(m_signals, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        if (info.ssi_signo == static_cast<uint32_t>(SIGCHLD)) {
            m_childrenEnded = true;
        } else {
            m_isAskedToEnd = true;
        }
    }
}

} // namespace pierhead::agent
