#include "removecommand.h"

#include "installreporter.h"
#include "targetextension.h"

#include <host/engine/engine.h>
#include <host/extensions/extensioninstaller.h>
#include <host/extensions/forcedremoval.h>
#include <host/extensions/underway.h>

#include <QFileInfo>

namespace pierhead::cli {

namespace {

using extensions::ExtensionStore;
using extensions::InstalledExtension;
using extensions::UnderWay;

using FoundEngine = Result<std::unique_ptr<engine::Engine>>;

Error notInstalled(const QString &key)
{
    return {ErrorCode::NotFound,
            QStringLiteral("failed to remove extension \"%1\" as it is not installed").arg(key)};
}

Error engineGone(const InstalledExtension &extension, const QString &address, const Error &reason)
{
    return {
        reason.code,
        QStringLiteral("\"%1\" is on the engine %2, which cannot be reached. Start that engine, "
                       "or give --force to remove the extension from this machine alone.")
            .arg(extension.name, address),
        reason.message};
}

/// Where nothing of it can be read, and its engine is gone too.
Error damaged(const QString &key, const QString &folder, const Error &reason)
{
    return {reason.code,
            QStringLiteral("What %1 holds cannot be read, and without an engine it is not known "
                           "what belongs to \"%2\". Start the engine, or give --force to remove it "
                           "from this machine alone.")
                .arg(folder, key),
            reason.message};
}

/// Why nothing can be removed without an engine and without --force.
Error whyNot(const ExtensionStore &store,
             const QString &key,
             const Result<InstalledExtension> &found,
             const QString &address,
             const Error &reason)
{
    if (found) {
        return engineGone(*found, address, reason);
    }
    const auto id = extensions::ExtensionId::parse(key);
    if (id && QFileInfo::exists(store.folder(*id))) {
        return damaged(key, store.folder(*id), reason);
    }
    return notInstalled(key);
}

/// The engine that a broken-off install of it worked on; empty where there was none.
QString brokenOffOn(const ExtensionStore &store, const QString &key)
{
    const auto id = extensions::ExtensionId::parse(key);
    const Result<UnderWay> left =
        id ? UnderWay::read(store, *id) : tl::unexpected<Error>(id.error());
    return left ? left->engine : QString();
}

Task<FoundEngine> engineFor(Session session, QString pinned)
{
    if (session.engine.isEmpty() && !pinned.isEmpty()) {
        co_return co_await engine::Engine::at(pinned, session.paths, session.stop);
    }
    co_return co_await engine::Engine::find(session.engine, session.paths, session.stop);
}

Task<Result<ExitCode>> removeAllByForce(Session session, QString key, const engine::Engine *engine)
{
    InstallReporter reporter(session.terminal);
    std::optional<engine::EngineClient> client;
    QString engineKey;
    if (engine != nullptr) {
        client = engine->client();
        engineKey = engine->key();
    }
    const ExtensionStore store(session.paths);
    PIERHEAD_CO_TRY(
        removal,
        co_await extensions::removeByForce(client, engineKey, store, key, reporter.sink()));
    for (const QString &left : removal.left) {
        session.terminal.warn(QStringLiteral("Something is left. %1").arg(left));
    }
    co_return removal.isGone ? ExitCode::Success : ExitCode::Failure;
}

} // namespace

Command::Description RemoveCommand::description() const
{
    return {
        QStringLiteral("rm"),
        {QStringLiteral("uninstall")},
        QStringLiteral("Remove an extension"),
        QStringLiteral(
            "Its containers and networks are deleted on the engine it was installed on, its files "
            "and the storage of its pages on this machine. Volumes and the image stay; \"docker "
            "volume rm\" and \"docker image rm\" delete those."),
        {QStringLiteral("rm hello-backend"),
         QStringLiteral("rm desktop-backend-minimal-extension:0.0.1")},
    };
}

Parameters RemoveCommand::parameters()
{
    return {
        extensionArgument(m_key),
        Parameter::flag(
            QLatin1Char('f'),
            QStringLiteral("force"),
            m_force,
            QStringLiteral(
                "Remove what can be removed, whatever is damaged or gone, and tell what is "
                "left. Where its engine does not answer, its containers stay there.")),
    };
}

Task<Result<ExitCode>> RemoveCommand::run(Session session)
{
    const ExtensionStore store(session.paths);
    const auto found = store.find(m_key);
    if (!found && found.error().code != ErrorCode::NotFound) {
        co_return tl::unexpected<Error>(found.error());
    }
    const QString pinned = found ? found->engine : brokenOffOn(store, m_key);
    const QString address = session.engine.isEmpty() ? pinned : session.engine;
    const FoundEngine engine = co_await engineFor(session, pinned);
    if (!engine && (!m_force || session.stop.stop_requested())) {
        co_return tl::unexpected<Error>(whyNot(store, m_key, found, address, engine.error()));
    }
    if (!engine) {
        session.terminal.warn(QStringLiteral("What \"%1\" has on %2 stays there: %3")
                                  .arg(found ? found->name : m_key,
                                       address.isEmpty() ? QStringLiteral("an engine")
                                                         : QStringLiteral("the engine ") + address,
                                       engine.error().message));
    }
    if (m_force) {
        const engine::Engine *client = engine ? engine->get() : nullptr;
        co_return co_await removeAllByForce(session, m_key, client);
    }
    const extensions::ExtensionInstaller installer(**engine, store);
    InstallReporter reporter(session.terminal);
    Result<void> removed = co_await installer.remove(m_key, reporter.sink());
    if (!removed && removed.error().code == ErrorCode::Io) {
        removed.error().detail +=
            QStringLiteral("\n\"docker extension rm --force\" removes what can be removed.");
    }
    if (!removed) {
        co_return tl::unexpected<Error>(removed.error());
    }
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
