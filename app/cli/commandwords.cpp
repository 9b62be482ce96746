#include "commandwords.h"

#include <algorithm>

namespace pierhead::cli {

namespace {

/// Whether the option's value is the next argument.
bool takesNext(const QString &option, const Parameters &globals)
{
    return std::any_of(globals.cbegin(), globals.cend(), [&option](const Parameter &parameter) {
        return !parameter.isFlag() && parameter.isNamed(option);
    });
}

} // namespace

CommandWords splitCommand(const QStringList &arguments, const Parameters &globals)
{
    CommandWords words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == QStringLiteral("--")) {
            words.rest += arguments.mid(i);
            return words;
        }
        if (argument.startsWith(QLatin1Char('-'))) {
            words.rest.append(argument);
            if (takesNext(argument, globals) && i + 1 < arguments.size()) {
                words.rest.append(arguments.at(++i));
            }
        } else if (argument == QStringLiteral("extension") && !words.plugin) {
            words.plugin = true;
        } else if (argument == QStringLiteral("help") && !words.help) {
            words.help = true;
        } else {
            words.command = argument;
            words.rest += arguments.mid(i + 1);
            return words;
        }
    }
    return words;
}

} // namespace pierhead::cli
