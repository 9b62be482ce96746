#pragma once

#include <stdint.h>
#include <sys/epoll.h>

namespace pierhead::agent {

/// Is told that a descriptor is ready.
class Watcher
{
public:
    Watcher(const Watcher &) = delete;
    Watcher &operator=(const Watcher &) = delete;

    virtual void ready(uint32_t events) = 0;

protected:
    Watcher() = default;
    ~Watcher() = default;
};

/// Is told once when its time has come, unless stopped before.
class Timer
{
public:
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    virtual void expired() = 0;

protected:
    Timer() = default;
    ~Timer() = default;

private:
    friend class EventLoop;
    uint64_t m_deadline = 0;
    Timer *m_next = nullptr;
};

/// Descriptors and times, on one thread. A watched descriptor is reported for as long as it is
/// ready.
class EventLoop final
{
public:
    EventLoop() = default;
    ~EventLoop();
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

    /// False where the kernel refuses (errno).
    [[nodiscard]] bool open();
    [[nodiscard]] bool watch(int fd, uint32_t events, Watcher &watcher);
    /// The watcher is not called any more, not even for what is under way.
    void unwatch(int fd, const Watcher &watcher);

    /// Starts it (again).
    void startTimer(Timer &timer, uint64_t milliseconds);
    void stopTimer(Timer &timer);

    /// Waits for at most `milliseconds` (negative: for ever) and calls who is concerned. False when
    /// nothing happened.
    bool turn(int milliseconds);

    /// Of the monotonic clock, in milliseconds.
    [[nodiscard]] static uint64_t now();

private:
    [[nodiscard]] int patience(int milliseconds) const;
    bool fireTimers();

    static constexpr int batchSize = 64;

    int m_epoll = -1;
    Timer *m_timers = nullptr;
    epoll_event m_batch[batchSize];
    int m_batchCount = 0;
};

} // namespace pierhead::agent
