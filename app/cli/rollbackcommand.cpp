#include "rollbackcommand.h"

#include "brokeninstalls.h"
#include "installreporter.h"
#include "targetextension.h"

#include <host/extensions/extensioninstaller.h>

namespace pierhead::cli {

Command::Description RollbackCommand::description() const
{
    return {
        QStringLiteral("rollback"),
        {},
        QStringLiteral("Put back the version of an extension that was there before"),
        QStringLiteral(
            "The version that the last update has replaced takes the place of the installed one, "
            "with its backend. Volumes and the storage of the extension's pages are kept. A second "
            "rollback goes forward again. Its image has to be on the engine still, and its "
            "reference means that image afterwards. Where the rollback fails or is stopped, what "
            "is installed still works.\n"
            "\"info\" shows which version that is."),
        {QStringLiteral("rollback hello-backend")},
    };
}

Parameters RollbackCommand::parameters()
{
    return {extensionArgument(m_key)};
}

Task<Result<ExitCode>> RollbackCommand::run(Session session)
{
    co_await repairBrokenInstalls(session);
    const extensions::ExtensionStore store(session.paths);
    PIERHEAD_CO_TRY(extension, store.find(m_key));
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::at(extension.engine, session.paths, session.stop));
    const extensions::ExtensionInstaller installer(*engine, store);
    InstallReporter reporter(session.terminal);
    PIERHEAD_CO_TRY(
        done, co_await installer.rollBack(extension.id.value(), reporter.sink(), session.stop));
    Q_UNUSED(done)
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
