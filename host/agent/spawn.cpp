#include "spawn.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

/// One for each command that may run at once; more than Agent allows.
constexpr uint32_t reportCount = 8192;

const char *searchPath(char *const *environment)
{
    for (; *environment != nullptr; ++environment) {
        if (strncmp(*environment, "PATH=", 5) == 0) {
            return *environment + 5;
        }
    }
    return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
}

/// Tries each folder of PATH; returns (with errno) only where none has the program.
void executeInPath(const SpawnRequest &request)
{
    const char *program = request.arguments[0];
    const size_t length = strlen(program);
    bool isForbidden = false;
    char path[PATH_MAX];
    const char *folder = searchPath(request.environment);
    while (folder != nullptr) {
        const char *colon = strchrnul(folder, ':');
        const auto folderLength = static_cast<size_t>(colon - folder);
        if (folderLength + length + 2 <= sizeof path) {
            memcpy(path, folder, folderLength);
            path[folderLength] = '/';
            // An empty folder is the working directory.
            memcpy(path + folderLength + (folderLength > 0 ? 1 : 0), program, length + 1);
            execve(path, request.arguments, request.environment);
            if (errno == EACCES) {
                isForbidden = true;
            } else if (errno != ENOENT && errno != ENOTDIR) {
                return;
            }
        }
        folder = *colon == ':' ? colon + 1 : nullptr;
    }
    errno = isForbidden ? EACCES : ENOENT;
}

[[noreturn]] void giveUp(SpawnReport &report, FailedStep step)
{
    report.step = step;
    report.error = errno;
    _exit(127);
}

void restoreSignals(const Inheritance &inheritance)
{
    struct sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    sigaction(SIGPIPE, &standard, nullptr);
    sigprocmask(SIG_SETMASK, &inheritance.signalMask, nullptr);
}

/// Puts the three descriptors in place. They are never 0, 1 or 2 themselves: those are the agent's.
bool placeDescriptors(const SpawnRequest &request)
{
    return dup2(request.input, STDIN_FILENO) >= 0 && dup2(request.output, STDOUT_FILENO) >= 0
        && dup2(request.error, STDERR_FILENO) >= 0;
}

/// What the new process does; in a frame of its own, since the agent's may be used on.
[[noreturn, gnu::noinline]] void
becomeProgram(const SpawnRequest &request, const Inheritance &inheritance, SpawnReport &report)
{
    setsid();
    if (!placeDescriptors(request)) {
        giveUp(report, FailedStep::Resources);
    }
    if (request.hasTerminal && ioctl(STDIN_FILENO, TIOCSCTTY, 0) != 0) {
        giveUp(report, FailedStep::Terminal);
    }
    // It goes when the agent is killed; and its orphans come to it and not to the agent, so that
    // all it started is found below it.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    setrlimit(RLIMIT_NOFILE, &inheritance.openFiles);
    if (request.directory[0] != '\0' && chdir(request.directory) != 0) {
        giveUp(report, FailedStep::Directory);
    }
    restoreSignals(inheritance);
    if (strchr(request.arguments[0], '/') != nullptr) {
        execve(request.arguments[0], request.arguments, request.environment);
    } else {
        executeInPath(request);
    }
    giveUp(report, FailedStep::Program);
}

} // namespace

Spawner::Spawner(const Inheritance &inheritance)
    : m_inheritance(inheritance)
{ }

Spawner::~Spawner()
{
    if (m_reports != nullptr) {
        munmap(m_reports, reportCount * sizeof(SpawnReport));
    }
}

bool Spawner::open()
{
    void *shared = mmap(nullptr,
                        reportCount * sizeof(SpawnReport),
                        PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS,
                        -1,
                        0);
    m_reports = shared == MAP_FAILED ? nullptr : static_cast<SpawnReport *>(shared);
    return m_reports != nullptr;
}

pid_t Spawner::spawn(const SpawnRequest &request, SpawnReport *&report)
{
    report = takeReport();
    if (report == nullptr) {
        errno = EAGAIN;
        return -1;
    }
    if (!request.isAlone) {
        const pid_t pid = fork();
        if (pid == 0) {
            becomeProgram(request, m_inheritance, *report);
        }
        return pid;
    }
    // vfork takes 0.1 ms less, but has the agent wait until the new process has had its turn, one
    // after the other for all that are started at once. What becomeProgram() changes is the
    // kernel's, the report, errno, and the stack below this function's.
    const pid_t pid = vfork(); // NOLINT(clang-analyzer-security.insecureAPI.vfork)
    if (pid == 0) {
        becomeProgram(request, m_inheritance, *report); // NOLINT(clang-analyzer-unix.Vfork)
    }
    return pid;
}

void Spawner::giveBack(SpawnReport *report)
{
    if (report != nullptr) {
        report->isTaken = false;
    }
}

SpawnReport *Spawner::takeReport()
{
    for (uint32_t tried = 0; tried < reportCount; ++tried) {
        SpawnReport &report = m_reports[m_next++ % reportCount];
        if (!report.isTaken) {
            report.isTaken = true;
            report.error = 0;
            return &report;
        }
    }
    return nullptr;
}

} // namespace pierhead::agent
