#include "unixsignals.h"

#include <array>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace pierhead::desktop {

namespace {

/// A signal handler may do next to nothing; it writes a byte here, and the event loop reads it.
std::array<int, 2> pair{-1, -1};

void handle(int /*signal*/)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(pair.front(), &byte, sizeof(byte));
}

} // namespace

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair.data()) != 0) {
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(pair.back(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(pair.back(), &byte, sizeof(byte)) > 0) {
            Q_EMIT terminated();
        }
    });
    std::signal(SIGTERM, handle);
    std::signal(SIGINT, handle);
}

UnixSignals::~UnixSignals()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    m_notifier.reset();
    for (int &end : pair) {
        if (end >= 0) {
            ::close(end);
            end = -1;
        }
    }
}

} // namespace pierhead::desktop
