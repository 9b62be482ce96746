#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::engine {

/// Where a Docker-compatible engine answers.
struct EngineAddress
{
    enum class Transport {
        UnixSocket,
        Tcp,
    };

    Transport transport = Transport::UnixSocket;
    QString path;     ///< of the unix socket, absolute
    QString host;     ///< for Tcp
    quint16 port = 0; ///< for Tcp

    /// `unix:///run/docker.sock`, `tcp://127.0.0.1:2375`, or a plain absolute path.
    [[nodiscard]] static Result<EngineAddress> parse(const QString &text);

    /// The form DOCKER_HOST takes.
    [[nodiscard]] QString toString() const;

    bool operator==(const EngineAddress &) const = default;
};

} // namespace pierhead::engine
