#include "imagefiles.h"

#include <host/archive/imagepart.h>
#include <host/base/background.h>

#include <QScopeGuard>

namespace pierhead::extensions {

using archive::ImagePart;

namespace {

constexpr int maximumHops = 8;
constexpr int mostContainers = 4;

/// What a tar file may have beyond its files' bytes: a header for each, and padding.
constexpr qint64 tarOverhead = 64LL * 1024 * 1024;

/// Not told as the engine tells it: the container is our affair, the image is what people know.
Error downloadError(const Error &error, const QString &path)
{
    if (error.code == ErrorCode::NotFound) {
        return {ErrorCode::NotFound, Text::english("\"%1\" is not in the image").arg(path)};
    }
    if (error.code == ErrorCode::InvalidArgument) {
        return {
            ErrorCode::InvalidImage, Text::english("\"%1\" is too large").arg(path), error.message};
    }
    if (error.message.contains(QLatin1String("too many links"))
        || error.message.contains(QLatin1String("too many levels"))) {
        return {ErrorCode::InvalidImage,
                Text::english("\"%1\" is a link that leads to itself").arg(path),
                error.message};
    }
    return withContext(Text::english("Reading \"%1\" from the image").arg(path), error);
}

/// What stands at one place, unpacked while it comes.
Task<Result<ImagePart>> copyOnce(engine::EngineClient client,
                                 QString container,
                                 QString path,
                                 QString target,
                                 archive::TarLimits limits,
                                 StopToken stop)
{
    const auto queue = std::make_shared<ByteQueue>();
    const auto extract = [queue, path, target, limits]() -> Result<ImagePart> {
        // It waits for the engine more than it works: others need not wait for it.
        QThreadPool::globalInstance()->releaseThread();
        const auto back = qScopeGuard([] { QThreadPool::globalInstance()->reserveThread(); });
        PIERHEAD_TRY(reader,
                     archive::TarReader::open(
                         queue, QStringLiteral("that the engine packed of \"%1\"").arg(path)));
        return archive::extractPart(reader, path, target, limits);
    };
    Task<Result<ImagePart>> extracting = runInBackground(extract);
    const Result<void> downloaded = co_await client.downloadArchive(
        container, QLatin1Char('/') + path, queue, limits.bytes + tarOverhead, stop);
    Result<ImagePart> part = co_await std::move(extracting);
    if (!downloaded) {
        co_return tl::unexpected<Error>(downloadError(downloaded.error(), path));
    }
    co_return part;
}

Task<Result<void>> copyFollowing(engine::EngineClient client,
                                 QString container,
                                 QString path,
                                 QString target,
                                 archive::TarLimits limits,
                                 StopToken stop)
{
    QString place = path;
    for (int hop = 0; hop < maximumHops; ++hop) {
        PIERHEAD_CO_TRY(part, co_await copyOnce(client, container, place, target, limits, stop));
        if (part.kind != ImagePart::Kind::Link) {
            co_return Result<void>{};
        }
        place = part.linkTarget;
    }
    co_return failure(
        ErrorCode::InvalidImage,
        Text::english("\"%1\" leads through more than %2 links").arg(path).arg(maximumHops));
}

} // namespace

struct ImageFiles::State
{
    engine::EngineClient client;
    engine::ContainerSpec spec;
    QStringList containers = {};
    QStringList idle = {}; ///< those of them that nobody reads from
    int made = 0;          ///< those that are being made too
};

ImageFiles::ImageFiles(std::shared_ptr<State> state)
    : m_state(std::move(state))
{ }

QString ImageFiles::ownerLabel()
{
    return QStringLiteral("io.pierhead.reader");
}

Task<Result<ImageFiles>>
ImageFiles::open(engine::EngineClient client, QString image, QString owner, StopToken stop)
{
    engine::ContainerSpec spec;
    spec.image = image;
    spec.labels.insert(ownerLabel(), owner);
    // Never run; an image without a command of its own needs one to be made a container of.
    spec.command.append(QStringLiteral("none"));
    const auto state = std::make_shared<State>(State{.client = client, .spec = spec});
    PIERHEAD_CO_TRY(container, co_await idleContainer(state, stop));
    state->idle.append(container);
    co_return ImageFiles(state);
}

/// One to read from; beyond the most that are made, one that others read from too.
Task<Result<QString>> ImageFiles::idleContainer(std::shared_ptr<State> state, StopToken stop)
{
    if (!state->idle.isEmpty()) {
        co_return state->idle.takeLast();
    }
    if (state->made >= mostContainers && !state->containers.isEmpty()) {
        co_return state->containers.first();
    }
    ++state->made;
    PIERHEAD_CO_TRY(container, co_await state->client.createContainer(state->spec, stop));
    state->containers.append(container);
    co_return container;
}

Task<Result<void>> ImageFiles::sweep(engine::EngineClient client, QString owner, StopToken stop)
{
    const QMap<QString, QStringList> filters{
        {QStringLiteral("label"), {ownerLabel() + QLatin1Char('=') + owner}}};
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
    return copyFrom(m_state, std::move(path), std::move(target), limits, std::move(stop));
}

Task<Result<void>> ImageFiles::copyFrom(std::shared_ptr<State> state,
                                        QString path,
                                        QString target,
                                        archive::TarLimits limits,
                                        StopToken stop)
{
    PIERHEAD_CO_TRY(container, co_await idleContainer(state, stop));
    const Result<void> copied =
        co_await copyFollowing(state->client, container, path, target, limits, stop);
    if (!state->idle.contains(container)) {
        state->idle.append(container);
    }
    co_return copied;
}

Task<Result<void>> ImageFiles::close() const
{
    return closeAll(m_state);
}

Task<Result<void>> ImageFiles::closeAll(std::shared_ptr<State> state)
{
    std::vector<Task<Result<void>>> removals;
    for (const QString &container : state->containers) {
        removals.push_back(state->client.removeContainer(container));
    }
    Result<void> closed;
    for (Task<Result<void>> &removal : removals) {
        const Result<void> removed = co_await std::move(removal);
        if (!removed && closed) {
            closed = removed;
        }
    }
    co_return closed;
}

} // namespace pierhead::extensions
