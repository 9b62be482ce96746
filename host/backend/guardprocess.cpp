#include "guardprocess.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace pierhead::backend {

namespace {

constexpr int firstOtherFile = STDERR_FILENO + 1;
constexpr int cannotRun = 127;

/// In the child between fork and exec: system calls only.
[[noreturn]] void becomeGuard(const std::array<char *, 3> &words, int input)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // No folder is kept from being unmounted.
    if (chdir("/") != 0 || dup2(input, STDIN_FILENO) < 0) {
        _exit(cannotRun);
    }
    fcntl(STDIN_FILENO, F_SETFD, 0); // where it was that already
    const int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    // What others forgot to mark, too: their readers would wait for its end.
    close_range(firstOtherFile, UINT_MAX, 0);
    execv(words.front(), words.data());
    _exit(cannotRun);
}

tl::unexpected<Error> guardNotStarted(const QString &program)
{
    return failure(ErrorCode::ProcessFailed,
                   QStringLiteral("Starting %1 failed: %2. Install Pierhead again.")
                       .arg(program, qt_error_string(errno)));
}

} // namespace

Result<FileDescriptor> startGuardProcess(const QString &program)
{
    QByteArray file = QFile::encodeName(program);
    QByteArray owner = QByteArray::number(QCoreApplication::applicationPid());
    const std::array<char *, 3> words{file.data(), owner.data(), nullptr};
    std::array<int, 2> sockets{-1, -1};
    if (access(file.constData(), X_OK) != 0
        || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
        return guardNotStarted(program);
    }
    FileDescriptor ours(sockets.front());
    const FileDescriptor theirs(sockets.back());
    const pid_t parent = fork();
    if (parent == 0) {
        setsid();
        const pid_t guard = fork();
        if (guard == 0) {
            becomeGuard(words, theirs.get());
        }
        _exit(guard > 0 ? 0 : cannotRun);
    }
    int status = 0;
    while (parent > 0 && waitpid(parent, &status, 0) < 0 && errno == EINTR) { }
    if (parent < 0 || status != 0) {
        errno = parent < 0 ? errno : EAGAIN;
        return guardNotStarted(program);
    }
    return ours;
}

} // namespace pierhead::backend
