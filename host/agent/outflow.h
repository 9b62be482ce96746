#pragma once

#include "link.h"

namespace pierhead::agent {

/// Is told when a flow has ended by itself.
class FlowOwner
{
public:
    FlowOwner(const FlowOwner &) = delete;
    FlowOwner &operator=(const FlowOwner &) = delete;

    /// `error` is an errno, 0 for the ordinary end.
    virtual void outflowEnded(int error) = 0;
    virtual void inflowEnded(int error) = 0;

protected:
    FlowOwner() = default;
    ~FlowOwner() = default;
};

/// A descriptor read into Data frames, as far as the host has granted. Nothing is read, and nothing
/// held, beyond that.
class Outflow final
    : private Watcher
    , private RoomWaiter
{
public:
    Outflow(EventLoop &loop, Link &link, FlowOwner &owner, uint32_t id, Channel channel);
    ~Outflow();

    /// Takes the descriptor over.
    void open(int fd, uint32_t credit, Urgency urgency);
    void grant(uint32_t bytes);
    /// From now on reads without credit and throws away.
    void discard();
    /// Reads what is there; for the time after the writer's end.
    void drain();
    void close();

    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

    [[nodiscard]] int descriptor() const { return m_fd; }

    /// Whether the host, and not the writer, is what it waits for.
    [[nodiscard]] bool isHeldUp() const { return isOpen() && !m_isWatched; }

private:
    enum class Step {
        Read,
        Empty,
        Stopped,
    };

    void ready(uint32_t events) override;
    void roomAgain() override;
    [[nodiscard]] Step readOnce();
    [[nodiscard]] Step end(int error);
    void pause();
    void resume();

    EventLoop &m_loop;
    Link &m_link;
    FlowOwner &m_owner;
    uint32_t m_id;
    Channel m_channel;
    Urgency m_urgency = Urgency::Soon;
    int m_fd = -1;
    uint32_t m_credit = 0;
    bool m_isWatched = false;
    bool m_isDiscarding = false;
    bool m_isWidened = false;
};

} // namespace pierhead::agent
