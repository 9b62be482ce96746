#include "infocommand.h"

#include "extensiondetails.h"
#include "targetextension.h"

#include <host/engine/engine.h>
#include <host/extensions/extensionstore.h>
#include <host/policy/extensionswitch.h>
#include <host/updates/updateoffer.h>

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
                       "title, apiVersion, description, permissions, folder, previous (image, "
                       "imageId and installedAt of what \"rollback\" puts back, or null), and "
                       "services (name, state, reason)."),
        {QStringLiteral("info hello-backend"), QStringLiteral("info hello-backend --format json")},
    };
}

Parameters InfoCommand::parameters()
{
    return {extensionArgument(m_key), OutputFormat::option(m_format)};
}

Task<Result<ExitCode>> InfoCommand::run(Session session)
{
    const extensions::ExtensionStore store(session.paths);
    PIERHEAD_CO_TRY(extension, store.find(m_key));
    std::optional<backend::BackendState> state;
    if (extension.manifest.backend) {
        state = co_await askBackend(session, extension);
    }
    std::optional<InstalledExtension> previous;
    if (const auto known = store.previous(extension.id)) {
        previous = *known;
    }
    const bool isEnabled =
        policy::checkExtensionOn(session.paths, extension.id.value()).has_value();
    const QString update = updates::offeredVersion(
        extension, updates::UpdateCache(session.paths).read(), policy::Policy::ofThisMachine());
    const Listing details = detailsOf({extension, state, isEnabled, update}, previous);
    session.terminal.print(OutputFormat::named(m_format)->render(details));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
