#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

/// A listener whose queue is full is asked again, for about two seconds.
constexpr uint64_t retryInterval = 20;
constexpr int mostAttempts = 100;

} // namespace

Relay::Relay(EventLoop &loop, Link &link, uint32_t id)
    : m_loop(loop)
    , m_link(link)
    , m_id(id)
    , m_output(loop, link, *this, id, Channel::Output)
    , m_input(loop, link, *this, id)
{ }

Relay::~Relay()
{
    m_loop.stopTimer(*this);
    close(m_socket);
}

void Relay::connect(const char *path, uint32_t credit)
{
    m_credit = credit;
    const size_t length = strlen(path);
    if (length >= sizeof m_path) {
        fail(ENAMETOOLONG);
        return;
    }
    memcpy(m_path, path, length);
    m_socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (m_socket < 0) {
        fail(errno);
        return;
    }
    tryAgain();
}

void Relay::expired()
{
    tryAgain();
}

void Relay::tryAgain()
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    memcpy(address.sun_path, m_path, sizeof m_path);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        connected();
    } else if (errno == EAGAIN && ++m_attempts < mostAttempts) {
        m_loop.startTimer(*this, retryInterval);
    } else {
        fail(errno);
    }
}

void Relay::connected()
{
    const int writing = fcntl(m_socket, F_DUPFD_CLOEXEC, 3);
    if (writing < 0) {
        fail(errno);
        return;
    }
    {
        const FrameWriter frame(m_link.queue(), FrameType::Connected, m_id);
    }
    m_link.added(Urgency::Now);
    m_output.open(m_socket, m_credit, Urgency::Now);
    m_socket = -1;
    m_input.open(writing, Ending::Shutdown);
}

void Relay::fail(int error)
{
    {
        FrameWriter frame(m_link.queue(), FrameType::Failed, m_id);
        frame.u8(static_cast<uint8_t>(FailedStep::Connect));
        frame.u32(static_cast<uint32_t>(error));
    }
    m_link.added(Urgency::Now);
    m_isDone = true;
}

void Relay::abort()
{
    m_loop.stopTimer(*this);
    m_output.close();
    m_input.close();
    m_isDone = true;
}

void Relay::outflowEnded(int error)
{
    if (error != 0 || m_input.isOver()) {
        end(error);
        return;
    }
    {
        FrameWriter frame(m_link.queue(), FrameType::Eof, m_id);
        frame.u8(static_cast<uint8_t>(Channel::Output));
    }
    m_link.added(Urgency::Now);
}

void Relay::inflowEnded(int error)
{
    // Where the other side does not read any more, what it sent before that is still to be read.
    if (!m_output.isOpen()) {
        end(error);
    }
}

void Relay::end(int error)
{
    if (m_isDone) {
        return;
    }
    {
        FrameWriter frame(m_link.queue(), FrameType::Closed, m_id);
        frame.u32(static_cast<uint32_t>(error));
    }
    m_link.added(Urgency::Now);
    abort();
}

} // namespace pierhead::agent
