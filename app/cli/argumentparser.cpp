#include "argumentparser.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

// The only source that includes CLI11, which takes seconds to compile.

namespace pierhead::cli {

namespace {

std::string optionNames(const Parameter &parameter)
{
    if (!parameter.isOption()) {
        return parameter.name.toStdString();
    }
    const QString shortForm =
        parameter.shortName.isNull() ? QString() : QStringLiteral("-%1,").arg(parameter.shortName);
    return (shortForm + QStringLiteral("--") + parameter.name).toStdString();
}

void add(CLI::App &app, const Parameter &parameter)
{
    const std::string names = optionNames(parameter);
    if (bool *const *flag = std::get_if<bool *>(&parameter.target)) {
        app.add_flag_callback(names, [target = *flag] { *target = true; });
        return;
    }
    if (QStringList *const *list = std::get_if<QStringList *>(&parameter.target)) {
        if (!parameter.isOption() && !parameter.isBeforeOptions) {
            app.prefix_command(); // what is left is taken after the parse
            return;
        }
        CLI::Option *option = app.add_option_function<std::vector<std::string>>(
            names, [target = *list](const std::vector<std::string> &values) {
                for (const std::string &value : values) {
                    target->append(QString::fromStdString(value));
                }
            });
        if (parameter.isOption()) {
            option->expected(1)->allow_extra_args(false);
        }
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        return;
    }
    QString *target = std::get<QString *>(parameter.target);
    CLI::Option *option = app.add_option_function<std::string>(
        names, [target](const std::string &value) { *target = QString::fromStdString(value); });
    option->type_name(parameter.placeholder.toStdString());
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    if (!parameter.choices.isEmpty()) {
        std::vector<std::string> choices;
        for (const QString &choice : parameter.choices) {
            choices.push_back(choice.toStdString());
        }
        option->check(CLI::Validator(
            [choices, all = parameter.choices](const std::string &value) {
                const bool isKnown =
                    std::find(choices.begin(), choices.end(), value) != choices.end();
                return isKnown ? std::string()
                               : ("\"" + value + "\" is none of "
                                  + all.join(QStringLiteral(", ")).toStdString());
            },
            {}));
    }
}

} // namespace

Result<void> parseArguments(const QStringList &arguments, const Parameters &parameters)
{
    CLI::App app;
    app.set_help_flag();
    for (const Parameter &parameter : parameters) {
        add(app, parameter);
    }
    // CLI11 takes the arguments from the end of the vector.
    std::vector<std::string> reversed;
    for (const QString &argument : arguments) {
        reversed.push_back(argument.toStdString());
    }
    std::reverse(reversed.begin(), reversed.end());
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError &error) {
        return failure(ErrorCode::InvalidArgument, QString::fromUtf8(error.what()));
    }
    for (const Parameter &parameter : parameters) {
        if (!parameter.isOption() && parameter.isList() && !parameter.isBeforeOptions) {
            for (const std::string &word : app.remaining()) {
                std::get<QStringList *>(parameter.target)->append(QString::fromStdString(word));
            }
        }
    }
    return {};
}

} // namespace pierhead::cli
