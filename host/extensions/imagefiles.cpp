#include "imagefiles.h"

#include <host/archive/imagepart.h>
#include <host/base/background.h>

#include <QUuid>

namespace pierhead::extensions {

using archive::ImagePart;

namespace {

constexpr int maximumHops = 8;

/// On the container: who reads by it.
const QString ownerLabel = QStringLiteral("io.pierhead.reader");

/// What a tar file may have beyond its files' bytes: a header for each, and padding.
constexpr qint64 tarOverhead = 64LL * 1024 * 1024;

/// Not told as the engine tells it: the container is our affair, the image is what people know.
Error downloadError(const Error &error, const QString &path)
{
    if (error.code == ErrorCode::NotFound) {
        return {ErrorCode::NotFound, QStringLiteral("\"%1\" is not in the image").arg(path)};
    }
    if (error.code == ErrorCode::InvalidArgument) {
        return {ErrorCode::InvalidImage,
                QStringLiteral("\"%1\" is too large").arg(path),
                error.message};
    }
    if (error.message.contains(QLatin1String("too many links"))
        || error.message.contains(QLatin1String("too many levels"))) {
        return {ErrorCode::InvalidImage,
                QStringLiteral("\"%1\" is a link that leads to itself").arg(path),
                error.message};
    }
    return withContext(QStringLiteral("Reading \"%1\" from the image").arg(path), error);
}

Task<Result<void>> copyPart(engine::EngineClient client,
                            QString container,
                            QString tar,
                            QString path,
                            QString target,
                            archive::TarLimits limits,
                            StopToken stop)
{
    QString place = path;
    for (int hop = 0; hop < maximumHops; ++hop) {
        const QString absolute = QLatin1Char('/') + place;
        const Result<void> downloaded = co_await client.downloadArchive(
            container, absolute, tar, limits.bytes + tarOverhead, stop);
        if (!downloaded) {
            co_return tl::unexpected<Error>(downloadError(downloaded.error(), place));
        }
        const auto inspect = [tar, place] {
            return archive::inspectPart(tar, place);
        };
        PIERHEAD_CO_TRY(part, co_await runInBackground(inspect));
        if (part.kind != ImagePart::Kind::Link) {
            const auto extract = [tar, place, target, limits] {
                return archive::extractPart(tar, place, target, limits);
            };
            co_return co_await runInBackground(extract);
        }
        place = part.linkTarget;
    }
    co_return failure(
        ErrorCode::InvalidImage,
        QStringLiteral("\"%1\" leads through more than %2 links").arg(path).arg(maximumHops));
}

Task<Result<void>> copyAndTidy(engine::EngineClient client,
                               QString container,
                               QString tar,
                               QString path,
                               QString target,
                               archive::TarLimits limits,
                               StopToken stop)
{
    const Result<void> copied =
        co_await copyPart(client, container, tar, path, target, limits, stop);
    QFile::remove(tar);
    co_return copied;
}

} // namespace

ImageFiles::ImageFiles(engine::EngineClient client, QString container, QString scratch)
    : m_client(std::move(client))
    , m_container(std::move(container))
    , m_scratch(std::move(scratch))
{ }

Task<Result<ImageFiles>> ImageFiles::open(
    engine::EngineClient client, QString image, QString owner, QString scratch, StopToken stop)
{
    engine::ContainerSpec spec;
    spec.image = image;
    spec.labels.insert(ownerLabel, owner);
    // Never run; an image without a command of its own needs one to be made a container of.
    spec.command.append(QStringLiteral("none"));
    PIERHEAD_CO_TRY(container, co_await client.createContainer(spec, stop));
    co_return ImageFiles(client, container, scratch);
}

Task<Result<void>> ImageFiles::sweep(engine::EngineClient client, QString owner, StopToken stop)
{
    const QMap<QString, QStringList> filters{
        {QStringLiteral("label"), {ownerLabel + QLatin1Char('=') + owner}}};
    PIERHEAD_CO_TRY(containers, co_await client.listContainers(filters, stop));
    for (const engine::ContainerSummary &container : containers) {
        const Result<void> removed = co_await client.removeContainer(container.id);
        if (!removed) {
            co_return removed;
        }
    }
    co_return Result<void>{};
}

Task<Result<void>>
ImageFiles::copy(QString path, QString target, archive::TarLimits limits, StopToken stop) const
{
    return copyAndTidy(m_client,
                       m_container,
                       m_scratch + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::Id128)
                           + QStringLiteral(".tar"),
                       std::move(path),
                       std::move(target),
                       limits,
                       std::move(stop));
}

Task<Result<void>> ImageFiles::close() const
{
    return m_client.removeContainer(m_container);
}

} // namespace pierhead::extensions
