#include "inflow.h"

#include <errno.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

namespace pierhead::agent {

Inflow::Inflow(EventLoop &loop, Link &link, FlowOwner &owner, uint32_t id)
    : m_loop(loop)
    , m_link(link)
    , m_owner(owner)
    , m_id(id)
{ }

Inflow::~Inflow()
{
    close();
}

void Inflow::open(int fd, Ending ending)
{
    m_fd = fd;
    m_ending = ending;
    write();
}

bool Inflow::take(const uint8_t *bytes, uint32_t size)
{
    if (size > m_window) {
        return false;
    }
    m_window -= size;
    if (m_isOver || m_isFinishing) {
        settle(size);
        return true;
    }
    m_pending.append(bytes, size);
    if (isOpen() && !m_isWatched) {
        write();
    }
    return true;
}

void Inflow::finish()
{
    m_isFinishing = true;
    if (isOpen() && m_pending.isEmpty()) {
        finishNow();
    }
}

void Inflow::close()
{
    unwatch();
    if (isOpen()) {
        ::close(m_fd);
        m_fd = -1;
    }
}

void Inflow::ready(uint32_t)
{
    unwatch();
    write();
}

void Inflow::write()
{
    while (!m_pending.isEmpty()) {
        const ssize_t count = ::write(m_fd, m_pending.data(), m_pending.size());
        if (count >= 0) {
            m_pending.consume(static_cast<size_t>(count));
            settle(static_cast<uint32_t>(count));
        } else if (errno == EAGAIN) {
            m_isWatched = m_loop.watch(m_fd, EPOLLOUT, *this);
            return;
        } else if (errno != EINTR) {
            breakOff(errno);
            return;
        }
    }
    if (m_isFinishing) {
        finishNow();
    }
}

void Inflow::settle(uint32_t bytes)
{
    m_ungranted += bytes;
    if (m_ungranted < inputWindow / 2) {
        return;
    }
    {
        FrameWriter frame(m_link.queue(), FrameType::Window, m_id);
        frame.u8(static_cast<uint8_t>(Channel::Input));
        frame.u32(m_ungranted);
    }
    m_link.added(Urgency::Now);
    m_window += m_ungranted;
    m_ungranted = 0;
}

void Inflow::finishNow()
{
    if (m_ending == Ending::Keystroke) {
        termios settings = {};
        if (tcgetattr(m_fd, &settings) == 0) {
            const uint8_t endOfFile = settings.c_cc[VEOF];
            static_cast<void>(::write(m_fd, &endOfFile, 1));
        }
        return;
    }
    if (m_ending == Ending::Shutdown) {
        shutdown(m_fd, SHUT_WR);
    }
    end(0);
}

void Inflow::breakOff(int error)
{
    // The host may go on sending until it learns of it, so its window stays open.
    const auto unwritten = static_cast<uint32_t>(m_pending.size());
    m_pending.consume(unwritten);
    settle(unwritten);
    end(error);
}

void Inflow::end(int error)
{
    m_isOver = true;
    close();
    m_owner.inflowEnded(error);
}

void Inflow::unwatch()
{
    if (m_isWatched) {
        m_isWatched = false;
        m_loop.unwatch(m_fd, *this);
    }
}

} // namespace pierhead::agent
