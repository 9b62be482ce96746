#include "sshprocess.h"

#include "iothread.h"

#include <QFile>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <csignal>
#include <cstring>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pierhead::engine {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds endLimit{1};
constexpr qsizetype sshWordsKept = 8192;
constexpr std::size_t sshPieceSize = 4096;
constexpr int noProgram = 127;

/// In the child between fork and exec: system calls only.
[[noreturn]] void become(const std::vector<char *> &words, pid_t parent, int socket, int errors)
{
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(noProgram); // it was gone before that
    }
    // The I/O thread blocks them all.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    dup2(socket, STDIN_FILENO);
    dup2(socket, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    execv(words.front(), words.data());
    _exit(noProgram);
}

tl::unexpected<Error> notStarted(const QString &program)
{
    return failure(ErrorCode::Io,
                   Text::english("Starting %1 failed: %2.")
                       .arg(program, QString::fromLocal8Bit(std::strerror(errno))));
}

} // namespace

Result<SshProcess::Started> SshProcess::start(const QString &program, const QStringList &arguments)
{
    std::vector<QByteArray> kept{QFile::encodeName(program)};
    for (const QString &argument : arguments) {
        kept.push_back(argument.toLocal8Bit());
    }
    std::vector<char *> words;
    words.reserve(kept.size() + 1);
    for (QByteArray &word : kept) {
        words.push_back(word.data());
    }
    words.push_back(nullptr);

    std::array<int, 2> sockets{-1, -1};
    std::array<int, 2> errors{-1, -1};
    const bool isReady = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) == 0
        && pipe2(errors.data(), O_CLOEXEC) == 0;
    const pid_t parent = getpid();
    const pid_t pid = isReady ? fork() : -1;
    if (pid == 0) {
        become(words, parent, sockets[1], errors[1]);
    }
    const Result<Started> failed = pid > 0 ? Result<Started>{} : notStarted(program);
    close(sockets[1]);
    close(errors[1]);
    if (!failed) {
        close(sockets[0]);
        close(errors[0]);
        return failed;
    }
    auto process = std::make_shared<SshProcess>(pid);
    process->watch(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)), errors[0]);
    return Started{std::move(process), sockets[0]};
}

SshProcess::SshProcess(int pid)
    : m_pid(pid)
    , m_handle(IoThread::shared().context())
    , m_standardError(IoThread::shared().context())
    , m_patience(IoThread::shared().context())
{ }

SshProcess::~SshProcess()
{
    if (!m_hasEnded) {
        kill(-m_pid, SIGKILL);
        kill(m_pid, SIGKILL); // where it leads no group yet
        waitpid(m_pid, nullptr, 0);
    }
}

void SshProcess::watch(int processHandle, int standardError)
{
    m_standardError.assign(standardError);
    m_standardError.non_blocking(true);
    waitForWords();
    if (processHandle < 0) {
        kill(-m_pid, SIGKILL); // a kernel older than any that is supported
        return;
    }
    m_handle.assign(processHandle);
    m_handle.async_wait(asio::posix::stream_descriptor::wait_read,
                        [self = shared_from_this()](const error_code &) { self->reap(); });
}

void SshProcess::waitForWords()
{
    m_standardError.async_wait(asio::posix::stream_descriptor::wait_read,
                               [weak = weak_from_this()](const error_code &code) {
                                   const auto self = weak.lock();
                                   if (self && !code && self->readWords()) {
                                       self->waitForWords();
                                   }
                               });
}

bool SshProcess::readWords()
{
    std::array<char, sshPieceSize> piece{};
    error_code code;
    while (!code) {
        const std::size_t count = m_standardError.read_some(asio::buffer(piece), code);
        m_words.append(piece.data(), static_cast<qsizetype>(count));
        m_words = m_words.right(sshWordsKept);
    }
    return code == asio::error::would_block;
}

void SshProcess::reap()
{
    int status = 0;
    if (m_hasEnded || waitpid(m_pid, &status, WNOHANG) != m_pid) {
        return;
    }
    m_hasEnded = true;
    m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    kill(-m_pid, SIGKILL); // what it started, if it left any
    m_patience.cancel();
    // What is in the pipe already; something that it left to run may keep it open for long.
    (void)readWords();
    error_code ignored;
    m_standardError.close(ignored);
    for (const auto &callback : std::exchange(m_callbacks, {})) {
        callback();
    }
}

void SshProcess::end()
{
    if (m_hasEnded) {
        return;
    }
    kill(-m_pid, SIGTERM);
    kill(m_pid, SIGTERM);
    m_patience.expires_after(endLimit);
    m_patience.async_wait([weak = weak_from_this()](const error_code &code) {
        const auto self = weak.lock();
        if (self && !code && !self->m_hasEnded) {
            kill(-self->m_pid, SIGKILL);
            kill(self->m_pid, SIGKILL);
        }
    });
}

void SshProcess::whenEnded(std::function<void()> callback)
{
    if (m_hasEnded) {
        asio::post(IoThread::shared().context(), std::move(callback));
    } else {
        m_callbacks.push_back(std::move(callback));
    }
}

QString SshProcess::words() const
{
    return QString::fromLocal8Bit(m_words).trimmed();
}

} // namespace pierhead::engine
