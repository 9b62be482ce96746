#pragma once

#include <stdint.h>
#include <sys/types.h>

namespace pierhead::agent {

/// Everything that one process started, found by reading /proc: its descendants, whoever is in its
/// session or group, and whoever was seen below it before. Without /proc it is the process group.
class ProcessTree final
{
public:
    explicit ProcessTree(pid_t root);
    ~ProcessTree();
    ProcessTree(const ProcessTree &) = delete;
    ProcessTree &operator=(const ProcessTree &) = delete;

    /// Sends `signal` to all of it but the calling process. All are stopped first, so that none
    /// escapes by forking meanwhile. Without /proc, false where the root is the calling process.
    bool signalAll(int signal);
    /// Looks again: how many have not ended. The calling process does not count.
    int countAlive();

private:
    struct Process
    {
        pid_t pid = 0;
        pid_t parent = 0;
        pid_t group = 0;
        pid_t session = 0;
        uint64_t started = 0; ///< tells a process from a later one with its number
        char state = '?';
        bool isMember = false;
    };

    [[nodiscard]] static bool readProcess(int folder, const char *name, Process &process);
    [[nodiscard]] static Process *readAll(int &count);
    [[nodiscard]] bool isKnown(const Process &process) const;
    void markMembers(Process *all, int count) const;
    /// False without /proc.
    bool look();
    /// Stops those that do not stand still; how many that were.
    int stopMoving() const;
    void send(int signal) const;

    pid_t m_root;
    Process *m_members = nullptr; ///< of the last look
    int m_memberCount = 0;
};

} // namespace pierhead::agent
