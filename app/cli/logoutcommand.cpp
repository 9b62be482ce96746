#include "logoutcommand.h"

#include "registryargument.h"

#include <host/extensions/registryname.h>
#include <host/registry/credentials.h>
#include <host/registry/dockerlogins.h>

namespace pierhead::cli {

Command::Description LogoutCommand::description() const
{
    return {
        QStringLiteral("logout"),
        {},
        QStringLiteral("Delete a login to a registry from the keyring"),
        QStringLiteral("Logins of the docker program stay; \"docker logout\" deletes those."),
        {QStringLiteral("logout ghcr.io")},
    };
}

Parameters LogoutCommand::parameters()
{
    return {registryArgument(m_registry)};
}

Task<Result<ExitCode>> LogoutCommand::run(Session session)
{
    PIERHEAD_CO_TRY(registry, extensions::registryNamed(m_registry));
    PIERHEAD_CO_TRY(wasThere, co_await registry::forgetLogin(session.paths, registry));
    session.terminal.print(wasThere ? QStringLiteral("Logged out of %1.").arg(registry)
                                    : QStringLiteral("There was no login to %1.").arg(registry));
    const auto others = co_await registry::dockerLogin(registry, session.stop);
    if (others && *others) {
        session.terminal.warn(
            QStringLiteral("The docker program is logged in to %1, which goes on to be used.")
                .arg(registry));
    }
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
