#include "dockersocket.h"

#include <QDir>

namespace pierhead::backend {

namespace {

const QString usualSocket = QStringLiteral("/var/run/docker.sock");

bool isUsualSocket(const QString &path)
{
    return path == usualSocket || path == QStringLiteral("/run/docker.sock");
}

bool isRawSocket(const QString &path)
{
    return path == usualSocket + QStringLiteral(".raw")
        || path == QStringLiteral("/run/docker.sock.raw");
}

} // namespace

QString socketOn(const engine::EngineAddress &address)
{
    return address.transport == engine::EngineAddress::Transport::UnixSocket ? address.path
                                                                             : usualSocket;
}

std::optional<QString> socketInPlaceOf(const QString &source, const QString &engineSocket)
{
    // "//var/run/docker.sock" is how authors write it whose shell is on Windows.
    const QString path = QDir::cleanPath(source);
    const bool isElsewhere = isUsualSocket(path) && !isUsualSocket(engineSocket);
    return isElsewhere || isRawSocket(path) ? std::optional(engineSocket) : std::nullopt;
}

} // namespace pierhead::backend
