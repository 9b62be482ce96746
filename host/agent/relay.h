#pragma once

#include "inflow.h"
#include "outflow.h"

namespace pierhead::agent {

/// A connection to a unix socket of the container, passed through to the host.
class Relay final
    : private FlowOwner
    , private Timer
{
public:
    Relay(EventLoop &loop, Link &link, uint32_t id);
    ~Relay();

    /// Connects; the host is told how it went.
    void connect(const char *path, uint32_t credit);

    void fail(int error);

    [[nodiscard]] Inflow &input() { return m_input; }

    void grant(uint32_t bytes) { m_output.grant(bytes); }

    /// Ends it now; nothing is sent any more.
    void abort();

    [[nodiscard]] uint32_t id() const { return m_id; }

    [[nodiscard]] bool isDone() const { return m_isDone; }

private:
    void outflowEnded(int error) override;
    void inflowEnded(int error) override;
    void expired() override;
    void tryAgain();
    void connected();
    void end(int error);

    EventLoop &m_loop;
    Link &m_link;
    uint32_t m_id;
    Outflow m_output;
    Inflow m_input;
    char m_path[108] = {};
    int m_socket = -1;
    int m_attempts = 0;
    uint32_t m_credit = 0;
    bool m_isDone = false;
};

} // namespace pierhead::agent
