#include "execcommand.h"

#include "targetextension.h"
#include "terminalrelay.h"

#include <host/backend/backendsession.h>
#include <host/backend/backendstate.h>

namespace pierhead::cli {

namespace {

/// "NAME=value" each; a name alone has this program's value, as with docker.
QMap<QString, QString> environmentOf(const QStringList &entries)
{
    QMap<QString, QString> environment;
    for (const QString &entry : entries) {
        const qsizetype equals = entry.indexOf(QLatin1Char('='));
        if (equals >= 0) {
            environment.insert(entry.left(equals), entry.mid(equals + 1));
        } else if (qEnvironmentVariableIsSet(entry.toLocal8Bit().constData())) {
            environment.insert(entry, qEnvironmentVariable(entry.toLocal8Bit().constData()));
        }
    }
    return environment;
}

/// The container to run in: the one that the extension's page runs its commands in, or the named
/// service's.
Task<Result<QString>> containerOf(engine::EngineClient client,
                                  extensions::ExtensionId id,
                                  QString service,
                                  StopToken stop)
{
    if (service.isEmpty()) {
        co_return id.serviceContainerName();
    }
    PIERHEAD_CO_TRY(state, co_await backend::askBackendState(client, id, stop));
    QStringList names;
    for (const backend::ServiceState &known : state.services) {
        if (known.name == service) {
            co_return known.container;
        }
        names.append(known.name);
    }
    co_return failure(ErrorCode::NotFound,
                      QStringLiteral("\"%1\" has no service \"%2\". Its services: %3.")
                          .arg(id.value(),
                               service,
                               names.isEmpty() ? QStringLiteral("none has a container")
                                               : names.join(QStringLiteral(", "))));
}

} // namespace

Command::Description ExecCommand::description() const
{
    return {
        QStringLiteral("exec"),
        {},
        QStringLiteral("Run a command in an extension's backend"),
        QStringLiteral(
            "In the container where the extension's page runs its commands too, with the "
            "container's own user. Where this is a terminal the command has one as well; "
            "otherwise it has standard input, output and error as they are, so that data can be "
            "piped through it. The exit code is the command's own; 126 where it cannot be run, "
            "127 where it is not there.\n"
            "All that follows EXTENSION is the command, its options too. No shell reads it."),
        {QStringLiteral("exec hello-backend sh"),
         QStringLiteral("exec --service db my-extension pg_dump -U app > backup.sql")},
    };
}

Parameters ExecCommand::parameters()
{
    return {
        extensionArgument(m_key),
        Parameter::rest(
            QStringLiteral("COMMAND"), m_command, QStringLiteral("The program and its arguments.")),
        Parameter::option(QLatin1Char('s'),
                          QStringLiteral("service"),
                          QStringLiteral("NAME"),
                          m_service,
                          QStringLiteral("The service of a compose file to run it in; the first "
                                         "one unless given.")),
        Parameter::option(QLatin1Char('w'),
                          QStringLiteral("workdir"),
                          QStringLiteral("FOLDER"),
                          m_directory,
                          QStringLiteral("Where it begins, in the container.")),
        Parameter::options(QLatin1Char('e'),
                           QStringLiteral("env"),
                           QStringLiteral("NAME=VALUE"),
                           m_environment,
                           QStringLiteral("A variable for it; may be given several times.")),
        Parameter::flag(QLatin1Char('T'),
                        QStringLiteral("no-tty"),
                        m_hasNoTerminal,
                        QStringLiteral("Give it no terminal.")),
    };
}

Task<Result<ExitCode>> ExecCommand::run(Session session)
{
    PIERHEAD_CO_TRY(target, co_await findTarget(session, m_key, QStringLiteral("entered")));
    const engine::EngineClient client = target.engine->client();
    PIERHEAD_CO_TRY(container,
                    co_await containerOf(client, target.extension.id, m_service, session.stop));

    using Mode = TerminalRelay::Mode;
    const bool isTerminal =
        !m_hasNoTerminal && session.terminal.isInputTerminal() && session.terminal.canRedraw();
    backend::CommandSpec spec;
    spec.exec = {.command = m_command,
                 .workingDirectory = m_directory,
                 .environment = environmentOf(m_environment)};
    spec.hasInput = true;
    if (isTerminal) {
        spec.terminal = TerminalRelay::sizeOf(session.terminal);
    }
    const backend::BackendSession backend(client, container);
    PIERHEAD_CO_TRY(command, co_await backend.start(spec, session.stop));
    const auto relay = std::make_unique<TerminalRelay>(
        session.terminal, std::move(command), isTerminal ? Mode::Terminal : Mode::Streams);
    PIERHEAD_CO_TRY(code, co_await relay->run(session.stop));
    co_return static_cast<ExitCode>(code);
}

} // namespace pierhead::cli
