#include "lastingsocket.h"

#include <host/base/filedescriptor.h>
#include <host/base/logging.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace pierhead::engine {

namespace {

/// What connects has to be allowed to write there, and everybody else is kept out.
constexpr mode_t socketMode = S_IFSOCK | S_IRUSR | S_IWUSR;

} // namespace

bool isListening(const QString &socket)
{
    const QByteArray path = QFile::encodeName(socket);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.isEmpty() || static_cast<std::size_t>(path.size()) >= sizeof(address.sun_path)) {
        return false;
    }
    std::copy(path.cbegin(), path.cend(), std::begin(address.sun_path));
    const FileDescriptor descriptor(
        ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto *target = reinterpret_cast<const sockaddr *>(&address);
    // EAGAIN: it listens, and has many connections to take.
    return ::connect(descriptor.get(), target, sizeof(address)) == 0 || errno == EAGAIN;
}

LastingSocket::LastingSocket(const QString &runtime)
    : m_path(QDir::cleanPath(runtime + QStringLiteral("/embedded-engine.sock")))
{ }

bool LastingSocket::isServed() const
{
    return isListening(QFile::symLinkTarget(m_path));
}

bool LastingSocket::leadsTo(const QString &socket) const
{
    return QFile::symLinkTarget(m_path) == QDir::cleanPath(socket);
}

bool LastingSocket::leadTo(const QString &socket) const
{
    QDir().mkpath(QFileInfo(m_path).path());
    QFile::remove(next());
    const bool isLed = QFile::link(QDir::cleanPath(socket), next()) && replace();
    if (!isLed) {
        qCWarning(lcEngine).noquote()
            << "Leading" << m_path << "to" << socket << "failed:" << qt_error_string(errno);
    }
    return isLed;
}

void LastingSocket::close() const
{
    const QByteArray name = QFile::encodeName(next());
    QFile::remove(next());
    if (::mknod(name.constData(), socketMode, 0) != 0 || !replace()) {
        qCWarning(lcEngine).noquote()
            << "Putting a dead socket at" << m_path << "failed:" << qt_error_string(errno);
    }
}

void LastingSocket::closeUnlessServed() const
{
    if (QFileInfo(m_path).isSymLink() && !isServed()) {
        close();
    }
}

QDateTime LastingSocket::ledSince(const QString &path)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0) {
        return {};
    }
    constexpr qint64 inSecond = 1000;
    constexpr qint64 inMillisecond = 1'000'000;
    return QDateTime::fromMSecsSinceEpoch(
        status.st_mtim.tv_sec * inSecond + status.st_mtim.tv_nsec / inMillisecond, Qt::UTC);
}

QString LastingSocket::next() const
{
    // Others may be at it at the same time.
    return QStringLiteral("%1.%2").arg(m_path).arg(QCoreApplication::applicationPid());
}

bool LastingSocket::replace() const
{
    return std::rename(QFile::encodeName(next()).constData(), QFile::encodeName(m_path).constData())
        == 0;
}

} // namespace pierhead::engine
