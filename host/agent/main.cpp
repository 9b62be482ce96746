#include "agent.h"
#include "endprocess.h"
#include "keeper.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

/// Descriptors 0, 1 and 2 are taken from the start, so that no other becomes one of them; what else
/// was left open by whoever started this is closed, since commands are not to have it.
void tidyDescriptors()
{
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
    int fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO) {
        fd = dup(fd);
    }
    close(fd);
}

/// Signals become events of the loop, and files may be opened as far as the hard limit goes; what
/// commands are to have instead is remembered.
Inheritance prepareProcess()
{
    Inheritance before;
    const sigset_t taken = Reaper::signals();
    sigprocmask(SIG_BLOCK, &taken, &before.signalMask);
    signal(SIGPIPE, SIG_IGN);
    if (getrlimit(RLIMIT_NOFILE, &before.openFiles) == 0) {
        const rlimit raised = {before.openFiles.rlim_max, before.openFiles.rlim_max};
        setrlimit(RLIMIT_NOFILE, &raised);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return before;
}

int run()
{
    const Inheritance inheritance = prepareProcess();
    EventLoop loop;
    if (!loop.open()) {
        return 2;
    }
    Reaper reaper(loop);
    if (!reaper.open() || fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK) != 0
        || fcntl(STDOUT_FILENO, F_SETFL, O_WRONLY | O_NONBLOCK) != 0) {
        return 2;
    }
    fcntl(STDOUT_FILENO, F_SETPIPE_SZ, 1024 * 1024);
    Spawner spawner(inheritance);
    if (!spawner.open()) {
        return 2;
    }
    Agent agent(loop, reaper, spawner, STDIN_FILENO, STDOUT_FILENO);
    return agent.run();
}

} // namespace

} // namespace pierhead::agent

int main(int argc, char **argv)
{
    if (argc < 2) {
        pierhead::agent::tidyDescriptors();
        return pierhead::agent::keep(argv[0], pierhead::agent::run);
    }
    const bool isEnd = argc == 4 && strcmp(argv[1], "end") == 0;
    return isEnd ? pierhead::agent::endProcess(argv[2], argv[3]) : 2;
}
