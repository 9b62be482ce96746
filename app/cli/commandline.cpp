#include "commandline.h"

#include "argumentparser.h"
#include "commandwords.h"
#include "suggestion.h"

namespace pierhead::cli {

namespace {

tl::unexpected<Error>
unknownCommand(const QString &name, const Commands &commands, const QString &program)
{
    QStringList known;
    for (const auto &command : commands) {
        known << command->description().name << command->description().aliases;
    }
    const QString meant = closestMatch(name, known);
    const QString hint = meant.isEmpty() ? QStringLiteral("\"%1 --help\" lists the commands.")
                                         : QStringLiteral("Did you mean \"%1 %2\"?");
    return failure(ErrorCode::InvalidArgument,
                   QStringLiteral("\"%1\" is not a command of \"%2\".").arg(name, program),
                   meant.isEmpty() ? hint.arg(program) : hint.arg(program, meant));
}

QString helpHint(const QString &program, const QString &command)
{
    return command.isEmpty() ? QStringLiteral("See \"%1 --help\".").arg(program)
                             : QStringLiteral("See \"%1 %2 --help\".").arg(program, command);
}

/// The first argument that should be there and is not; empty where all are.
QString missingArgument(const Parameters &parameters)
{
    for (const Parameter &parameter : parameters) {
        if (!parameter.isOption() && parameter.isRequired && parameter.isEmpty()) {
            return parameter.name;
        }
    }
    return {};
}

} // namespace

Command *findCommand(const Commands &commands, const QString &name)
{
    for (const auto &command : commands) {
        const Command::Description description = command->description();
        if (description.name == name || description.aliases.contains(name)) {
            return command.get();
        }
    }
    return nullptr;
}

Result<Invocation>
parseCommandLine(const QStringList &arguments, const Commands &commands, GlobalOptions &globals)
{
    const Parameters globalParameters = globals.parameters();
    const CommandWords words = splitCommand(arguments, globalParameters);
    Invocation invocation;
    invocation.program =
        words.plugin ? QStringLiteral("docker extension") : QStringLiteral("docker-extension");
    invocation.command = findCommand(commands, words.command);
    if (invocation.command == nullptr && !words.command.isEmpty()) {
        return unknownCommand(words.command, commands, invocation.program);
    }

    Parameters parameters;
    if (invocation.command != nullptr) {
        parameters = invocation.command->parameters();
    }
    const auto parsed = parseArguments(words.rest, parameters + globalParameters);
    if (!parsed) {
        return failure(ErrorCode::InvalidArgument,
                       parsed.error().message,
                       helpHint(invocation.program, words.command));
    }
    if (globals.version && invocation.command == nullptr) {
        invocation.command = findCommand(commands, QStringLiteral("version"));
    }
    if (globals.help || words.help || invocation.command == nullptr) {
        invocation.action = Invocation::Action::ShowHelp;
        return invocation;
    }
    const QString missing = missingArgument(parameters);
    if (!missing.isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"%1\" needs %2.").arg(words.command, missing),
                       helpHint(invocation.program, words.command));
    }
    const Result<QString> certificates = globals.certificateFolder();
    if (!certificates) {
        return tl::unexpected<Error>(certificates.error());
    }
    return invocation;
}

} // namespace pierhead::cli
