#include "completion.h"

#include "commandwords.h"

#include <optional>

namespace pierhead::cli {

namespace {

// Of the protocol's numbers, those that are needed.
constexpr int filesToo = 0;
constexpr int noFiles = 4;

struct Candidates
{
    Descriptions descriptions = Descriptions::Shown;
    QStringList lines = {};
    int directive = noFiles;

    void add(const QString &candidate, const QString &description, const QString &begun)
    {
        if (candidate.startsWith(begun)) {
            const bool isPlain = description.isEmpty() || descriptions == Descriptions::LeftOut;
            lines.append(isPlain ? candidate : candidate + QLatin1Char('\t') + description);
        }
    }
};

bool isShown(const Parameter &parameter)
{
    return parameter.visibility == Parameter::Visibility::Shown;
}

void addOptions(Candidates *found, const Parameters &parameters, const QString &begun)
{
    for (const Parameter &parameter : parameters) {
        if (parameter.isOption() && isShown(parameter)) {
            found->add(QStringLiteral("--") + parameter.name, parameter.help, begun);
        }
    }
}

/// The option that `word` is and that takes the next word as its value, or null.
const Parameter *optionBefore(const QString &word, const Parameters &parameters)
{
    for (const Parameter &parameter : parameters) {
        if (!parameter.isFlag() && parameter.isNamed(word)) {
            return &parameter;
        }
    }
    return nullptr;
}

/// A long option with its value in the same word, which may be only begun: "--format=ta".
struct JoinedOption
{
    const Parameter *parameter;
    QString value;
};

std::optional<JoinedOption> joinedOption(const QString &word, const Parameters &parameters)
{
    const qsizetype equals = word.indexOf(QLatin1Char('='));
    if (equals < 0 || !word.startsWith(QLatin1String("--"))) {
        return std::nullopt;
    }
    const Parameter *parameter = optionBefore(word.left(equals), parameters);
    return parameter == nullptr ? std::nullopt
                                : std::optional(JoinedOption{parameter, word.mid(equals + 1)});
}

void addValues(Candidates *found,
               const Parameter &parameter,
               const QString &begun,
               const NamesOf &names)
{
    for (const QString &choice : parameter.choices) {
        found->add(choice, {}, begun);
    }
    for (const QString &name : names(parameter.values)) {
        found->add(name, {}, begun);
    }
    if (parameter.values == Parameter::Values::Files) {
        found->directive = filesToo;
    }
}

/// The argument that comes after those in `words`, or null.
const Parameter *nextArgument(const QStringList &words, const Parameters &parameters)
{
    qsizetype given = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (optionBefore(words.at(i), parameters) != nullptr) {
            ++i;
        } else if (!words.at(i).startsWith(QLatin1Char('-'))) {
            ++given;
        }
    }
    for (const Parameter &parameter : parameters) {
        if (!parameter.isOption() && (given-- == 0 || parameter.isBeforeOptions)) {
            return &parameter;
        }
    }
    return nullptr;
}

void addCommands(Candidates *found, const Commands &commands, const QString &begun)
{
    for (const auto &command : commands) {
        const Command::Description description = command->description();
        found->add(description.name, description.summary, begun);
    }
}

} // namespace

QString completionOf(const QStringList &words,
                     const Commands &commands,
                     const Parameters &globals,
                     const NamesOf &names,
                     Descriptions descriptions)
{
    Candidates found{.descriptions = descriptions};
    const QString begun = words.isEmpty() ? QString() : words.last();
    const QStringList before = words.mid(0, words.size() - 1);
    const CommandWords split = splitCommand(before, globals);
    Command *command = findCommand(commands, split.command);
    const Parameters own = command == nullptr ? Parameters() : command->parameters();
    const Parameters all = own + globals;
    const Parameter *option = before.isEmpty() ? nullptr : optionBefore(before.last(), all);
    const std::optional<JoinedOption> joined = joinedOption(begun, all);
    if (option != nullptr) {
        addValues(&found, *option, begun, names);
    } else if (joined) {
        addValues(&found, *joined->parameter, joined->value, names);
    } else if (begun.startsWith(QLatin1Char('-'))) {
        addOptions(&found, all, begun);
    } else if (split.command.isEmpty()) {
        addCommands(&found, commands, begun);
    } else if (const Parameter *argument = nextArgument(split.rest, own)) {
        addValues(&found, *argument, begun, names);
    }
    found.lines.append(QStringLiteral(":%1").arg(found.directive));
    return found.lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace pierhead::cli
