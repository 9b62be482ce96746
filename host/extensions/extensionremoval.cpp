#include "extensionremoval.h"

#include "imagefiles.h"
#include "underway.h"

#include <host/backend/backendrunner.h>
#include <host/base/background.h>
#include <host/base/faultpoint.h>
#include <host/base/logging.h>

#include <QFileInfo>
#include <QScopeGuard>

#include <optional>

namespace pierhead::extensions {

using Step = InstallEvent::Step;

namespace {

/// What is to be removed. Of an install that broke off, or whose files are damaged, only the id is
/// known.
struct Target
{
    ExtensionId id;
    QString name;
    QString tabTitle;
    QString engine; ///< its key; empty where it is not known
};

Error nothingToRemove(const QString &key)
{
    return {ErrorCode::NotFound,
            Text::english("failed to remove extension \"%1\" as it is not installed").arg(key)};
}

Task<Result<Target>> targetOf(engine::EngineClient client, ExtensionStore store, QString key)
{
    const Result<InstalledExtension> installed = store.find(key);
    if (installed) {
        const auto &tab = installed->manifest.tab;
        co_return Target{
            installed->id, installed->name, tab ? tab->title : QString(), installed->engine};
    }
    const Result<ExtensionId> id = ExtensionId::parse(key);
    if (installed.error().code != ErrorCode::NotFound || !id) {
        co_return tl::unexpected<Error>(installed.error().code == ErrorCode::NotFound
                                            ? nothingToRemove(key)
                                            : installed.error());
    }
    if (const Result<UnderWay> left = UnderWay::read(store, *id); left) {
        co_return Target{*id, id->value(), {}, left->engine};
    }
    const backend::BackendRunner runner(client, *id);
    PIERHEAD_CO_TRY(state, co_await runner.state());
    if (!state.exists() && !QFileInfo::exists(store.folder(*id))) {
        co_return tl::unexpected<Error>(nothingToRemove(key));
    }
    co_return Target{*id, id->value(), {}, {}};
}

/// Where the extension's backend is: an extension stays on the engine it was installed on.
engine::EngineClient
clientOf(const Target &target, const engine::EngineClient &here, const QString &hereKey)
{
    if (target.engine.isEmpty() || target.engine == hereKey) {
        return here;
    }
    const Result<engine::EngineAddress> address = engine::EngineAddress::parse(target.engine);
    return address ? engine::EngineClient(*address) : here;
}

Task<Result<void>> removeFiles(ExtensionStore store, ExtensionId id)
{
    const auto work = [store, id] {
        return store.remove(id);
    };
    co_return co_await runInBackground(work);
}

} // namespace

Task<Result<void>> removeFromEngine(engine::EngineClient client, ExtensionId id, InstallSink sink)
{
    const backend::BackendRunner runner(client, id);
    PIERHEAD_CO_TRY(state, co_await runner.state());
    if (state.exists()) {
        const InstallEvent event{.step = Step::RemovingService, .subject = {}, .message = {}};
        sink(event);
    }
    const Result<void> down = co_await runner.down();
    if (!down) {
        co_return down;
    }
    if (state.exists()) {
        const InstallEvent event{.step = Step::ServiceRemoved, .subject = {}, .message = {}};
        sink(event);
    }
    co_return co_await ImageFiles::sweep(client, id.value(), {});
}

Task<void> removeSecrets(ExtensionStore store, ExtensionId id)
{
    const secrets::SecretStore secrets = secretsOf(id, store.folder(id));
    const Result<void> forgotten = co_await secrets.removeAll();
    if (!forgotten) {
        // A keyring that is locked or gone must not keep the extension from being removed.
        qCWarning(lcExtensions).noquote()
            << "Secrets of" << id.value()
            << "may still be in the keyring:" << forgotten.error().message;
    }
}

Task<Result<void>> finishRemoval(engine::EngineClient client, ExtensionStore store, ExtensionId id)
{
    const InstallSink nobody = [](const InstallEvent &) {
    };
    const Result<void> down = co_await removeFromEngine(client, id, nobody);
    if (!down) {
        co_return down;
    }
    co_await removeSecrets(store, id);
    co_return co_await removeFiles(store, id);
}

Task<Result<void>> removeExtension(engine::EngineClient client,
                                   QString engineKey,
                                   ExtensionStore store,
                                   QString key,
                                   InstallSink sink)
{
    PIERHEAD_CO_TRY(target, co_await targetOf(client, store, key));
    const ExtensionId id = target.id;
    Result<std::unique_ptr<QLockFile>> lock = store.lock(id);
    if (!lock) {
        co_return tl::unexpected<Error>(lock.error());
    }
    const UnderWay note{.id = id.value(),
                        .work = UnderWay::Work::Removing,
                        .engine = target.engine.isEmpty() ? engineKey : target.engine};
    if (const Result<> written = note.write(store); !written) {
        co_return written;
    }
    // However this ends, the caller learns of it.
    const auto ended = qScopeGuard([store, id] { UnderWay::remove(store, id); });
    faultPoint("removal-noted");
    const InstallEvent removing{.step = Step::Removing, .subject = target.name, .message = {}};
    sink(removing);
    const engine::EngineClient owner = clientOf(target, client, engineKey);
    const Result<void> down = co_await removeFromEngine(owner, id, sink);
    if (!down) {
        // An engine that was here once and is gone must not keep the extension from being removed.
        const bool isElsewhere = !(owner.address() == client.address());
        if (!isElsewhere || down.error().code != ErrorCode::EngineUnreachable) {
            co_return down;
        }
        qCWarning(lcExtensions).noquote() << "The backend of" << id.value() << "may still be on"
                                          << target.engine << "which does not answer.";
    }
    faultPoint("service-removed");
    co_await removeSecrets(store, id);
    faultPoint("secrets-removed");
    const Result<void> removed = co_await removeFiles(store, id);
    if (!removed) {
        co_return removed;
    }
    faultPoint("folder-removed");
    if (!target.tabTitle.isEmpty()) {
        const InstallEvent event{
            .step = Step::TabRemoved, .subject = target.tabTitle, .message = {}};
        sink(event);
    }
    const InstallEvent event{.step = Step::Removed, .subject = target.name, .message = {}};
    sink(event);
    co_return Result<void>{};
}

} // namespace pierhead::extensions
