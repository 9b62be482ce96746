#include "extensionrollback.h"

#include <host/base/background.h>
#include <host/base/faultpoint.h>
#include <host/policy/extensionswitch.h>

#include <QFileInfo>

namespace pierhead::extensions {

using Step = InstallEvent::Step;

namespace {

/// The image of the version before. An empty one where it is gone and not needed, since there is no
/// backend to be made of it.
Task<Result<engine::ImageInfo>> previousImage(SharedInstallation now)
{
    const InstalledExtension previous = *now->extension;
    Result<engine::ImageInfo> image =
        co_await now->client.inspectImage(previous.imageId, now->stop);
    if (image) {
        const auto rules = policy::Policy::ofThisMachine();
        if (const Result<void> allowed = rules.checkImage(previous.reference, *image); !allowed) {
            co_return tl::unexpected<Error>(allowed.error());
        }
    } else if (image.error().code == ErrorCode::NotFound) {
        if (!previous.manifest.backend) {
            co_return engine::ImageInfo{};
        }
        co_return failure(
            ErrorCode::NotFound,
            Text::english("The image of the version before, %1 (%2), is not on the engine any "
                          "more, so nothing was changed. `docker extension update %1` installs "
                          "that version again where it can be pulled.")
                .arg(previous.reference, previous.imageId));
    }
    co_return image;
}

/// Makes the reference of the version before mean its image.
Task<Result<void>> giveNameBack(SharedInstallation now)
{
    const QString reference = now->extension->reference;
    PIERHEAD_CO_TRY(image, co_await previousImage(now));
    const Result<engine::ImageInfo> named = co_await now->client.inspectImage(reference, now->stop);
    if (!named && named.error().code != ErrorCode::NotFound) {
        co_return tl::unexpected<Error>(named.error());
    }
    if (image.id.isEmpty() || (named && named->id == image.id)) {
        co_return Result<void>{};
    }
    if (named) {
        const QStringList references{reference};
        PIERHEAD_CO_TRY(
            formerImages,
            co_await FormerImages::with(now->formerImages, now->client, references, now->stop));
        now->formerImages = formerImages;
        now->displaced = named->id;
    }
    co_return co_await now->client.tagImage(image.id, reference);
}

Task<Result<InstalledExtension>> exchange(SharedInstallation now)
{
    const Result<void> started = co_await startBackend(now);
    if (!started) {
        co_return tl::unexpected<Error>(started.error());
    }
    faultPoint("backend-up");
    if (now->stop.stop_requested()) {
        co_return cancelled(Text::english("Rolling \"%1\" back").arg(now->former->name));
    }
    const ExtensionStore store = now->store;
    const ExtensionId id = now->extension->id;
    const auto work = [store, id] {
        return store.exchangeVersions(id);
    };
    co_return co_await runInBackground(work);
}

/// Locks the extension, and looks up the version before.
Task<Result<void>> claimPrevious(SharedInstallation now, QString key)
{
    if (Result<void> on = policy::checkExtensionsOn(now->store.paths()); !on) {
        co_return on;
    }
    PIERHEAD_CO_TRY(installed, now->store.find(key));
    PIERHEAD_CO_TRY(known, now->store.previous(installed.id));
    Result<void> claimed = co_await claim(now, known.reference);
    if (!claimed) {
        co_return claimed;
    }
    // Others may have worked on it before it was locked.
    PIERHEAD_CO_TRY(previous, now->store.previous(installed.id));
    now->extension = previous;
    now->note->version = QFileInfo(previous.version).fileName();
    co_return writeNote(now);
}

} // namespace

Task<Result<InstalledExtension>> rollBackSteps(SharedInstallation now, QString key)
{
    const Result<void> claimed = co_await claimPrevious(now, key);
    if (!claimed) {
        co_return tl::unexpected<Error>(claimed.error());
    }
    now->tell(Step::RollingBack, now->former->name, now->extension->reference);
    const Result<void> named = co_await giveNameBack(now);
    if (!named) {
        co_return tl::unexpected<Error>(named.error());
    }
    const Result<InstalledExtension> done = co_await exchange(now);
    if (done) {
        now->tell(Step::RolledBack, done->name, done->reference);
    }
    co_return done;
}

} // namespace pierhead::extensions
