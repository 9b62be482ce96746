#include "globaloptions.h"

#include <QFileInfo>

namespace pierhead::cli {

Parameters GlobalOptions::parameters()
{
    return {
        Parameter::option({},
                          QStringLiteral("engine"),
                          QStringLiteral("ADDRESS"),
                          engine,
                          QStringLiteral("The container engine: unix:///path, tcp://host:port, "
                                         "ssh://user@host, a path, or the name of a Docker "
                                         "context. Otherwise PIERHEAD_ENGINE, DOCKER_HOST, the "
                                         "Docker context and the usual sockets are tried in this "
                                         "order.")),
        Parameter::option(QLatin1Char('H'),
                          QStringLiteral("host"),
                          QStringLiteral("ADDRESS"),
                          engine,
                          QStringLiteral("The same, by the docker program's name for it.")),
        Parameter::option(QLatin1Char('c'),
                          QStringLiteral("context"),
                          QStringLiteral("NAME"),
                          context,
                          QStringLiteral("The Docker context that names the engine.")),
        Parameter::option({},
                          QStringLiteral("config"),
                          QStringLiteral("FOLDER"),
                          dockerConfig,
                          QStringLiteral("The folder of Docker's client configuration.")),
        Parameter::flag(QLatin1Char('D'),
                        QStringLiteral("debug"),
                        debug,
                        QStringLiteral("Log what is being done to standard error.")),
        Parameter::flag(
            QLatin1Char('h'), QStringLiteral("help"), help, QStringLiteral("Show this help.")),
        Parameter::flag({}, QStringLiteral("version"), version, {}).hidden(),
        Parameter::option(QLatin1Char('l'),
                          QStringLiteral("log-level"),
                          QStringLiteral("LEVEL"),
                          logLevel,
                          {},
                          {QStringLiteral("debug"),
                           QStringLiteral("info"),
                           QStringLiteral("warn"),
                           QStringLiteral("error"),
                           QStringLiteral("fatal")})
            .hidden(),
        Parameter::flag({}, QStringLiteral("tls"), tls, {}).hidden(),
        Parameter::flag({}, QStringLiteral("tlsverify"), tlsVerify, {}).hidden(),
        Parameter::option(
            {}, QStringLiteral("tlscacert"), QStringLiteral("FILE"), tlsCaCertificate, {})
            .hidden(),
        Parameter::option({}, QStringLiteral("tlscert"), QStringLiteral("FILE"), tlsCertificate, {})
            .hidden(),
        Parameter::option({}, QStringLiteral("tlskey"), QStringLiteral("FILE"), tlsKey, {})
            .hidden(),
    };
}

bool GlobalOptions::asksForTls() const
{
    return tls || tlsVerify || !tlsCaCertificate.isEmpty() || !tlsCertificate.isEmpty()
        || !tlsKey.isEmpty();
}

Result<QString> GlobalOptions::certificateFolder() const
{
    const QList<QPair<QString, QString>> files{{tlsCaCertificate, QStringLiteral("ca.pem")},
                                               {tlsCertificate, QStringLiteral("cert.pem")},
                                               {tlsKey, QStringLiteral("key.pem")}};
    QString folder;
    for (const auto &[path, name] : files) {
        if (path.isEmpty()) {
            continue;
        }
        const QFileInfo info(path);
        if (info.fileName() != name || (!folder.isEmpty() && info.absolutePath() != folder)) {
            return failure(
                ErrorCode::InvalidArgument,
                QStringLiteral("The certificate %1 cannot be used where it is.").arg(path),
                QStringLiteral("Put ca.pem, cert.pem and key.pem into one folder."));
        }
        folder = info.absolutePath();
    }
    return folder;
}

} // namespace pierhead::cli
