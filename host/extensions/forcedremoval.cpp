#include "forcedremoval.h"

#include "extensionremoval.h"
#include "underway.h"

#include <host/backend/backendrunner.h>
#include <host/base/background.h>
#include <host/base/faultpoint.h>

#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>

namespace pierhead::extensions {

namespace {

/// For each answer of an engine that may hang: stopping a container takes three seconds.
constexpr std::chrono::seconds forcedPatience{15};

/// Everything in the folder may be read and deleted by its owner after this.
void openUp(const QString &folder)
{
    QStringList next{folder};
    while (!next.isEmpty()) {
        const QString path = next.takeLast();
        QFile::setPermissions(path,
                              QFile::permissions(path) | QFile::ReadOwner | QFile::WriteOwner
                                  | QFile::ExeOwner);
        const QFileInfoList inside = QDir(path).entryInfoList(
            QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot);
        for (const QFileInfo &entry : inside) {
            next.append(entry.filePath());
        }
    }
}

Result<> removeFolder(const ExtensionStore &store, const ExtensionId &id)
{
    const QFileInfo folder(store.folder(id));
    if (folder.isDir() && !folder.isSymLink()) {
        openUp(folder.filePath());
    }
    return store.remove(id);
}

/// Whether the engine has containers of it; not where it cannot be asked.
Task<bool> isOnEngine(std::optional<engine::EngineClient> client, ExtensionId id)
{
    if (!client) {
        co_return false;
    }
    const backend::BackendRunner runner(*client, id);
    const Result<backend::BackendState> state = co_await runner.state();
    co_return state && state->exists();
}

/// What it has on the engine. An engine that hangs gets no note: the next command, which puts right
/// what notes tell of, would wait for it in its turn.
Task<Result<void>> removeNoted(engine::EngineClient client,
                               ExtensionStore store,
                               ExtensionId id,
                               std::optional<UnderWay> note,
                               InstallSink sink)
{
    const backend::BackendRunner runner(client, id);
    const Result<backend::BackendState> state = co_await runner.state();
    if (!state) {
        co_return tl::unexpected<Error>(state.error());
    }
    if (note) {
        // On a full disk there is none, and all the more reason to remove.
        static_cast<void>(note->write(store));
        faultPoint("removal-noted");
    }
    const Result<void> down = co_await removeFromEngine(client, id, sink);
    faultPoint("service-removed");
    co_return down;
}

struct Damaged
{
    ExtensionId id;
    ForcedRemoval removal;
    QString tabTitle;
};

Task<Result<Damaged>>
findDamaged(std::optional<engine::EngineClient> client, ExtensionStore store, QString key)
{
    const Result<InstalledExtension> installed = store.find(key);
    if (installed) {
        const auto &tab = installed->manifest.tab;
        co_return Damaged{installed->id, {.name = installed->name}, tab ? tab->title : QString()};
    }
    if (installed.error().code != ErrorCode::NotFound) {
        co_return tl::unexpected<Error>(installed.error());
    }
    const Error unknown{
        ErrorCode::NotFound,
        Text::english("failed to remove extension \"%1\" as it is not installed").arg(key)};
    const Result<ExtensionId> id = ExtensionId::parse(key);
    if (!id) {
        co_return tl::unexpected<Error>(unknown);
    }
    const QFileInfo folder(store.folder(*id));
    bool isThere = folder.exists() || folder.isSymLink() || UnderWay::read(store, *id).has_value();
    if (!isThere) {
        isThere = co_await isOnEngine(client, *id);
    }
    if (!isThere) {
        co_return tl::unexpected<Error>(unknown);
    }
    co_return Damaged{*id, {.name = id->value()}, {}};
}

} // namespace

Task<Result<ForcedRemoval>> removeByForce(std::optional<engine::EngineClient> client,
                                          QString engineKey,
                                          ExtensionStore store,
                                          QString key,
                                          InstallSink sink)
{
    if (client) {
        client = client->answeringWithin(forcedPatience);
    }
    PIERHEAD_CO_TRY(target, co_await findDamaged(client, store, key));
    const ExtensionId id = target.id;
    ForcedRemoval removal = target.removal;
    const Result<std::unique_ptr<QLockFile>> lock = store.lock(id, ExtensionStore::Formats::Any);
    if (!lock && lock.error().code == ErrorCode::Conflict) {
        co_return tl::unexpected<Error>(lock.error());
    }
    // However this ends, the caller learns of it.
    const auto ended = qScopeGuard([store, id] { UnderWay::remove(store, id); });
    const InstallEvent removing{
        .step = InstallEvent::Step::Removing, .subject = removal.name, .message = {}};
    sink(removing);
    if (client) {
        std::optional<UnderWay> note;
        if (lock) { // without it the note would be taken for one of a process that died
            note =
                UnderWay{.id = id.value(), .work = UnderWay::Work::Removing, .engine = engineKey};
        }
        const Result<void> down = co_await removeNoted(*client, store, id, note, sink);
        if (!down) {
            removal.left.append(
                QStringLiteral("What it has on the engine: %1").arg(down.error().message));
        }
    }
    co_await removeSecrets(store, id);
    faultPoint("secrets-removed");
    const auto work = [store, id] {
        return removeFolder(store, id);
    };
    const Result<> removed = co_await runInBackground(work);
    if (!removed) {
        removal.isGone = false;
        removal.left.append(removed.error().message);
        co_return removal;
    }
    faultPoint("folder-removed");
    if (!target.tabTitle.isEmpty()) {
        const InstallEvent event{
            .step = InstallEvent::Step::TabRemoved, .subject = target.tabTitle, .message = {}};
        sink(event);
    }
    const InstallEvent event{
        .step = InstallEvent::Step::Removed, .subject = removal.name, .message = {}};
    sink(event);
    co_return removal;
}

} // namespace pierhead::extensions
