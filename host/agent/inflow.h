#pragma once

#include "bytes.h"
#include "outflow.h"

namespace pierhead::agent {

/// What Inflow::finish() does to the descriptor.
enum class Ending {
    Close,    ///< a pipe
    Shutdown, ///< a socket: its other direction goes on
    Keystroke ///< a terminal: the end-of-file character
};

/// Data frames written to a descriptor. What it does not take at once waits here, never more than
/// the window that the host was granted.
class Inflow final : private Watcher
{
public:
    Inflow(EventLoop &loop, Link &link, FlowOwner &owner, uint32_t id);
    ~Inflow();

    /// Takes the descriptor over.
    void open(int fd, Ending ending);
    /// Before it is open, bytes wait. False when they are more than was granted.
    [[nodiscard]] bool take(const uint8_t *bytes, uint32_t size);
    /// No more will come.
    void finish();
    void close();

    /// Nothing will be written any more: finished, or the other side does not read.
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    void ready(uint32_t events) override;
    void write();
    void settle(uint32_t bytes);
    void finishNow();
    void breakOff(int error);
    void end(int error);
    void unwatch();

    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

    EventLoop &m_loop;
    Link &m_link;
    FlowOwner &m_owner;
    uint32_t m_id;
    int m_fd = -1;
    Ending m_ending = Ending::Close;
    Bytes m_pending;
    uint32_t m_window = inputWindow;
    uint32_t m_ungranted = 0;
    bool m_isWatched = false;
    bool m_isFinishing = false;
    bool m_isOver = false;
};

} // namespace pierhead::agent
