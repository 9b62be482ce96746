#include "outflow.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

constexpr uint32_t dataHeader = headerSize + 1; ///< a Data frame's header and channel
constexpr int widePipe = 1024 * 1024;

} // namespace

Outflow::Outflow(EventLoop &loop, Link &link, FlowOwner &owner, uint32_t id, Channel channel)
    : m_loop(loop)
    , m_link(link)
    , m_owner(owner)
    , m_id(id)
    , m_channel(channel)
{ }

Outflow::~Outflow()
{
    close();
}

void Outflow::open(int fd, uint32_t credit, Urgency urgency)
{
    m_fd = fd;
    m_credit = credit;
    m_urgency = urgency;
    resume();
}

void Outflow::grant(uint32_t bytes)
{
    m_credit = UINT32_MAX - m_credit < bytes ? UINT32_MAX : m_credit + bytes;
    resume();
}

void Outflow::discard()
{
    m_isDiscarding = true;
    resume();
}

void Outflow::drain()
{
    while (isOpen() && readOnce() == Step::Read) { }
}

void Outflow::close()
{
    pause();
    m_link.forget(*this);
    if (isOpen()) {
        ::close(m_fd);
        m_fd = -1;
    }
}

void Outflow::ready(uint32_t)
{
    static_cast<void>(readOnce());
}

void Outflow::roomAgain()
{
    resume();
}

Outflow::Step Outflow::readOnce()
{
    if (!m_isDiscarding && (m_credit == 0 || m_link.isFull())) {
        if (m_credit > 0) {
            m_link.waitForRoom(*this);
        }
        pause();
        return Step::Stopped;
    }
    const uint32_t wanted = m_isDiscarding || m_credit > maximumData ? maximumData : m_credit;
    uint8_t *frame = m_link.queue().reserve(dataHeader + wanted);
    const ssize_t count = ::read(m_fd, frame + dataHeader, wanted);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        return Step::Empty;
    }
    if (count <= 0) {
        // A terminal whose other side is closed answers EIO.
        return end(count == 0 || errno == EIO ? 0 : errno);
    }
    const auto size = static_cast<uint32_t>(count);
    if (!m_isDiscarding) {
        writeHeader(frame, size + 1, FrameType::Data, m_id);
        frame[headerSize] = static_cast<uint8_t>(m_channel);
        m_link.queue().commit(dataHeader + size);
        m_link.added(m_urgency);
        m_credit -= size;
    }
    if (size == maximumData && !m_isWidened) {
        // Somebody writes a lot: fewer turns with a wider pipe. Refusal changes nothing.
        m_isWidened = true;
        fcntl(m_fd, F_SETPIPE_SZ, widePipe);
    }
    return Step::Read;
}

Outflow::Step Outflow::end(int error)
{
    close();
    m_owner.outflowEnded(error);
    return Step::Stopped;
}

void Outflow::pause()
{
    if (m_isWatched) {
        m_isWatched = false;
        m_loop.unwatch(m_fd, *this);
    }
}

void Outflow::resume()
{
    if (isOpen() && !m_isWatched && (m_credit > 0 || m_isDiscarding)) {
        m_isWatched = m_loop.watch(m_fd, EPOLLIN, *this);
    }
}

} // namespace pierhead::agent
