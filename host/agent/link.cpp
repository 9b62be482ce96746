#include "link.h"

#include <errno.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

constexpr size_t fullAt = 256UL * 1024;
constexpr size_t roomyAt = 64UL * 1024;
constexpr size_t overfullAt = 4UL * 1024 * 1024;
/// From here on waiting for more brings nothing.
constexpr size_t worthWriting = 16UL * 1024;
/// Milliseconds of a clock that counts whole ones: one less at the least.
constexpr uint64_t soon = 2;
constexpr uint64_t late = 6;

} // namespace

Link::Link(EventLoop &loop, int fd)
    : m_loop(loop)
    , m_fd(fd)
{ }

Link::~Link()
{
    if (m_isBlocked) {
        m_loop.unwatch(m_fd, *this);
    }
}

void Link::added(Urgency urgency)
{
    if (urgency == Urgency::Now || m_queue.size() >= worthWriting) {
        m_isDueNow = true;
        return;
    }
    const uint64_t due = EventLoop::now() + (urgency == Urgency::Soon ? soon : late);
    if (m_due == 0 || due < m_due) {
        m_due = due;
    }
}

bool Link::isFull() const
{
    return m_queue.size() >= fullAt;
}

bool Link::isOverfull() const
{
    return m_queue.size() >= overfullAt;
}

void Link::waitForRoom(RoomWaiter &waiter)
{
    forget(waiter);
    waiter.m_nextWaiter = m_waiters;
    m_waiters = &waiter;
}

void Link::forget(const RoomWaiter &waiter)
{
    for (RoomWaiter **link = &m_waiters; *link != nullptr; link = &(*link)->m_nextWaiter) {
        if (*link == &waiter) {
            *link = waiter.m_nextWaiter;
            return;
        }
    }
}

void Link::flush()
{
    if (m_queue.isEmpty() || m_isBlocked) {
        return;
    }
    if (m_isDueNow || (m_due > 0 && EventLoop::now() >= m_due)) {
        write();
    }
}

int Link::patience() const
{
    if (m_queue.isEmpty() || m_isBlocked) {
        return -1;
    }
    if (m_isDueNow) {
        return 0;
    }
    const uint64_t now = EventLoop::now();
    return now < m_due ? static_cast<int>(m_due - now) : 0;
}

void Link::moveTo(int fd)
{
    m_nextFd = fd;
    m_beforeNext = m_queue.size();
    arrive();
}

void Link::consume(size_t count)
{
    m_queue.consume(count);
    if (m_nextFd >= 0) {
        m_beforeNext -= count;
        arrive();
    }
}

void Link::arrive()
{
    if (m_nextFd >= 0 && m_beforeNext == 0) {
        m_fd = m_nextFd;
        m_nextFd = -1;
    }
}

void Link::ready(uint32_t)
{
    m_loop.unwatch(m_fd, *this);
    m_isBlocked = false;
    write();
}

void Link::write()
{
    while (!m_queue.isEmpty() && !m_isBroken) {
        const size_t due = m_nextFd >= 0 ? m_beforeNext : m_queue.size();
        const ssize_t count = ::write(m_fd, m_queue.data(), due);
        if (count > 0) {
            consume(static_cast<size_t>(count));
        } else if (count < 0 && errno == EAGAIN) {
            m_isBlocked = m_loop.watch(m_fd, EPOLLOUT, *this);
            m_isBroken = !m_isBlocked;
            break;
        } else if (count < 0 && errno != EINTR) {
            m_isBroken = true;
        }
    }
    if (m_isBroken) {
        m_queue.consume(m_queue.size());
    }
    if (m_queue.isEmpty()) {
        m_due = 0;
        m_isDueNow = false;
    }
    if (m_queue.size() <= roomyAt) {
        wakeWaiters();
    }
}

void Link::wakeWaiters()
{
    RoomWaiter *waiter = m_waiters;
    m_waiters = nullptr;
    while (waiter != nullptr) {
        RoomWaiter *next = waiter->m_nextWaiter;
        waiter->roomAgain();
        waiter = next;
    }
}

} // namespace pierhead::agent
