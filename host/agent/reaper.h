#pragma once

#include "eventloop.h"

#include <signal.h>
#include <sys/types.h>

namespace pierhead::agent {

/// Turns the signals of the process into events of the loop and collects ended children, its own
/// and the orphans that came to it.
class Reaper final : private Watcher
{
public:
    explicit Reaper(EventLoop &loop);
    ~Reaper();

    /// What it takes; to be blocked before open().
    [[nodiscard]] static sigset_t signals();

    /// False with errno.
    [[nodiscard]] bool open();

    /// Whether children may have ended since the last call.
    [[nodiscard]] bool takeChildrenEnded();

    /// Whether somebody asked the agent itself to end.
    [[nodiscard]] bool isAskedToEnd() const { return m_isAskedToEnd; }

    /// One ended child; false when there is none (left).
    [[nodiscard]] static bool collect(pid_t &pid, int &status);

private:
    void ready(uint32_t events) override;

    EventLoop &m_loop;
    int m_signals = -1;
    bool m_childrenEnded = false;
    bool m_isAskedToEnd = false;
};

} // namespace pierhead::agent
