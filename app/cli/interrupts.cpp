#include "interrupts.h"

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace pierhead::cli {

namespace {

constexpr std::array handledSignals{SIGINT, SIGTERM, SIGHUP};

/// A signal handler gets no context, so its end of the pipe has to be global.
std::array<int, 2> signalPipe{-1, -1};

int openPipe()
{
    if (::pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        return -1;
    }
    return signalPipe.front();
}

extern "C" void passOn(int signalNumber)
{
    const int saved = errno;
    const char byte = static_cast<char>(signalNumber);
    // A full pipe holds signals enough.
    [[maybe_unused]] const ssize_t written = ::write(signalPipe.back(), &byte, 1);
    errno = saved;
}

/// A socket connected to the address ("@name" is in the abstract namespace), or -1.
int connectTo(const QByteArray &address)
{
    sockaddr_un target{};
    target.sun_family = AF_UNIX;
    if (address.isEmpty() || address.size() >= qsizetype(sizeof target.sun_path)) {
        return -1;
    }
    std::memcpy(target.sun_path, address.constData(), static_cast<std::size_t>(address.size()));
    if (address.startsWith('@')) {
        target.sun_path[0] = '\0';
    }
    const auto length =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::size_t(address.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&target), length) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

} // namespace

Interrupts::Interrupts()
    : m_notifier(openPipe(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] { readSignals(); });
    for (const int signalNumber : handledSignals) {
        struct sigaction action
        { };

        ::sigaction(signalNumber, nullptr, &action);
        if (action.sa_handler != SIG_IGN) {
            action.sa_handler = passOn;
            action.sa_flags = SA_RESTART;
            ::sigaction(signalNumber, &action, nullptr);
        }
    }
    watchDocker(qgetenv("DOCKER_CLI_PLUGIN_SOCKET"));
}

Interrupts::~Interrupts()
{
    for (const int signalNumber : handledSignals) {
        struct sigaction action
        { };

        ::sigaction(signalNumber, nullptr, &action);
        if (action.sa_handler == passOn) {
            std::signal(signalNumber, SIG_DFL);
        }
    }
    m_notifier.setEnabled(false);
    ::close(signalPipe.front());
    ::close(signalPipe.back());
    if (m_docker) {
        const auto descriptor = static_cast<int>(m_docker->socket());
        m_docker.reset();
        ::close(descriptor);
    }
}

void Interrupts::readSignals()
{
    char byte = 0;
    while (::read(signalPipe.front(), &byte, 1) == 1) {
        stopFor(byte);
    }
}

void Interrupts::watchDocker(const QByteArray &address)
{
    const int descriptor = connectTo(address);
    if (descriptor < 0) {
        return;
    }
    m_docker = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    connect(m_docker.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        const ssize_t got = ::read(static_cast<int>(m_docker->socket()), &byte, 1);
        if (got == 0) {
            m_docker->setEnabled(false);
            stopFor(SIGTERM);
        }
    });
}

void Interrupts::stopFor(int signalNumber)
{
    if (m_signalNumber == 0) {
        m_signalNumber = signalNumber;
    }
    m_stop.request_stop();
}

} // namespace pierhead::cli
