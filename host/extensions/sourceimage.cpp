#include "sourceimage.h"

#include "imagelabels.h"
#include "imagereference.h"
#include "registryimage.h"

#include <host/archive/decompression.h>
#include <host/archive/imagearchive.h>
#include <host/archive/ocilayout.h>
#include <host/archive/tarwriter.h>
#include <host/base/background.h>

#include <QDir>
#include <QRegularExpression>

namespace pierhead::extensions {

namespace {

using Step = InstallEvent::Step;

engine::ProgressSink progressTo(const InstallSink &sink, Step step, const QString &subject)
{
    return [sink, step, subject](const engine::TransferProgress &progress) {
        sink({.step = step,
              .subject = subject,
              .message = progress.status,
              .current = progress.current,
              .total = progress.total,
              .item = progress.id});
    };
}

/// The folder's name as a repository's: "My Extension" becomes "my-extension".
QString tagFor(const ExtensionSource &source)
{
    if (!source.tag.isEmpty()) {
        return source.tag;
    }
    QString name = QDir(source.location).dirName().toLower();
    name.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
    name.remove(QRegularExpression(QStringLiteral("^-+|-+$")));
    return name + QStringLiteral(":latest");
}

Result<QString> fullReference(const QString &text)
{
    return ImageReference::parse(text).map(
        [](const ImageReference &reference) { return reference.withDefaultTag().toString(); });
}

Task<Result<SourceImage>> existing(engine::EngineClient client, QString reference, StopToken stop)
{
    PIERHEAD_CO_TRY(info, co_await client.inspectImage(reference, stop));
    SourceImage image{reference, info};
    co_return image;
}

Task<Result<SourceImage>> build(engine::EngineClient client,
                                ExtensionSource source,
                                QString reference,
                                QString scratch,
                                InstallSink sink,
                                StopToken stop)
{
    const InstallEvent event{.step = Step::Building, .subject = source.location, .message = {}};
    sink(event);
    const QString folder = source.location;
    const QString context = scratch + QStringLiteral("/context.tar");
    const auto write = [folder, context] {
        return archive::writeBuildContext(folder, context);
    };
    const Result<> written = co_await runInBackground(write);
    if (!written) {
        co_return tl::unexpected<Error>(written.error());
    }
    const engine::ProgressSink progress = progressTo(sink, Step::Building, folder);
    const Result<QString> built =
        co_await client.buildImage(context, reference, source.buildArguments, progress, stop);
    QFile::remove(context);
    if (!built) {
        co_return tl::unexpected<Error>(built.error());
    }
    co_return co_await existing(client, reference, stop);
}

Task<Result<void>>
pull(engine::EngineClient client, QString reference, Step step, InstallSink sink, StopToken stop)
{
    const InstallEvent event{.step = step, .subject = reference, .message = {}};
    sink(event);
    const engine::ProgressSink progress = progressTo(sink, step, reference);
    co_return co_await pullWithLogin(client, reference, progress, stop);
}

/// The one image among those an archive brought that is an extension.
Result<SourceImage> extensionAmong(const std::vector<SourceImage> &images, const QString &archive)
{
    std::vector<SourceImage> found;
    QStringList names;
    for (const SourceImage &image : images) {
        if (!ImageLabels::from(image.info.labels).apiVersion.isEmpty()) {
            found.push_back(image);
            names.append(image.reference);
        }
    }
    if (images.size() == 1) {
        return images.front(); // what it lacks is told later, as for any image
    }
    if (found.size() > 1) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("%1 holds several extensions: %2. Save one of them alone.")
                           .arg(archive, names.join(QStringLiteral(", "))));
    }
    if (found.empty()) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("None of the %1 images in %2 is an extension with a name: "
                                     "none has the label com.docker.desktop.extension.api.version.")
                           .arg(images.size())
                           .arg(archive));
    }
    return found.front();
}

/// The archive in another file, in the form that every engine loads.
Task<Result<QString>>
converted(QString file, archive::ImageArchive contents, QString scratch, QString architecture)
{
    QString target = scratch + QStringLiteral("/image.tar");
    const bool isLayout = contents.format == archive::ImageArchive::Format::OciLayout;
    const auto convert = [file, target, isLayout, architecture] {
        return isLayout ? archive::writeDockerSave(file, target, architecture)
                        : archive::decompress(file, target);
    };
    const Result<> done = co_await runInBackground(convert);
    if (!done) {
        co_return tl::unexpected<Error>(done.error());
    }
    co_return target;
}

/// Docker takes a compressed archive as it is, Podman only what is in it; Podman takes an OCI
/// layout, Docker only lately.
Task<Result<void>> loadAnyhow(engine::EngineClient client,
                              QString file,
                              QString scratch,
                              engine::ProgressSink progress,
                              StopToken stop)
{
    const Result<QStringList> loaded = co_await client.loadImage(file, progress, stop);
    if (loaded) {
        co_return Result<void>{};
    }
    const auto inspect = [file] {
        return archive::inspectImageArchive(file);
    };
    const Result<archive::ImageArchive> contents = co_await runInBackground(inspect);
    const bool isRefused = loaded.error().code == ErrorCode::EngineRefused;
    const bool isOther = contents
        && (contents->isCompressed || contents->format == archive::ImageArchive::Format::OciLayout);
    if (!isRefused || !isOther) {
        co_return tl::unexpected<Error>(loaded.error());
    }
    PIERHEAD_CO_TRY(version, co_await client.version(stop));
    PIERHEAD_CO_TRY(plain, co_await converted(file, *contents, scratch, version.architecture));
    PIERHEAD_CO_TRY(again, co_await client.loadImage(plain, progress, stop));
    co_return Result<void>{};
}

Task<Result<SourceImage>> load(engine::EngineClient client,
                               ExtensionSource source,
                               QStringList references,
                               QString scratch,
                               InstallSink sink,
                               StopToken stop)
{
    const InstallEvent event{.step = Step::Loading, .subject = source.location, .message = {}};
    sink(event);
    const engine::ProgressSink progress = progressTo(sink, Step::Loading, source.location);
    const Result<void> loaded =
        co_await loadAnyhow(client, source.location, scratch, progress, stop);
    if (!loaded) {
        co_return tl::unexpected<Error>(loaded.error());
    }
    std::vector<SourceImage> images;
    for (const QString &reference : references) {
        PIERHEAD_CO_TRY(image, co_await existing(client, reference, stop));
        images.push_back(image);
    }
    co_return extensionAmong(images, source.location);
}

} // namespace

Task<Result<ExtensionSource>>
taggedSource(engine::EngineClient client, ExtensionSource source, StopToken stop)
{
    if (source.kind == ExtensionSource::Kind::Reference) {
        PIERHEAD_CO_TRY(reference, co_await taggedReference(client, source.location, stop));
        source.location = reference;
    }
    co_return source;
}

Task<Result<QStringList>> referencesOf(ExtensionSource source)
{
    if (source.kind != ExtensionSource::Kind::Archive) {
        const bool isFolder = source.kind == ExtensionSource::Kind::Folder;
        PIERHEAD_CO_TRY(reference, fullReference(isFolder ? tagFor(source) : source.location));
        co_return QStringList{reference};
    }
    const QString file = source.location;
    const auto inspect = [file] {
        return archive::inspectImageArchive(file);
    };
    PIERHEAD_CO_TRY(contents, co_await runInBackground(inspect));
    QStringList references;
    for (const QString &name : contents.references) {
        PIERHEAD_CO_TRY(reference, fullReference(name));
        references.append(reference);
    }
    if (references.isEmpty()) {
        co_return failure(ErrorCode::InvalidImage,
                          Text::english("The image in %1 has no name, so that nothing tells the "
                                        "extension's id. Save it by its name: `docker save -o "
                                        "FILE NAME:TAG`.")
                              .arg(file));
    }
    co_return references;
}

Task<Result<SourceImage>> bringImage(engine::EngineClient client,
                                     ExtensionSource source,
                                     QStringList references,
                                     QString scratch,
                                     InstallSink sink,
                                     StopToken stop)
{
    switch (source.kind) {
    case ExtensionSource::Kind::Archive:
        co_return co_await load(client, source, references, scratch, sink, stop);
    case ExtensionSource::Kind::Folder:
        co_return co_await build(client, source, references.front(), scratch, sink, stop);
    case ExtensionSource::Kind::Reference:
        break;
    }
    PIERHEAD_CO_TRY(info, co_await localOrPulled(client, references.front(), sink, stop));
    SourceImage image{references.front(), info};
    co_return image;
}

Task<Result<engine::ImageInfo>>
localOrPulled(engine::EngineClient client, QString reference, InstallSink sink, StopToken stop)
{
    Result<engine::ImageInfo> local = co_await client.inspectImage(reference, stop);
    if (local || local.error().code != ErrorCode::NotFound) {
        co_return local;
    }
    const Result<void> pulled = co_await pull(client, reference, Step::Pulling, sink, stop);
    if (!pulled) {
        co_return tl::unexpected<Error>(pulled.error());
    }
    co_return co_await client.inspectImage(reference, stop);
}

Task<Result<void>> lookForNewer(engine::EngineClient client,
                                QString reference,
                                QString installedId,
                                InstallSink sink,
                                StopToken stop)
{
    const Result<engine::ImageInfo> local = co_await client.inspectImage(reference, stop);
    // Podman gives digests to what was built here too, so that they alone tell nothing.
    if (!local || local->id != installedId || local->repoDigests.isEmpty()) {
        co_return Result<void>{};
    }
    const Result<void> pulled = co_await pull(client, reference, Step::Refreshing, sink, stop);
    if (pulled || pulled.error().code == ErrorCode::Cancelled) {
        co_return pulled;
    }
    const InstallEvent event{
        .step = Step::NotRefreshed, .subject = reference, .message = pulled.error().message};
    sink(event);
    co_return Result<void>{};
}

} // namespace pierhead::extensions
