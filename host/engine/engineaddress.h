#pragma once

#include <host/base/result.h>

#include <QString>

class QProcessEnvironment;

namespace pierhead::engine {

/// Where a Docker-compatible engine answers.
struct EngineAddress
{
    enum class Transport {
        UnixSocket,
        Tcp,
        Ssh, ///< through `ssh host docker system dial-stdio`
    };

    Transport transport = Transport::UnixSocket;
    QString path;      ///< of the unix socket, absolute
    QString host;      ///< for Tcp; for Ssh as ssh takes it, so it may be an alias of its settings
    quint16 port = 0;  ///< for Tcp; for Ssh 0 is what ssh's settings say
    QString user = {}; ///< for Ssh; empty is what ssh's settings say

    /// For Tcp: the folder of ca.pem, cert.pem and key.pem, absolute; empty is no TLS. Without the
    /// first the system's authorities count, without the other two no certificate is shown.
    QString certificates = {};
    bool verifiesServer = true; ///< with TLS

    /// Where `path` is another one after each start of the engine: the path that stays, by which
    /// containers have to mount the socket (see LastingSocket). Elsewhere empty.
    QString lastingPath = {};

    /// `unix:///run/docker.sock`, `tcp://127.0.0.1:2375`, `ssh://user@host:22`, a plain absolute
    /// path, or what key() gave.
    [[nodiscard]] static Result<EngineAddress> parse(const QString &text);

    /// The form DOCKER_HOST takes.
    [[nodiscard]] QString toString() const;

    /// The same with all there is to know, for keeping: `tcp://host:2376?certificates=/folder`
    /// (and `&verify=no`).
    [[nodiscard]] QString key() const;

    [[nodiscard]] bool usesTls() const { return !certificates.isEmpty(); }

    /// Has Docker's programs talk to this engine, whatever the variables said before.
    void applyTo(QProcessEnvironment &environment) const;

    bool operator==(const EngineAddress &) const = default;
};

} // namespace pierhead::engine
