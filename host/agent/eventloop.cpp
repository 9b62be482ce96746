#include "eventloop.h"

#include <time.h>
#include <unistd.h>

namespace pierhead::agent {

EventLoop::~EventLoop()
{
    close(m_epoll);
}

bool EventLoop::open()
{
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    return m_epoll >= 0;
}

bool EventLoop::watch(int fd, uint32_t events, Watcher &watcher)
{
    epoll_event event = {};
    event.events = events;
    event.data.ptr = &watcher;
    return epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

void EventLoop::unwatch(int fd, const Watcher &watcher)
{
    epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    for (int index = 0; index < m_batchCount; ++index) {
        if (m_batch[index].data.ptr == &watcher) {
            m_batch[index].data.ptr = nullptr;
        }
    }
}

void EventLoop::startTimer(Timer &timer, uint64_t milliseconds)
{
    stopTimer(timer);
    timer.m_deadline = now() + milliseconds;
    timer.m_next = m_timers;
    m_timers = &timer;
}

void EventLoop::stopTimer(Timer &timer)
{
    for (Timer **link = &m_timers; *link != nullptr; link = &(*link)->m_next) {
        if (*link == &timer) {
            *link = timer.m_next;
            return;
        }
    }
}

bool EventLoop::turn(int milliseconds)
{
    const int count = epoll_wait(m_epoll, m_batch, batchSize, patience(milliseconds));
    m_batchCount = count < 0 ? 0 : count;
    for (int index = 0; index < m_batchCount; ++index) {
        auto *watcher = static_cast<Watcher *>(m_batch[index].data.ptr);
        if (watcher != nullptr) {
            watcher->ready(m_batch[index].events);
        }
    }
    m_batchCount = 0;
    const bool fired = fireTimers();
    return count > 0 || fired;
}

int EventLoop::patience(int milliseconds) const
{
    if (m_timers == nullptr) {
        return milliseconds;
    }
    const uint64_t time = now();
    int shortest = milliseconds;
    for (const Timer *timer = m_timers; timer != nullptr; timer = timer->m_next) {
        const int left = timer->m_deadline <= time ? 0 : static_cast<int>(timer->m_deadline - time);
        if (shortest < 0 || left < shortest) {
            shortest = left;
        }
    }
    return shortest;
}

bool EventLoop::fireTimers()
{
    if (m_timers == nullptr) {
        return false;
    }
    // One that expires may stop or start others, so the search begins anew each time; what is
    // started meanwhile is for the next turn.
    const uint64_t time = now();
    bool fired = false;
    bool found = true;
    while (found) {
        found = false;
        for (Timer *timer = m_timers; timer != nullptr; timer = timer->m_next) {
            if (timer->m_deadline <= time) {
                stopTimer(*timer);
                timer->expired();
                found = true;
                fired = true;
                break;
            }
        }
    }
    return fired;
}

uint64_t EventLoop::now()
{
    timespec time = {};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<uint64_t>(time.tv_sec) * 1000
        + static_cast<uint64_t>(time.tv_nsec) / 1000000;
}

} // namespace pierhead::agent
