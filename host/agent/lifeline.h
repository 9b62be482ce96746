#pragma once

#include "eventloop.h"

namespace pierhead::agent {

/// A descriptor that is read for nothing but its end: nothing may come from it any more.
class Lifeline final : private Watcher
{
public:
    explicit Lifeline(EventLoop &loop);
    ~Lifeline();

    void watch(int fd);

    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }

private:
    void ready(uint32_t events) override;
    void end();

    EventLoop &m_loop;
    int m_fd = -1;
    bool m_hasEnded = false;
};

} // namespace pierhead::agent
