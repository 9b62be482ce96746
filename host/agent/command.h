#pragma once

#include "inflow.h"
#include "outflow.h"
#include "processtree.h"
#include "spawn.h"
#include "startrequest.h"

namespace pierhead::agent {

class ChildStreams;

/// One running command with its streams.
class Command final
    : private FlowOwner
    , private Timer
{
public:
    Command(EventLoop &loop, Link &link, uint32_t id);
    ~Command();

    /// The host is told how it went; where it failed, the command is done. `isAlone` says that the
    /// agent has nothing else to start.
    void start(const StartRequest &request, Spawner &spawner, bool isAlone);
    void fail(FailedStep step, int error);

    [[nodiscard]] Inflow &input() { return m_input; }

    void grant(Channel channel, uint32_t bytes);
    void resize(TerminalSize size);
    /// To its process group.
    void signal(int number) const;
    /// Ends it and all it started: SIGTERM, after a grace SIGKILL. Its output is not sent any more.
    void terminate();

    /// The process has been reaped.
    void leaderEnded(int status);

    [[nodiscard]] uint32_t id() const { return m_id; }

    [[nodiscard]] bool isLedBy(pid_t pid) const { return m_pid == pid && !m_hasEnded; }

    /// Over, and the host told.
    [[nodiscard]] bool isDone() const { return m_isDone; }

private:
    void outflowEnded(int error) override;
    void inflowEnded(int error) override;
    void expired() override;
    void adopt(const StartRequest &request, ChildStreams &streams);
    void finishIfOver();
    void keepKilling();
    void tellEnd();

    EventLoop &m_loop;
    Link &m_link;
    uint32_t m_id;
    pid_t m_pid = -1;
    SpawnReport *m_report = nullptr;
    Outflow m_output;
    Outflow m_error;
    Inflow m_input;
    ProcessTree *m_condemned = nullptr;
    int m_status = 0;
    uint64_t m_killBegan = 0;
    bool m_hasTerminal = false;
    bool m_hasEnded = false;
    bool m_isDone = false;
};

} // namespace pierhead::agent
