#include "switchcommand.h"

#include <host/engine/engine.h>
#include <host/extensions/installedbackend.h>
#include <host/policy/extensionswitch.h>

namespace pierhead::cli {

namespace {

using extensions::ExtensionStore;
using extensions::InstalledExtension;
using To = SwitchCommand::To;

/// Those that are named, each once.
Result<std::vector<InstalledExtension>> namedOnes(const Paths &paths, const QStringList &keys)
{
    const ExtensionStore store(paths);
    std::vector<InstalledExtension> named;
    QStringList ids;
    for (const QString &key : keys) {
        PIERHEAD_TRY(extension, store.find(key));
        if (!ids.contains(extension.id.value())) {
            ids.append(extension.id.value());
            named.push_back(extension);
        }
    }
    return named;
}

void turnEach(settings::SettingValues &values, const std::vector<InstalledExtension> &some, To to)
{
    for (const InstalledExtension &extension : some) {
        values.disabled.removeAll(extension.id.value());
        if (to == To::Off) {
            values.disabled.append(extension.id.value());
        }
    }
    values.disabled.sort();
}

/// All of them where `some` is empty.
Result<> turn(const Paths &paths, const std::vector<InstalledExtension> &some, To to)
{
    const settings::Settings settings(paths);
    PIERHEAD_TRY(now, policy::ExtensionSwitch::read(policy::Policy::ofThisMachine(), settings));
    if (Result<> allowed = now.checkTurning(to == To::On); !allowed) {
        return allowed;
    }
    return settings.change([&some, to](settings::SettingValues &values) {
        if (some.empty()) {
            values.extensionsEnabled = to == To::On;
        } else {
            turnEach(values, some, to);
        }
    });
}

Task<Result<void>> moveBackend(Session session, InstalledExtension extension, To to)
{
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::at(extension.engine, session.paths, session.stop));
    const extensions::InstalledBackend backend(
        engine->client(), ExtensionStore(session.paths), extension.id);
    if (to == To::On) {
        co_return co_await backend.start(session.stop);
    }
    co_return co_await backend.stop();
}

/// How many could not be started or stopped; the user has been told of each. What is still
/// disabled, by itself or with all, is not started.
Task<int> moveBackends(Session session, std::vector<InstalledExtension> some, To to)
{
    int failures = 0;
    for (const InstalledExtension &extension : some) {
        const bool isOff = !policy::checkExtensionOn(session.paths, extension.id.value());
        if (!extension.manifest.backend || (to == To::On && isOff)
            || session.stop.stop_requested()) {
            continue;
        }
        const QString doing = to == To::On ? QStringLiteral("Starting the backend of \"%1\"...")
                                           : QStringLiteral("Stopping the backend of \"%1\"...");
        session.terminal.print(doing.arg(extension.name));
        const Result<void> moved = co_await moveBackend(session, extension, to);
        if (!moved) {
            ++failures;
            session.terminal.warn(
                QStringLiteral("%1: %2").arg(extension.name, moved.error().message));
        }
    }
    co_return failures;
}

} // namespace

SwitchCommand::SwitchCommand(To to)
    : m_to(to)
{ }

Command::Description SwitchCommand::description() const
{
    if (m_to == To::On) {
        return {QStringLiteral("enable"),
                {},
                QStringLiteral("Turn extensions on again"),
                QStringLiteral("The tabs come back, and every backend is started on the engine its "
                               "extension was installed on. With NAME only those extensions are "
                               "turned on; without, those that were disabled by name stay off."),
                {QStringLiteral("enable"), QStringLiteral("enable hello-backend")}};
    }
    return {
        QStringLiteral("disable"),
        {},
        QStringLiteral("Turn extensions off"),
        QStringLiteral("What is installed stays, with its volumes and storage. Tabs are closed, "
                       "backends are stopped, and nothing is installed or updated until "
                       "\"enable\" turns extensions on again.\n"
                       "With NAME only those extensions are turned off, until \"enable\" with the "
                       "same name. They can be updated, and stay off."),
        {QStringLiteral("disable"), QStringLiteral("disable hello-backend")}};
}

Parameters SwitchCommand::parameters()
{
    return {Parameter::words(QStringLiteral("NAME"),
                             m_keys,
                             QStringLiteral("Extensions by name, id or image reference; all unless "
                                            "given."))
                .completedBy(Parameter::Values::Extensions)
                .optional()};
}

Task<Result<ExitCode>> SwitchCommand::run(Session session)
{
    const To to = m_to;
    PIERHEAD_CO_TRY(named, namedOnes(session.paths, m_keys));
    const Result<> turned = turn(session.paths, named, to);
    if (!turned) {
        co_return tl::unexpected<Error>(turned.error());
    }
    std::vector<InstalledExtension> some = named;
    if (some.empty()) {
        some = ExtensionStore(session.paths).list();
    }
    const int failures = co_await moveBackends(session, some, to);
    if (session.stop.stop_requested()) {
        co_return cancelled(to == To::On ? QStringLiteral("Starting the backends")
                                         : QStringLiteral("Stopping the backends"));
    }
    const QString state = to == To::On ? QStringLiteral("enabled") : QStringLiteral("disabled");
    for (const InstalledExtension &extension : named) {
        session.terminal.print(QStringLiteral("\"%1\" is %2").arg(extension.name, state));
    }
    if (named.empty()) {
        session.terminal.print(QStringLiteral("Extensions are %1").arg(state));
    }
    const Result<> on = policy::checkExtensionsOn(session.paths);
    if (to == To::On && !on) {
        session.terminal.warn(on.error().message);
    }
    co_return failures == 0 ? ExitCode::Success : ExitCode::Failure;
}

} // namespace pierhead::cli
