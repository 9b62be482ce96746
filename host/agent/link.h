#pragma once

#include "bytes.h"
#include "eventloop.h"
#include "frame.h"

namespace pierhead::agent {

/// How soon a frame is to be written.
enum class Urgency {
    Now,  ///< at the end of this turn
    Soon, ///< within two milliseconds, together with what follows: most commands' output is
          ///< followed at once by their end
    Late, ///< within six: nobody waits for it, and what does not go alone wakes nobody on its way
};

/// Waits until the link has room again.
class RoomWaiter
{
public:
    RoomWaiter(const RoomWaiter &) = delete;
    RoomWaiter &operator=(const RoomWaiter &) = delete;

    virtual void roomAgain() = 0;

protected:
    RoomWaiter() = default;
    ~RoomWaiter() = default;

private:
    friend class Link;
    RoomWaiter *m_nextWaiter = nullptr;
};

/// The way to the host: frames are queued and written when the descriptor takes them.
class Link final : private Watcher
{
public:
    Link(EventLoop &loop, int fd);
    ~Link();

    /// The queue, for a FrameWriter or a frame made in place; call added() afterwards.
    [[nodiscard]] Bytes &queue() { return m_queue; }

    void added(Urgency urgency);

    /// Whether output has to wait (answers need not).
    [[nodiscard]] bool isFull() const;
    /// Whether even answers pile up, so that no more requests should be read.
    [[nodiscard]] bool isOverfull() const;
    void waitForRoom(RoomWaiter &waiter);
    void forget(const RoomWaiter &waiter);

    /// Writes what is due.
    void flush();
    /// Milliseconds until flush() has something to do; -1 for nothing.
    [[nodiscard]] int patience() const;

    /// What is queued from here on goes to another descriptor, behind all that is queued already.
    void moveTo(int fd);

    /// Nobody reads any more.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    void ready(uint32_t events) override;
    void write();
    void consume(size_t count);
    void arrive();
    void wakeWaiters();

    EventLoop &m_loop;
    int m_fd;
    int m_nextFd = -1;       ///< moveTo()'s
    size_t m_beforeNext = 0; ///< bytes that still go to the former descriptor
    Bytes m_queue;
    RoomWaiter *m_waiters = nullptr;
    uint64_t m_due = 0; ///< when the oldest frame that may wait has waited enough
    bool m_isDueNow = false;
    bool m_isBlocked = false;
    bool m_isBroken = false;
};

} // namespace pierhead::agent
