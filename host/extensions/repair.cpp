#include "repair.h"

#include "extensionremoval.h"
#include "imagefiles.h"
#include "installedbackend.h"
#include "stopnote.h"

#include <host/base/logging.h>
#include <host/policy/extensionswitch.h>

#include <QFileInfo>

namespace pierhead::extensions {

namespace {

/// The containers that the installed version has, and no others: none while it is disabled.
Task<Result<void>> makeAsInstalled(engine::EngineClient client,
                                   ExtensionStore store,
                                   std::optional<InstalledExtension> installed,
                                   ExtensionId id,
                                   StopToken stop)
{
    const backend::BackendRunner runner(client, id);
    const bool isOn = policy::checkExtensionOn(store.paths(), id.value()).has_value();
    if (!installed || !installed->manifest.backend || !isOn) {
        co_return co_await runner.down();
    }
    const settings::BackendLimits limits = limitsIn(store);
    PIERHEAD_CO_TRY(spec, co_await backendSpecNow(client, *installed, limits));
    forgetStop(store, id);
    co_return co_await runner.up(spec, stop);
}

Task<Result<void>> takeInstallBack(engine::EngineClient client,
                                   ExtensionStore store,
                                   ExtensionId id,
                                   UnderWay left,
                                   StopToken stop)
{
    std::optional<InstalledExtension> installed;
    const Result<InstalledExtension> found = store.find(id.value());
    if (found) {
        installed = *found;
    } else if (QFileInfo::exists(store.folder(id) + QStringLiteral("/install.json"))) {
        // What it names cannot be told, so nothing is exchanged.
        co_return tl::unexpected<Error>(found.error());
    }
    const Result<void> swept = co_await ImageFiles::sweep(client, id.value(), stop);
    if (!swept) {
        co_return swept;
    }
    const bool isNewInstalled = installed && !left.version.isEmpty()
        && QFileInfo(installed->version).fileName() == left.version;
    if (left.isBackendTouched && !isNewInstalled) {
        co_return co_await makeAsInstalled(client, store, installed, id, stop);
    }
    co_return Result<void>{};
}

/// With the lock of the id.
Task<Result<void>> putRight(engine::EngineClient client,
                            ExtensionStore store,
                            ExtensionId id,
                            UnderWay left,
                            StopToken stop)
{
    qCInfo(lcExtensions).noquote()
        << "putting right what a process that died has left of" << id.value();
    Result<void> done;
    if (left.work == UnderWay::Work::Removing) {
        done = co_await finishRemoval(client, store, id);
    } else {
        done = co_await takeInstallBack(client, store, id, left, stop);
    }
    if (done) {
        UnderWay::remove(store, id);
        co_return done;
    }
    co_return tl::unexpected<Error>(
        withContext(Text::english("Putting right what was left of \"%1\" by a process that died")
                        .arg(id.value()),
                    done.error()));
}

} // namespace

Task<Result<void>>
repair(engine::EngineClient client, ExtensionStore store, UnderWay left, StopToken stop)
{
    PIERHEAD_CO_TRY(id, ExtensionId::parse(left.id));
    // Only a forced removal begins on what a newer Pierhead wrote.
    const auto formats = left.work == UnderWay::Work::Removing ? ExtensionStore::Formats::Any
                                                               : ExtensionStore::Formats::Known;
    const Result<std::unique_ptr<QLockFile>> lock = store.lock(id, formats);
    if (!lock && lock.error().code == ErrorCode::Conflict) {
        co_return Result<void>{};
    }
    if (!lock) {
        co_return tl::unexpected<Error>(lock.error());
    }
    // It may have been put right before the lock was ours.
    const Result<UnderWay> note = UnderWay::read(store, id);
    if (!note || note->engine != left.engine) {
        co_return Result<void>{};
    }
    co_return co_await putRight(client, store, id, *note, stop);
}

Task<Result<void>>
beginWork(engine::EngineClient client, ExtensionStore store, UnderWay work, StopToken stop)
{
    PIERHEAD_CO_TRY(id, ExtensionId::parse(work.id));
    const Result<UnderWay> left = UnderWay::read(store, id);
    if (left && left->engine == work.engine) {
        const Result<void> done = co_await putRight(client, store, id, *left, stop);
        if (!done) {
            co_return done;
        }
    } else if (left && left->isBackendTouched) {
        qCWarning(lcExtensions).noquote()
            << "Containers of" << id.value() << "may still be on" << left->engine
            << "where an install of it was broken off.";
    }
    co_return work.write(store);
}

Task<Result<void>>
remakeBackend(engine::EngineClient client, ExtensionStore store, ExtensionId id, StopToken stop)
{
    const Result<std::unique_ptr<QLockFile>> lock = store.lock(id);
    if (!lock) {
        co_return tl::unexpected<Error>(lock.error());
    }
    PIERHEAD_CO_TRY(found, store.find(id.value()));
    const std::optional<InstalledExtension> installed = found;
    co_return co_await makeAsInstalled(client, store, installed, id, stop);
}

} // namespace pierhead::extensions
