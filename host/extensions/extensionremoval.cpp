#include "extensionremoval.h"

#include <host/backend/backendrunner.h>
#include <host/base/background.h>
#include <host/base/logging.h>

#include <QFileInfo>

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
            QStringLiteral("failed to remove extension \"%1\" as it is not installed").arg(key)};
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

Task<Result<void>> removeBackend(engine::EngineClient client, Target target, InstallSink sink)
{
    const backend::BackendRunner runner(client, target.id);
    PIERHEAD_CO_TRY(state, co_await runner.state());
    if (state.exists()) {
        const InstallEvent event{.step = Step::RemovingService, .subject = {}, .message = {}};
        sink(event);
    }
    const Result<void> down = co_await runner.down();
    if (down && state.exists()) {
        const InstallEvent event{.step = Step::ServiceRemoved, .subject = {}, .message = {}};
        sink(event);
    }
    co_return down;
}

} // namespace

Task<Result<void>> removeExtension(engine::EngineClient client,
                                   QString engineKey,
                                   ExtensionStore store,
                                   QString key,
                                   InstallSink sink)
{
    PIERHEAD_CO_TRY(target, co_await targetOf(client, store, key));
    Result<std::unique_ptr<QLockFile>> lock = store.lock(target.id);
    if (!lock) {
        co_return tl::unexpected<Error>(lock.error());
    }
    const InstallEvent removing{.step = Step::Removing, .subject = target.name, .message = {}};
    sink(removing);
    const engine::EngineClient owner = clientOf(target, client, engineKey);
    const Result<void> down = co_await removeBackend(owner, target, sink);
    if (!down) {
        // An engine that was here once and is gone must not keep the extension from being removed.
        const bool isElsewhere = !(owner.address() == client.address());
        if (!isElsewhere || down.error().code != ErrorCode::EngineUnreachable) {
            co_return down;
        }
        qCWarning(lcExtensions).noquote()
            << "The backend of" << target.id.value() << "may still be on" << target.engine
            << "which does not answer.";
    }
    const ExtensionId id = target.id;
    const secrets::SecretStore secrets = secretsOf(id, store.folder(id));
    const Result<void> forgotten = co_await secrets.removeAll();
    if (!forgotten) {
        // A keyring that is locked or gone must not keep the extension from being removed.
        qCWarning(lcExtensions).noquote()
            << "Secrets of" << id.value()
            << "may still be in the keyring:" << forgotten.error().message;
    }
    const auto work = [store, id] {
        return store.remove(id);
    };
    const Result<> removed = co_await runInBackground(work);
    if (!removed) {
        co_return removed;
    }
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
