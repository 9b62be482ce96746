#include "installation.h"

#include "extensionfiles.h"
#include "imagereference.h"
#include "installedbackend.h"
#include "repair.h"
#include "stopnote.h"

#include <host/base/background.h>
#include <host/base/faultpoint.h>
#include <host/base/logging.h>
#include <host/policy/extensionswitch.h>

#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace pierhead::extensions {

using Step = InstallEvent::Step;

namespace {

Error faultsError(const QString &reference, const std::vector<Fault> &faults)
{
    return {ErrorCode::InvalidManifest,
            Text::english("metadata.json in %1 does not fit the image: %2.")
                .arg(reference, faults.front().text()),
            linesOf(faults)};
}

/// What the new backend has to show, by how the former one is now.
Task<Result<backend::BackendTrial>> trialFor(SharedInstallation now)
{
    if (!now->former || !now->former->manifest.backend) {
        co_return backend::BackendTrial{};
    }
    const backend::BackendRunner runner(now->client, now->former->id);
    PIERHEAD_CO_TRY(state, co_await runner.state(now->stop));
    co_return backend::trialAfter(state);
}

/// Whether the engine knows the image by that digest of a registry, where there is one.
bool isPublished(const engine::ImageInfo &image, const QString &digest)
{
    return digest.isEmpty()
        || std::any_of(image.repoDigests.cbegin(),
                       image.repoDigests.cend(),
                       [&digest](const QString &known) {
                           return known.section(QLatin1Char('@'), 1) == digest;
                       });
}

Task<Result<void>> restoreFormerBackend(SharedInstallation now)
{
    if (!now->former || !now->former->manifest.backend) {
        co_return Result<void>{};
    }
    const settings::BackendLimits limits = limitsIn(now->store);
    PIERHEAD_CO_TRY(spec, co_await backendSpecNow(now->client, *now->former, limits));
    const backend::BackendRunner runner(now->client, now->former->id);
    const Result<void> made = co_await runner.up(spec);
    if (!made) {
        co_return made;
    }
    forgetStop(now->store, now->former->id);
    co_return co_await stopWhereDisabled(now->client, now->store, now->former->id);
}

} // namespace

void Installation::tell(InstallEvent::Step step,
                        const QString &subject,
                        const QString &message) const
{
    sink({.step = step, .subject = subject, .message = message});
}

Task<Result<void>> claim(SharedInstallation now, QString reference)
{
    PIERHEAD_CO_TRY(id, ExtensionId::parse(reference));
    Result<void> allowed = policy::Policy::ofThisMachine().checkReference(reference);
    if (!allowed) {
        co_return allowed;
    }
    Result<std::unique_ptr<QLockFile>> lock = now->store.lock(id);
    if (!lock) {
        co_return tl::unexpected<Error>(lock.error());
    }
    now->lock = std::move(*lock);
    now->id = id.value();
    const UnderWay note{.id = id.value(), .engine = now->engineKey};
    const Result<void> begun = co_await beginWork(now->client, now->store, note, now->stop);
    if (!begun) {
        co_return begun;
    }
    now->note = note;
    faultPoint("claimed");
    const Result<InstalledExtension> former = now->store.find(id.value());
    if (former && former->engine != now->engineKey) {
        co_return failure(
            ErrorCode::Conflict,
            Text::english("\"%1\" is installed on the engine %2, and this is %3. Remove it "
                          "first, or use that engine.")
                .arg(id.value(), former->engine, now->engineKey));
    }
    if (former) {
        now->former = *former;
    } else if (now->purpose != Installation::Purpose::Install) {
        co_return failure(
            ErrorCode::NotFound,
            Text::english("failed to update extension \"%1\" as it is not installed")
                .arg(id.value()),
            Text::english("\"docker extension install %1\" installs it.").arg(reference));
    }
    co_return co_await ImageFiles::sweep(now->client, id.value(), now->stop);
}

Task<Result<SourceImage>> bring(SharedInstallation now)
{
    if (const Result<void> on = policy::checkExtensionsOn(now->store.paths()); !on) {
        co_return tl::unexpected<Error>(on.error());
    }
    PIERHEAD_CO_TRY(source, co_await taggedSource(now->client, now->source, now->stop));
    now->source = source;
    PIERHEAD_CO_TRY(references, co_await referencesOf(source));
    if (references.size() == 1) {
        const Result<void> claimed = co_await claim(now, references.front());
        if (!claimed) {
            co_return tl::unexpected<Error>(claimed.error());
        }
    }
    PIERHEAD_CO_TRY(
        formerImages,
        co_await FormerImages::with(now->formerImages, now->client, references, now->stop));
    now->formerImages = formerImages;
    if (now->purpose == Installation::Purpose::Update
        && now->source.kind == ExtensionSource::Kind::Reference) {
        const Result<void> looked = co_await lookForNewer(
            now->client, references.front(), now->former->imageId, now->sink, now->stop);
        if (!looked) {
            co_return tl::unexpected<Error>(looked.error());
        }
    }
    PIERHEAD_CO_TRY(scratchRoot, now->store.scratchRoot());
    const QTemporaryDir scratch(scratchRoot + QStringLiteral("/source-XXXXXX"));
    PIERHEAD_CO_TRY(
        image,
        co_await bringImage(
            now->client, now->source, references, scratch.path(), now->sink, now->stop));
    if (!now->lock) {
        const Result<void> claimed = co_await claim(now, image.reference);
        if (!claimed) {
            co_return tl::unexpected<Error>(claimed.error());
        }
    }
    co_return image;
}

Result<void> checkImage(const Installation &now, const SourceImage &image)
{
    if (!isPublished(image.info, now.source.publishedDigest)) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("Failed to install extension: the local image you are trying "
                                     "to install has been modified and is different from the "
                                     "published image %1. Remove it from the engine, or refresh "
                                     "the catalog that lists it.")
                           .arg(image.reference),
                       Text::english("Published: %1\nHere: %2")
                           .arg(now.source.publishedDigest,
                                image.info.repoDigests.join(QStringLiteral(", "))));
    }
    const auto rules = policy::Policy::ofThisMachine();
    if (Result<void> allowed = rules.checkImage(image.reference, image.info); !allowed) {
        return allowed;
    }
    const QString apiVersion = ImageLabels::from(image.info.labels).apiVersion;
    if (apiVersion.isEmpty()) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("%1 is no extension: it lacks the label "
                                     "com.docker.desktop.extension.api.version.")
                           .arg(image.reference));
    }
    if (!isApiVersionSupported(apiVersion)) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("%1 needs version %2 of the extension API, which is not "
                                     "supported here.")
                           .arg(image.reference, apiVersion));
    }
    const QString &architecture = image.info.architecture;
    if (!architecture.isEmpty() && architecture != now.architecture) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("%1 is made for %2, and the engine runs %3. Install one that "
                                     "is made for %3.")
                           .arg(image.reference, architecture, now.architecture));
    }
    return {};
}

Task<Result<void>> extract(SharedInstallation now, SourceImage image)
{
    PIERHEAD_CO_TRY(id, ExtensionId::parse(image.reference));
    const ImageLabels labels = ImageLabels::from(image.info.labels);
    const QString name = labels.name().isEmpty() ? id.value() : labels.name();
    now->tell(Step::Installing, name, image.reference);
    PIERHEAD_CO_TRY(staged, now->store.stage(id, image.info.id));
    now->staged = staged;
    now->note->version = QFileInfo(staged).fileName();
    if (const Result<void> written = writeNote(now); !written) {
        co_return written;
    }
    faultPoint("staged");
    now->tell(Step::Extracting, image.reference);

    PIERHEAD_CO_TRY(files,
                    co_await ImageFiles::open(now->client, image.info.id, id.value(), now->stop));
    const Result<QByteArray> metadata = co_await copyMetadata(files, staged, now->stop);
    faultPoint("metadata-copied");
    const Result<Manifest> manifest = metadata.and_then(Manifest::parse);
    Result<std::vector<Fault>> faults;
    if (manifest) {
        faults = co_await copyExtensionFiles(files, *manifest, staged, now->stop);
    }
    now->closing.emplace(files.close()); // goes on beside what comes next
    if (!manifest) {
        co_return tl::unexpected<Error>(
            withContext(Text::english("Installing %1").arg(image.reference), manifest.error()));
    }
    if (!faults) {
        co_return tl::unexpected<Error>(
            withContext(Text::english("Installing %1").arg(image.reference), faults.error()));
    }
    if (!faults->empty()) {
        co_return tl::unexpected<Error>(faultsError(image.reference, *faults));
    }
    now->extension = InstalledExtension{.id = id,
                                        .name = name,
                                        .reference = image.reference,
                                        .imageId = image.info.id,
                                        .engine = now->engineKey,
                                        .labels = labels,
                                        .manifest = *manifest,
                                        .permissions = allPermissions(),
                                        .installedAt = QDateTime::currentDateTimeUtc(),
                                        .folder = {},
                                        .version = staged,
                                        .isFromRegistry = !image.info.repoDigests.isEmpty()};
    co_return Result<void>{};
}

Task<Result<void>> startBackend(SharedInstallation now)
{
    const InstalledExtension extension = *now->extension;
    const backend::BackendRunner runner(now->client, extension.id);
    if (!extension.manifest.backend) {
        now->isBackendTouched = now->former && now->former->manifest.backend;
        if (!now->isBackendTouched) {
            co_return Result<void>{};
        }
        if (const Result<void> written = writeNote(now); !written) {
            co_return written;
        }
        co_return co_await runner.down();
    }
    now->tell(Step::InstallingService);
    now->tell(Step::SettingComposeAttributes);
    PIERHEAD_CO_TRY(spec, backendSpec(extension, extension.reference, limitsIn(now->store)));
    PIERHEAD_CO_TRY(images, co_await runner.images(spec, now->stop));
    PIERHEAD_CO_TRY(formerImages,
                    co_await FormerImages::with(now->formerImages, now->client, images, now->stop));
    now->formerImages = formerImages;
    for (const QString &image : images) {
        PIERHEAD_CO_TRY(info, co_await localOrPulled(now->client, image, now->sink, now->stop));
    }
    faultPoint("images-brought");
    PIERHEAD_CO_TRY(trial, co_await trialFor(now));
    now->isBackendTouched = true;
    if (const Result<void> written = writeNote(now); !written) {
        co_return written;
    }
    Result<void> started = co_await runner.up(spec, now->stop);
    if (started && trial.isDue) {
        started = co_await backend::awaitStart(
            now->client, extension.id, trial, now->trialTimes, now->stop);
    }
    if (!started) {
        co_return started;
    }
    forgetStop(now->store, extension.id);
    if (!policy::checkExtensionOn(now->store.paths(), extension.id.value())) {
        co_return co_await stopWhereDisabled(now->client, now->store, extension.id);
    }
    now->tell(Step::ServiceStarted);
    co_return started;
}

Task<Result<InstalledExtension>> commit(SharedInstallation now)
{
    if (now->stop.stop_requested()) {
        co_return cancelled(Text::english("Installing %1").arg(now->extension->reference));
    }
    const ExtensionStore store = now->store;
    const InstalledExtension extension = *now->extension;
    const QString staged = now->staged;
    const auto work = [store, extension, staged] {
        return store.commit(extension, staged);
    };
    co_return co_await runInBackground(work);
}

Task<Result<void>> finishClosing(SharedInstallation now)
{
    if (!now->closing) {
        co_return Result<void>{};
    }
    const Result<void> closed = co_await std::move(*now->closing);
    now->closing.reset();
    if (!closed) {
        co_return tl::unexpected<Error>(
            withContext(Text::english("Installing %1").arg(now->id), closed.error()));
    }
    co_return closed;
}

Result<void> writeNote(SharedInstallation now)
{
    now->note->isBackendTouched = now->isBackendTouched;
    return now->note->write(now->store);
}

void unlock(SharedInstallation now)
{
    const Result<ExtensionId> id = ExtensionId::parse(now->id);
    if (now->note && id && !now->isLeft) {
        UnderWay::remove(now->store, *id);
    }
    now->lock.reset();
}

Task<void> rollBack(SharedInstallation now)
{
    if (!now->displaced.isEmpty()) {
        // A reference that meant nothing is left: it may be all that holds its image.
        co_await now->client.tagImage(now->displaced, now->extension->reference);
    }
    if (now->isBackendTouched) {
        const backend::BackendRunner runner(now->client, now->extension->id);
        const Result<void> down = co_await runner.down();
        Result<void> restored = co_await restoreFormerBackend(now);
        if (!down || !restored) {
            now->isLeft = true;
            qCWarning(lcExtensions).noquote()
                << "Taking back the install of" << now->extension->id.value()
                << "left something:" << (down ? restored.error().message : down.error().message);
        }
    }
    if (now->lock) {
        co_await ImageFiles::sweep(now->client, now->id, {});
    }
    co_await now->formerImages.restore(now->client);
    if (!now->staged.isEmpty()) {
        const ExtensionStore store = now->store;
        const QString staged = now->staged;
        const auto work = [store, staged] {
            store.discard(staged);
            return true;
        };
        co_await runInBackground(work);
    }
}

} // namespace pierhead::extensions
