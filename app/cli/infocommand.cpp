#include "infocommand.h"

#include "extensiondetails.h"
#include "targetextension.h"

#include <host/engine/engine.h>
#include <host/extensions/extensionstore.h>

namespace pierhead::cli {

namespace {

using extensions::InstalledExtension;

/// What its engine says of its backend; nothing, and a warning, where it does not answer.
Task<std::optional<backend::BackendState>> askBackend(Session session, InstalledExtension extension)
{
    const auto engine = co_await engine::Engine::at(extension.engine, session.paths, session.stop);
    Result<backend::BackendState> state;
    if (engine) {
        state = co_await backend::askBackendState((*engine)->client(), extension.id, session.stop);
    } else {
        state = tl::unexpected<Error>(engine.error());
    }
    if (!state) {
        session.terminal.warn(
            QStringLiteral("The state of the backend is unknown. %1").arg(state.error().message));
        co_return std::nullopt;
    }
    co_return *state;
}

} // namespace

Command::Description InfoCommand::description() const
{
    return {
        QStringLiteral("info"),
        {},
        QStringLiteral("Show all that is known of an extension"),
        QStringLiteral("Its image, what it may do, where it is, and how each service of its "
                       "backend is.\n"
                       "--format json prints an object with the keys of \"ls --format json\" and "
                       "title, apiVersion, description, permissions, folder, and services (name, "
                       "state, reason)."),
        {QStringLiteral("info hello-backend"), QStringLiteral("info hello-backend --format json")},
    };
}

Parameters InfoCommand::parameters()
{
    return {extensionArgument(m_key), OutputFormat::option(m_format)};
}

Task<Result<ExitCode>> InfoCommand::run(Session session)
{
    PIERHEAD_CO_TRY(extension, extensions::ExtensionStore(session.paths).find(m_key));
    std::optional<backend::BackendState> state;
    if (extension.manifest.backend) {
        state = co_await askBackend(session, extension);
    }
    const Listing details = detailsOf({extension, state});
    session.terminal.print(OutputFormat::named(m_format)->render(details));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
