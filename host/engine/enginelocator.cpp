#include "enginelocator.h"

#include <host/base/json.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <optional>

namespace pierhead::engine {

namespace {

using Candidates = std::vector<EngineCandidate>;

/// $DOCKER_CONFIG/config.json, what we need of it
struct DockerConfig
{
    QString currentContext;
};

void from_json(const nlohmann::json &source, DockerConfig &target)
{
    target.currentContext = json::fieldOr<QString>(source, "currentContext", {});
}

/// contexts/meta/<…>/meta.json, what we need of it
struct ContextMeta
{
    QString host;
};

void from_json(const nlohmann::json &source, ContextMeta &target)
{
    target.host = json::field<QString>(source.at("Endpoints").at("docker"), "Host");
}

QString contextOrigin(const QString &name)
{
    return QStringLiteral("the Docker context \"%1\"").arg(name);
}

QDir configFolder()
{
    const QString folder = qEnvironmentVariable("DOCKER_CONFIG");
    return folder.isEmpty() ? QDir(QDir::home().filePath(QStringLiteral(".docker"))) : QDir(folder);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Reading %1 failed: %2.").arg(path, file.errorString()));
    }
    return file.readAll();
}

Result<Candidates> named(const QString &text, const QString &origin)
{
    Result<EngineAddress> address = EngineAddress::parse(text);
    if (!address) {
        return tl::unexpected<Error>(withContext(origin, address.error()));
    }
    return Candidates{{*address, origin, true}};
}

tl::unexpected<Error> encrypted(const QString &origin)
{
    return failure(ErrorCode::InvalidArgument,
                   QStringLiteral("%1 names an engine that wants TLS, which is not supported yet. "
                                  "Forward its socket, for example with \"ssh -L\", and name that.")
                       .arg(origin));
}

/// The name of the context in use; empty for the default one.
Result<QString> currentContext()
{
    QString name = qEnvironmentVariable("DOCKER_CONTEXT");
    const QString file = configFolder().filePath(QStringLiteral("config.json"));
    if (name.isEmpty() && QFileInfo::exists(file)) {
        const Result<DockerConfig> config =
            readFile(file).and_then(json::parseAs<DockerConfig>).map_error([&file](Error error) {
                return withContext(QStringLiteral("Docker's settings in %1").arg(file),
                                   std::move(error));
            });
        if (!config) {
            return tl::unexpected<Error>(config.error());
        }
        name = config->currentContext;
    }
    return name == QStringLiteral("default") ? QString() : name;
}

Result<Candidates> context(const QString &name)
{
    const QString origin = contextOrigin(name);
    const QString digest = QString::fromLatin1(
        QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex());
    const QDir contexts(configFolder().filePath(QStringLiteral("contexts")));
    const QString file = contexts.filePath(QStringLiteral("meta/%1/meta.json").arg(digest));
    const Result<ContextMeta> meta =
        readFile(file).and_then(json::parseAs<ContextMeta>).map_error([&origin](Error error) {
            return withContext(origin, std::move(error));
        });
    if (!meta) {
        return tl::unexpected<Error>(meta.error());
    }
    if (contexts.exists(QStringLiteral("tls/%1/docker").arg(digest))) {
        return encrypted(origin);
    }
    return named(meta->host, origin);
}

Candidates wellKnownSockets()
{
    QStringList paths{QStringLiteral("/var/run/docker.sock")};
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty()) {
        paths.append(runtime + QStringLiteral("/docker.sock"));
        paths.append(runtime + QStringLiteral("/podman/podman.sock"));
    }
    paths.append(QStringLiteral("/run/podman/podman.sock"));
    Candidates candidates;
    for (const QString &path : paths) {
        if (QFileInfo::exists(path)) {
            candidates.push_back(
                {{EngineAddress::Transport::UnixSocket, path, {}, 0}, path, false});
        }
    }
    return candidates;
}

} // namespace

Result<std::vector<EngineCandidate>> engineCandidates(const QString &requested)
{
    if (!requested.isEmpty()) {
        return named(requested, QStringLiteral("--engine"));
    }
    for (const char *variable : {"PIERHEAD_ENGINE", "DOCKER_HOST"}) {
        const QString value = qEnvironmentVariable(variable);
        if (value.isEmpty()) {
            continue;
        }
        Result<Candidates> candidates = named(value, QString::fromLatin1(variable));
        const bool wantsTls = !qEnvironmentVariableIsEmpty("DOCKER_TLS_VERIFY");
        if (candidates && wantsTls
            && candidates->front().address.transport == EngineAddress::Transport::Tcp) {
            return encrypted(QString::fromLatin1(variable));
        }
        return candidates;
    }
    PIERHEAD_TRY(name, currentContext());
    return name.isEmpty() ? wellKnownSockets() : context(name);
}

} // namespace pierhead::engine
