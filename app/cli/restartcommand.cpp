#include "restartcommand.h"

#include "targetextension.h"

#include <host/extensions/installedbackend.h>

namespace pierhead::cli {

Command::Description RestartCommand::description() const
{
    return {
        QStringLiteral("restart"),
        {},
        QStringLiteral("Restart an extension's backend"),
        QStringLiteral("Its containers are stopped, each with ten seconds to end by itself, and "
                       "started again, in the order and with the conditions of depends_on. "
                       "Containers that are missing are made anew. Volumes stay."),
        {QStringLiteral("restart hello-backend")},
    };
}

Parameters RestartCommand::parameters()
{
    return {extensionArgument(m_key)};
}

Task<Result<ExitCode>> RestartCommand::run(Session session)
{
    PIERHEAD_CO_TRY(target, co_await findTarget(session, m_key, QStringLiteral("restarted")));
    const QString name = target.extension.name;
    session.terminal.print(QStringLiteral("Restarting the backend of \"%1\"...").arg(name));
    const extensions::InstalledBackend backend(
        target.engine->client(), extensions::ExtensionStore(session.paths), target.extension.id);
    const Result<void> restarted = co_await backend.restart(session.stop);
    if (!restarted) {
        co_return tl::unexpected<Error>(restarted.error());
    }
    session.terminal.print(QStringLiteral("Backend of \"%1\" restarted").arg(name));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
