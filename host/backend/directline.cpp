#include "directline.h"

#include "containerprocess.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace pierhead::backend {

namespace {

constexpr int widePipe = 1024 * 1024;
/// Bytes that are told at once, at most.
constexpr int largestPiece = 256 * 1024;

/// The agent's own end, and not another that is opened: what a file is can be seen before it is
/// used.
FileDescriptor
takePipe(const FileDescriptor &process, const agentcodec::PipeEnd &end, int direction)
{
    FileDescriptor pipe(
        static_cast<int>(::syscall(SYS_pidfd_getfd, process.get(), end.descriptor, 0)));
    struct stat status = {};
    const bool isRight = pipe.isValid() && ::fstat(pipe.get(), &status) == 0
        && S_ISFIFO(status.st_mode) && status.st_ino == end.inode
        && (::fcntl(pipe.get(), F_GETFL) & O_ACCMODE) == direction;
    return isRight ? std::move(pipe) : FileDescriptor();
}

/// A pipe whose reader is gone is seen when writing. Qt does the same where it starts processes.
void ignoreBrokenPipes()
{
    std::signal(SIGPIPE, SIG_IGN);
}

} // namespace

std::shared_ptr<DirectLine::Ends> DirectLine::take(const agentcodec::Hello &hello,
                                                   const QString &containerId)
{
    for (const ContainerProcess &process : processesNumbered(hello.pid, containerId)) {
        const FileDescriptor handle = process.open();
        Ends ends = {takePipe(handle, hello.hostsInput, O_RDONLY),
                     takePipe(handle, hello.hostsOutput, O_WRONLY)};
        if (ends.input.isValid() && ends.output.isValid()) {
            return std::make_shared<Ends>(std::move(ends));
        }
    }
    return nullptr;
}

DirectLine::DirectLine(Ends ends)
    : m_ends(std::move(ends))
    , m_readable(QSocketNotifier::Read)
    , m_writable(m_ends.output.get(), QSocketNotifier::Write)
{
    ignoreBrokenPipes();
    // Refusal changes nothing but the speed of large output.
    ::fcntl(m_ends.input.get(), F_SETPIPE_SZ, widePipe);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &DirectLine::read);
    connect(&m_writable, &QSocketNotifier::activated, this, &DirectLine::writeOut);
}

Text DirectLine::place() const
{
    return Text::english("in the backend's container");
}

void DirectLine::start()
{
    m_readable.setSocket(m_ends.input.get());
    m_readable.setEnabled(true);
}

void DirectLine::write(const QByteArray &bytes)
{
    m_waiting += bytes;
    if (!m_writable.isEnabled()) {
        writeOut();
    }
}

void DirectLine::abort()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_waiting.clear();
    m_ends = {};
}

void DirectLine::read()
{
    int available = 0;
    ::ioctl(m_ends.input.get(), FIONREAD, &available);
    QByteArray bytes(std::clamp(available, 1, largestPiece), Qt::Uninitialized);
    const ssize_t count =
        ::read(m_ends.input.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (count > 0) {
        bytes.truncate(count);
        Q_EMIT received(bytes);
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        end();
    }
}

void DirectLine::writeOut()
{
    while (!m_waiting.isEmpty()) {
        const ssize_t count = ::write(
            m_ends.output.get(), m_waiting.constData(), static_cast<std::size_t>(m_waiting.size()));
        if (count > 0) {
            m_waiting.remove(0, count);
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            // The agent is gone, which its output's end tells.
            m_waiting.clear();
        }
    }
    m_writable.setEnabled(!m_waiting.isEmpty());
}

void DirectLine::end()
{
    abort();
    Q_EMIT finished();
}

} // namespace pierhead::backend
