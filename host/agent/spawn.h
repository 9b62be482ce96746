#pragma once

#include "protocol.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/types.h>

namespace pierhead::agent {

/// What the agent found when it was started and its commands are to find again.
struct Inheritance
{
    sigset_t signalMask = {};
    rlimit openFiles = {};
};

/// A command to be started. All pointers stay the caller's.
struct SpawnRequest
{
    char *const *arguments = nullptr;   ///< ends with nullptr; the first is the program
    char *const *environment = nullptr; ///< ends with nullptr
    const char *directory = "";         ///< empty for the agent's own
    int input = -1;
    int output = -1;
    int error = -1;
    bool hasTerminal = false; ///< input is to be the controlling terminal
    bool isAlone = false;     ///< the agent has nothing else to start
};

/// What a new process tells when it cannot become its program; in memory that it shares with the
/// agent.
struct SpawnReport
{
    volatile FailedStep step = FailedStep::Resources;
    volatile int error = 0; ///< errno, 0 for none
    volatile bool isTaken = false;
};

/// Starts commands, each in a session of its own.
class Spawner final
{
public:
    explicit Spawner(const Inheritance &inheritance);
    ~Spawner();
    Spawner(const Spawner &) = delete;
    Spawner &operator=(const Spawner &) = delete;

    /// False with errno.
    [[nodiscard]] bool open();

    /// The new process, also its session and process group; -1 with errno. Whether it became the
    /// program is told by the report, once it has ended. Give the report back.
    [[nodiscard]] pid_t spawn(const SpawnRequest &request, SpawnReport *&report);
    static void giveBack(SpawnReport *report);

private:
    [[nodiscard]] SpawnReport *takeReport();

    const Inheritance &m_inheritance;
    SpawnReport *m_reports = nullptr;
    uint32_t m_next = 0;
};

} // namespace pierhead::agent
