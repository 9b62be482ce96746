#include "removecommand.h"

#include "installreporter.h"
#include "targetextension.h"

#include <host/engine/engine.h>
#include <host/extensions/extensioninstaller.h>

namespace pierhead::cli {

namespace {

using extensions::ExtensionStore;
using extensions::InstalledExtension;
using extensions::InstallEvent;

tl::unexpected<Error> notInstalled(const QString &key)
{
    return failure(
        ErrorCode::NotFound,
        QStringLiteral("failed to remove extension \"%1\" as it is not installed").arg(key));
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

/// Deletes what lies on this machine; the engine is not asked.
Result<ExitCode> removeFiles(Session session, const InstalledExtension &extension)
{
    const ExtensionStore store(session.paths);
    InstallReporter reporter(session.terminal);
    PIERHEAD_TRY(lock, store.lock(extension.id));
    reporter.update({InstallEvent::Step::Removing, extension.name});
    const auto removed = store.remove(extension.id);
    if (!removed) {
        return tl::unexpected<Error>(removed.error());
    }
    if (extension.manifest.tab) {
        reporter.update({InstallEvent::Step::TabRemoved, extension.manifest.tab->title});
    }
    reporter.update({InstallEvent::Step::Removed, extension.name});
    return ExitCode::Success;
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
            QStringLiteral("Remove it from this machine even where its engine does not answer; its "
                           "containers then stay on that engine.")),
    };
}

Task<Result<ExitCode>> RemoveCommand::run(Session session)
{
    const ExtensionStore store(session.paths);
    const auto found = store.find(m_key);
    if (!found && found.error().code != ErrorCode::NotFound) {
        co_return tl::unexpected<Error>(found.error());
    }
    const QString pinned = found ? found->engine : QString();
    const QString address = session.engine.isEmpty() ? pinned : session.engine;
    Result<std::unique_ptr<engine::Engine>> engine;
    if (session.engine.isEmpty() && found) {
        engine = co_await engine::Engine::at(address, session.paths, session.stop);
    } else {
        engine = co_await engine::Engine::find(address, session.paths, session.stop);
    }
    if (!engine) {
        if (!found) {
            co_return notInstalled(m_key);
        }
        if (!m_force) {
            co_return tl::unexpected<Error>(engineGone(*found, address, engine.error()));
        }
        session.terminal.warn(QStringLiteral("What \"%1\" has on the engine %2 stays there: %3")
                                  .arg(found->name, address, engine.error().message));
        co_return removeFiles(session, *found);
    }
    const extensions::ExtensionInstaller installer(**engine, store);
    InstallReporter reporter(session.terminal);
    const Result<void> removed = co_await installer.remove(m_key, reporter.sink());
    if (!removed) {
        co_return tl::unexpected<Error>(removed.error());
    }
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
