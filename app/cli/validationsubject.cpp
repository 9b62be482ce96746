#include "validationsubject.h"

#include <host/extensions/imagereference.h>
#include <host/extensions/versiontag.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace pierhead::cli {

namespace {

using extensions::ExtensionSource;
using extensions::SourceImage;

constexpr qint64 maximumMetadataBytes = 4LL * 1024 * 1024;

bool holds(const QString &folder, const char *name)
{
    return QFileInfo(QDir(folder).filePath(QLatin1String(name))).isFile();
}

/// The path of the metadata.json that is meant; empty where none is.
QString metadataPath(const QString &subject)
{
    const QFileInfo info(subject);
    if (info.isDir()) {
        const bool isOnlyThat = !holds(subject, "Dockerfile") && holds(subject, "metadata.json");
        return isOnlyThat ? QDir(subject).filePath(QStringLiteral("metadata.json")) : QString();
    }
    const bool isPath = subject.startsWith(QLatin1Char('/')) || subject.startsWith(QLatin1Char('.'))
        || subject.endsWith(QStringLiteral(".json"));
    const bool isArchive = info.isFile() && !subject.endsWith(QStringLiteral(".json"));
    return isPath && !isArchive ? subject : QString();
}

Task<Result<SourceImage>>
localImage(engine::EngineClient client, ValidationRequest request, StopToken stop)
{
    QString reference = request.subject;
    if (request.resolvesTag) {
        PIERHEAD_CO_TRY(parsed, extensions::ImageReference::parse(reference));
        PIERHEAD_CO_TRY(greatest,
                        co_await extensions::greatestLocalVersion(client, parsed.repository, stop));
        reference = greatest;
    }
    PIERHEAD_CO_TRY(info, co_await client.inspectImage(reference, stop));
    SourceImage image{reference, info};
    co_return image;
}

} // namespace

Result<QString> metadataOf(const ValidationRequest &request)
{
    const QString path = metadataPath(request.subject);
    const bool wantsImage =
        request.resolvesTag || request.checksApi || request.installs || request.runs;
    if (!path.isEmpty() && wantsImage) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"%1\" is a metadata.json, which has no tag and no API "
                                      "version and cannot be installed. Give the extension's "
                                      "image, or the folder with its Dockerfile.")
                           .arg(path));
    }
    return path;
}

Result<QByteArray> readMetadata(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("\"%1\" cannot be read: %2. Give an image, an archive of "
                                      "one, a folder with a Dockerfile, or a metadata.json.")
                           .arg(path, file.errorString()));
    }
    const QByteArray text = file.read(maximumMetadataBytes + 1);
    if (text.size() > maximumMetadataBytes) {
        return failure(
            ErrorCode::InvalidManifest,
            QStringLiteral("\"%1\" is larger than 4 MiB, which no metadata.json is.").arg(path));
    }
    return text;
}

Result<ExtensionSource> sourceOf(const ValidationRequest &request)
{
    ExtensionSource source = ExtensionSource::fromArgument(request.subject);
    if (source.kind == ExtensionSource::Kind::Folder && !holds(source.location, "Dockerfile")) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("The folder %1 has neither a Dockerfile nor a metadata.json. "
                                      "`docker extension init` makes one that has both.")
                           .arg(source.location));
    }
    if (source.kind != ExtensionSource::Kind::Reference && request.resolvesTag) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("--auto-resolve-tag is for the name of an image, and %1 is "
                                      "a file or folder.")
                           .arg(source.location));
    }
    return source;
}

Task<Result<BroughtSubject>> bringSubject(engine::EngineClient client,
                                          ExtensionSource source,
                                          ValidationRequest request,
                                          QString scratchRoot,
                                          extensions::InstallSink sink,
                                          StopToken stop)
{
    BroughtSubject subject;
    if (source.kind == ExtensionSource::Kind::Reference) {
        PIERHEAD_CO_TRY(local, co_await localImage(client, request, stop));
        subject.image = local;
        co_return subject;
    }
    PIERHEAD_CO_TRY(references, co_await extensions::referencesOf(source));
    const extensions::FormerImages none;
    PIERHEAD_CO_TRY(former,
                    co_await extensions::FormerImages::with(none, client, references, stop));
    subject.former = former;
    const QTemporaryDir scratch(scratchRoot + QStringLiteral("/source-XXXXXX"));
    const Result<SourceImage> image =
        co_await extensions::bringImage(client, source, references, scratch.path(), sink, stop);
    if (!image) {
        co_await former.restore(client);
        co_return tl::unexpected<Error>(image.error());
    }
    subject.image = *image;
    co_return subject;
}

} // namespace pierhead::cli
