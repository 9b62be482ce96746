#include "dockercontexts.h"

#include <host/base/json.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace pierhead::engine {

namespace {

/// config.json, what we need of it
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
    QString name;
    QString host;
    bool skipsVerification = false;
};

void from_json(const nlohmann::json &source, ContextMeta &target)
{
    const nlohmann::json &endpoint = source.at("Endpoints").at("docker");
    target.name = json::fieldOr<QString>(source, "Name", {});
    target.host = json::field<QString>(endpoint, "Host");
    target.skipsVerification = json::fieldOr<bool>(endpoint, "SkipTLSVerify", false);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       Text::english("Reading %1 failed: %2.").arg(path, file.errorString()));
    }
    return file.readAll();
}

QDir contextsFolder()
{
    return {QDir(dockerConfigFolder()).filePath(QStringLiteral("contexts"))};
}

/// What the folders of a context are called.
QString digestOf(const QString &name)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString metaFile(const QString &digest)
{
    return contextsFolder().filePath(QStringLiteral("meta/%1/meta.json").arg(digest));
}

tl::unexpected<Error> unknownContext(const QString &name)
{
    const QStringList names = dockerContextNames();
    return failure(
        ErrorCode::NotFound,
        Text::english("There is no Docker context \"%1\" in %2. %3")
            .arg(name,
                 contextsFolder().path(),
                 names.isEmpty()
                     ? Text::english("There are none at all; \"docker "
                                     "context create\" makes one.")
                     : Text::english("There are: %1.").arg(names.join(QStringLiteral(", ")))));
}

} // namespace

QString dockerConfigFolder()
{
    const QString folder = qEnvironmentVariable("DOCKER_CONFIG");
    return folder.isEmpty() ? QDir::home().filePath(QStringLiteral(".docker"))
                            : QDir(folder).absolutePath();
}

Result<QString> currentDockerContext()
{
    QString name = qEnvironmentVariable("DOCKER_CONTEXT");
    const QString file = QDir(dockerConfigFolder()).filePath(QStringLiteral("config.json"));
    if (name.isEmpty() && QFileInfo::exists(file)) {
        const Result<DockerConfig> config =
            readFile(file).and_then(json::parseAs<DockerConfig>).map_error([&file](Error error) {
                return withContext(Text::english("Docker's settings in %1").arg(file),
                                   std::move(error));
            });
        if (!config) {
            return tl::unexpected<Error>(config.error());
        }
        name = config->currentContext;
    }
    return name == QStringLiteral("default") ? QString() : name;
}

Result<EngineAddress> dockerContext(const QString &name)
{
    const QString digest = digestOf(name);
    const QString file = metaFile(digest);
    if (!QFileInfo::exists(file)) {
        return unknownContext(name);
    }
    PIERHEAD_TRY(
        meta, readFile(file).and_then(json::parseAs<ContextMeta>).map_error([&file](Error error) {
            return withContext(Text::english("Reading %1").arg(file), std::move(error));
        }));
    PIERHEAD_TRY(address, EngineAddress::parse(meta.host));
    const QString certificates =
        contextsFolder().absoluteFilePath(QStringLiteral("tls/%1/docker").arg(digest));
    const bool isTls = meta.skipsVerification || QFileInfo::exists(certificates);
    if (isTls && address.transport == EngineAddress::Transport::Tcp) {
        address.certificates = certificates;
        address.verifiesServer = !meta.skipsVerification;
    }
    return address;
}

QStringList dockerContextNames()
{
    const QDir folder(contextsFolder().filePath(QStringLiteral("meta")));
    const QStringList digests = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QStringList names;
    for (const QString &digest : digests) {
        const Result<ContextMeta> meta =
            readFile(metaFile(digest)).and_then(json::parseAs<ContextMeta>);
        // Docker itself finds a context by its name alone.
        if (meta && digestOf(meta->name) == digest) {
            names.append(meta->name);
        }
    }
    names.sort();
    return names;
}

Text dockerContextOrigin(const QString &name)
{
    return Text::english("the Docker context \"%1\"").arg(name);
}

} // namespace pierhead::engine
