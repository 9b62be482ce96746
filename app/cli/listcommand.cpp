#include "listcommand.h"

#include "extensionlisting.h"

#include <host/engine/engine.h>
#include <host/extensions/extensionstore.h>
#include <host/policy/extensionswitch.h>
#include <host/updates/updateoffer.h>

#include <map>
#include <optional>

namespace pierhead::cli {

namespace {

/// The engine of that key (see Engine::key), which must be kept for as long as its client is used.
/// The embedded one is started; the others are not asked whether they are there.
struct KnownEngine
{
    std::unique_ptr<engine::Engine> started;
    std::optional<engine::EngineClient> client;
};

Task<Result<KnownEngine>> engineOf(Session session, QString key)
{
    KnownEngine known;
    if (key == engine::Engine::embeddedName()) {
        PIERHEAD_CO_TRY(started, co_await engine::Engine::at(key, session.paths, session.stop));
        known.client = started->client();
        known.started = std::move(started);
        co_return known;
    }
    PIERHEAD_CO_TRY(address, engine::EngineAddress::parse(key));
    known.client = engine::EngineClient(address);
    co_return known;
}

/// Asks one engine for the backends of the extensions that are on it. What cannot be asked stays
/// unknown, and the user is told once. The extensions must outlive the task.
Task<void> askEngine(Session session, QString key, std::vector<ListedExtension *> onIt)
{
    const Result<KnownEngine> known = co_await engineOf(session, key);
    std::optional<Error> problem;
    if (!known) {
        problem = known.error();
    }
    for (ListedExtension *listed : onIt) {
        if (problem) {
            break;
        }
        const backend::BackendRunner runner(*known->client, listed->extension.id);
        const Result<backend::BackendState> state = co_await runner.state(session.stop);
        if (state) {
            listed->backend = *state;
        } else {
            problem = state.error();
        }
    }
    if (problem && !session.stop.stop_requested()) {
        session.terminal.warn(QStringLiteral("The state of backends on %1 is unknown. %2")
                                  .arg(key, problem->message));
    }
}

} // namespace

Command::Description ListCommand::description() const
{
    return {
        QStringLiteral("ls"),
        {},
        QStringLiteral("List the installed extensions"),
        QStringLiteral(
            "Each backend is asked about on the engine its extension was installed on. Where that "
            "does not answer, its VM is \"Unknown\" and the list is printed all the same. Where "
            "extensions are disabled, standard error says so; where single ones are, a column "
            "STATUS does. Where a registry has newer versions, a column UPDATE names them, as it "
            "was when the registry was last asked: the window does so once a day, and \"update "
            "--check\" at once.\n"
            "--format json prints an array of objects with the keys id, enabled, name, provider, "
            "image, imageId, engine, installedAt, tabs, vm (state, running, total), binaries and "
            "update."),
        {QStringLiteral("ls"), QStringLiteral("ls --format json")},
    };
}

Parameters ListCommand::parameters()
{
    return {OutputFormat::option(m_format)};
}

Task<Result<ExitCode>> ListCommand::run(Session session)
{
    if (const Result<> on = policy::checkExtensionsOn(session.paths); !on) {
        session.terminal.warn(on.error().message);
    }
    const policy::Policy policy = policy::Policy::ofThisMachine();
    const auto now = policy::ExtensionSwitch::read(policy, settings::Settings(session.paths));
    const updates::VersionsById known = updates::UpdateCache(session.paths).read();
    std::vector<ListedExtension> listed;
    for (extensions::InstalledExtension &extension :
         extensions::ExtensionStore(session.paths).list()) {
        const bool isEnabled = !now || now->allows(extension.id.value());
        const QString update = updates::offeredVersion(extension, known, policy);
        listed.push_back({std::move(extension), std::nullopt, isEnabled, update});
    }
    std::map<QString, std::vector<ListedExtension *>> byEngine;
    for (ListedExtension &entry : listed) {
        if (entry.extension.manifest.backend) {
            byEngine[entry.extension.engine].push_back(&entry);
        }
    }
    for (const auto &[key, onIt] : byEngine) {
        co_await askEngine(session, key, onIt);
        if (session.stop.stop_requested()) {
            co_return cancelled(QStringLiteral("Listing the extensions"));
        }
    }
    session.terminal.print(OutputFormat::named(m_format)->render(listingOf(listed)));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
