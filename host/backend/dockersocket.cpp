#include "dockersocket.h"

#include <host/engine/lastingsocket.h>

#include <QDir>

#include <algorithm>

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
    if (address.transport != engine::EngineAddress::Transport::UnixSocket) {
        return usualSocket;
    }
    return address.lastingPath.isEmpty() ? address.path : address.lastingPath;
}

std::optional<QString> socketInPlaceOf(const QString &source, const QString &engineSocket)
{
    // "//var/run/docker.sock" is how authors write it whose shell is on Windows.
    const QString path = QDir::cleanPath(source);
    const bool isElsewhere = isUsualSocket(path) && !isUsualSocket(engineSocket);
    return isElsewhere || isRawSocket(path) ? std::optional(engineSocket) : std::nullopt;
}

bool hasFormerSocket(const engine::ContainerDetails &details, const engine::EngineAddress &address)
{
    const QString &path = address.lastingPath;
    const auto isSocket = [&path](const engine::ContainerMount &mount) {
        return mount.source == path;
    };
    if (path.isEmpty() || details.state != QLatin1String("running")
        || std::none_of(details.mounts.begin(), details.mounts.end(), isSocket)) {
        return false;
    }
    const QDateTime since = engine::LastingSocket::ledSince(path);
    return since.isValid() && details.startedAt < since;
}

} // namespace pierhead::backend
