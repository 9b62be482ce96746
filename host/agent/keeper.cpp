#include "keeper.h"

#include "processtree.h"
#include "reaper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

constexpr char keeperName[] = "keeper";

constexpr int resources = 2; // exit code
constexpr int signalBase = 128;

/// A second, with the pauses.
constexpr int mostRounds = 50;
constexpr timespec roundPause = {0, 20'000'000};

/// In a list of processes the two can be told apart.
void rename(char *name)
{
    char *word = strstr(name, "agent");
    if (word != nullptr && strlen(word) >= sizeof keeperName) {
        memset(word, '\0', strlen(word));
        memcpy(word, keeperName, sizeof keeperName);
    }
    const char *slash = strrchr(name, '/');
    prctl(PR_SET_NAME, slash == nullptr ? name : slash + 1);
}

/// The agent's streams end with the agent.
void letGoOfStreams()
{
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    close(nothing);
}

/// Reaps whoever has ended, since orphans come here when the agent is gone. Whether the agent is
/// one of them.
bool reap(pid_t agent, int &status)
{
    bool hasEnded = false;
    pid_t pid = 0;
    int its = 0;
    while (Reaper::collect(pid, its)) {
        if (pid == agent) {
            status = its;
            hasEnded = true;
        }
    }
    return hasEnded;
}

int waitFor(pid_t agent, const sigset_t &signals)
{
    int status = 0;
    while (!reap(agent, status)) {
        const int number = sigwaitinfo(&signals, nullptr);
        if (number > 0 && number != SIGCHLD) {
            kill(agent, SIGTERM);
        }
    }
    return status;
}

void endWhatIsLeft()
{
    ProcessTree all(getpid());
    int status = 0;
    for (int round = 0; round < mostRounds && all.countAlive() > 0; ++round) {
        all.signalAll(SIGKILL);
        nanosleep(&roundPause, nullptr);
        reap(-1, status);
    }
}

} // namespace

int keep(char *name, int (*agent)())
{
    const sigset_t taken = Reaper::signals();
    sigset_t before;
    sigprocmask(SIG_BLOCK, &taken, &before);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const pid_t self = getpid();
    const pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        sigprocmask(SIG_SETMASK, &before, nullptr);
        return getppid() == self ? agent() : resources;
    }
    if (child < 0) {
        return resources;
    }
    rename(name);
    letGoOfStreams();
    const int status = waitFor(child, taken);
    endWhatIsLeft();
    return WIFEXITED(status) ? WEXITSTATUS(status) : signalBase + WTERMSIG(status);
}

} // namespace pierhead::agent
