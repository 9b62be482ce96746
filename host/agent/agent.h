#pragma once

#include "command.h"
#include "directpipes.h"
#include "lifeline.h"
#include "reaper.h"
#include "relay.h"
#include "table.h"

namespace pierhead::agent {

/// The conversation with one host: reads its frames and does what they say, until the connection
/// ends.
class Agent final
    : private Watcher
    , private RoomWaiter
    , private Timer
{
public:
    Agent(EventLoop &loop, Reaper &reaper, Spawner &spawner, int input, int output);
    ~Agent();

    /// The exit code: 0 after an ordinary end, 1 after a broken protocol, 2 where the kernel gives
    /// too little.
    [[nodiscard]] int run();

private:
    /// How a frame was taken.
    enum class Verdict {
        Good,
        Malformed,
    };

    void ready(uint32_t events) override;
    void roomAgain() override;
    void expired() override;

    void sayHello();
    void dispatchAll();
    [[nodiscard]] Verdict dispatch(const Frame &frame);
    [[nodiscard]] Verdict hello(PayloadReader reader);
    [[nodiscard]] Verdict pipes(const Frame &frame);
    [[nodiscard]] Verdict start(const Frame &frame);
    [[nodiscard]] Verdict connect(const Frame &frame);
    [[nodiscard]] Verdict data(const Frame &frame);
    [[nodiscard]] Verdict eof(const Frame &frame);
    [[nodiscard]] Verdict window(const Frame &frame);
    [[nodiscard]] Verdict resize(const Frame &frame);
    [[nodiscard]] Verdict signal(const Frame &frame);
    [[nodiscard]] Verdict close(const Frame &frame);
    void pong(const Frame &frame);
    [[nodiscard]] bool isTaken(uint32_t id) const;
    [[nodiscard]] Inflow *inputOf(uint32_t id) const;

    void reap();
    void stopReading();
    void stop();
    void stopWhereDue();
    void sayGoodbye(const char *reason);
    void stopWith(const char *reason);
    void signalEverything(int signal);
    void keepStopping();

    EventLoop &m_loop;
    Reaper &m_reaper;
    Spawner &m_spawner;
    int m_input;
    DirectPipes m_pipes;
    Lifeline m_lifeline;
    Link m_link;
    Bytes m_received;
    Table<Command> m_commands;
    Table<Relay> m_relays;
    ProcessTree m_all;
    uint64_t m_silenceLimit = 0; ///< milliseconds without a frame; 0 for none
    int m_exitCode = 0;
    uint64_t m_stopBegan = 0;
    bool m_isGreeted = false;
    bool m_isReading = false;
    bool m_isStopping = false;
    bool m_isOver = false;
};

} // namespace pierhead::agent
