#include "commands.h"
#include "completion.h"
#include "errorreport.h"
#include "helptext.h"
#include "interrupts.h"

#include <host/desktopimport/desktopextensions.h>

#include <QCoreApplication>
#include <QLoggingCategory>

#include <csignal>
#include <cstring>

namespace pierhead::cli {

namespace {

/// What the docker program was told reaches the rest of the program as the environment it stands
/// for.
void applyToEnvironment(const GlobalOptions &globals)
{
    if (!globals.dockerConfig.isEmpty()) {
        qputenv("DOCKER_CONFIG", globals.dockerConfig.toLocal8Bit());
    }
    if (!globals.context.isEmpty()) {
        qputenv("DOCKER_CONTEXT", globals.context.toLocal8Bit());
        qunsetenv("DOCKER_HOST");
        qunsetenv("PIERHEAD_ENGINE");
    }
    if (globals.asksForTls()) {
        // As docker: any of the certificates means TLS, and only --tls alone trusts any engine.
        qputenv(globals.tls && !globals.tlsVerify ? "DOCKER_TLS" : "DOCKER_TLS_VERIFY", "1");
        const QString folder = globals.certificateFolder().value_or(QString());
        if (!folder.isEmpty()) {
            qputenv("DOCKER_CERT_PATH", folder.toLocal8Bit());
        }
    }
    if (globals.debug || globals.logLevel == QStringLiteral("debug")) {
        QLoggingCategory::setFilterRules(QStringLiteral("pierhead.*.debug=true"));
    }
}

int runCommand(Terminal &terminal, Command &command, const GlobalOptions &globals)
{
    constexpr int signalBase = 128;
    applyToEnvironment(globals);
    Interrupts interrupts;
    const Result<ExitCode> result = QCoro::waitFor(command.run(
        Session{terminal, Paths::fromEnvironment(), globals.engine, interrupts.token()}));
    if (result) {
        return static_cast<int>(*result);
    }
    reportError(terminal, result.error());
    const bool isInterrupted =
        interrupts.signalNumber() != 0 && result.error().code == ErrorCode::Cancelled;
    return isInterrupted ? signalBase + interrupts.signalNumber()
                         : static_cast<int>(ExitCode::Failure);
}

int run(Terminal &terminal, const QStringList &arguments)
{
    const Commands commands = makeCommands();
    GlobalOptions globals;
    const auto invocation = parseCommandLine(arguments, commands, globals);
    if (!invocation) {
        reportError(terminal, invocation.error());
        return static_cast<int>(ExitCode::Usage);
    }
    if (invocation->action == Invocation::Action::Run) {
        return runCommand(terminal, *invocation->command, globals);
    }
    const QString help = invocation->command == nullptr
        ? programHelp(invocation->program, commands, globals.parameters())
        : commandHelp(invocation->program, *invocation->command, globals.parameters());
    terminal.print(help.trimmed());
    return static_cast<int>(ExitCode::Success);
}

int complete(Terminal &terminal, const QStringList &words, Descriptions descriptions)
{
    GlobalOptions globals;
    const auto names = [](Parameter::Values values) {
        QStringList found;
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        if (values == Parameter::Values::Extensions) {
            for (const auto &extension : store.list()) {
                found.append(extension.name);
            }
        } else if (values == Parameter::Values::DesktopExtensions) {
            for (const auto &extension : desktopimport::importable(store)) {
                found.append(extension.slug);
            }
        }
        return found;
    };
    // With its tabs; what is in it is our own words, and names that installing has checked.
    const QString answer =
        completionOf(words, makeCommands(), globals.parameters(), names, descriptions);
    terminal.writeRaw(answer.toUtf8());
    return 0;
}

/// The exit code, after a look at whether the output arrived.
int finish(Terminal &terminal, int exitCode)
{
    if (exitCode != 0 || terminal.outputError() == 0) {
        return exitCode;
    }
    if (terminal.outputError() == EPIPE) {
        return static_cast<int>(ExitCode::OutputClosed);
    }
    reportError(terminal,
                {ErrorCode::Io,
                 QStringLiteral("The output could not be written: %1.")
                     .arg(QString::fromLocal8Bit(std::strerror(terminal.outputError())))});
    return static_cast<int>(ExitCode::Failure);
}

} // namespace

} // namespace pierhead::cli

int main(int argc, char *argv[])
{
    using namespace pierhead::cli;
    // A reader that went away is seen when writing; nothing that is under way may die of it.
    std::signal(SIGPIPE, SIG_IGN);
    Terminal terminal;
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("docker-extension"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PIERHEAD_VERSION));
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const bool isPlain = arguments.value(0) == QLatin1String(completePlainArgument);
    if (isPlain || arguments.value(0) == QLatin1String(completeArgument)) {
        const Descriptions descriptions = isPlain ? Descriptions::LeftOut : Descriptions::Shown;
        return finish(terminal, complete(terminal, arguments.mid(1), descriptions));
    }
    return finish(terminal, run(terminal, arguments));
}
