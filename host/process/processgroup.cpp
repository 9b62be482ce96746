#include "processgroup.h"

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace pierhead::process {

void makeGroupLeader(QProcess &process)
{
    // Runs in the child between fork and exec: system calls only. The parent may be gone before
    // the death signal is set, so that is looked at afterwards.
    const pid_t parent = getpid();
    process.setChildProcessModifier([parent] {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) {
            _exit(1);
        }
    });
}

void signalGroup(const QProcess &process, int signal)
{
    const auto pid = static_cast<pid_t>(process.processId());
    if (pid > 0) {
        kill(-pid, signal);
    }
}

} // namespace pierhead::process
