#include "helptext.h"

#include <algorithm>

namespace pierhead::cli {

namespace {

constexpr qsizetype lineWidth = 80;

struct Row
{
    QString term;
    QString text;
};

/// The text in lines of at most `width` characters, every one but the first indented.
QString wrapped(const QString &text, qsizetype indent, qsizetype width)
{
    QString result;
    qsizetype column = indent;
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const bool isFirst = result.isEmpty();
        if (!isFirst && column + 1 + word.size() > width) {
            result += QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
            column = indent;
        } else if (!isFirst) {
            result += QLatin1Char(' ');
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

QString section(const QString &title, const QList<Row> &rows)
{
    if (rows.isEmpty()) {
        return {};
    }
    qsizetype widest = 0;
    for (const Row &row : rows) {
        widest = std::max(widest, row.term.size());
    }
    QString text = QStringLiteral("\n%1:\n").arg(title);
    for (const Row &row : rows) {
        const QString term = QStringLiteral("  ") + row.term.leftJustified(widest + 3);
        text += (term + wrapped(row.text, term.size(), lineWidth))
                    .trimmed()
                    .prepend(QStringLiteral("  "))
            + QLatin1Char('\n');
    }
    return text;
}

enum class Kind {
    Arguments,
    Options,
};

QList<Row> rowsOf(const Parameters &parameters, Kind kind)
{
    QList<Row> rows;
    for (const Parameter &parameter : parameters) {
        const bool isWanted = parameter.isOption() == (kind == Kind::Options);
        if (isWanted && parameter.visibility == Parameter::Visibility::Shown) {
            const QString choices = parameter.choices.isEmpty()
                ? QString()
                : QStringLiteral(" One of: %1.").arg(parameter.choices.join(QStringLiteral(", ")));
            rows.append({parameter.synopsis(), parameter.help + choices});
        }
    }
    return rows;
}

QString paragraphs(const QString &text)
{
    QString result;
    const QStringList parts = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        result += QLatin1Char('\n') + wrapped(part, 0, lineWidth) + QLatin1Char('\n');
    }
    return result;
}

QList<Row> exitCodes()
{
    return {
        {QStringLiteral("0"), QStringLiteral("It was done.")},
        {QStringLiteral("1"), QStringLiteral("It failed; standard error says why and what to do.")},
        {QStringLiteral("2"), QStringLiteral("The command line is wrong.")},
        {QStringLiteral("130"),
         QStringLiteral("Ctrl+C stopped it (129, 143: a hangup, a request to end).")},
        {QStringLiteral("141"), QStringLiteral("Nobody read standard output to its end.")},
    };
}

QList<Row> environment()
{
    return {
        {QStringLiteral("PIERHEAD_ENGINE"), QStringLiteral("The engine, as --engine takes it.")},
        {QStringLiteral("DOCKER_HOST"), QStringLiteral("The engine, as docker takes it.")},
        {QStringLiteral("DOCKER_TLS_VERIFY"),
         QStringLiteral("Not empty: TLS with a tcp:// engine; the certificates are in the folder "
                        "DOCKER_CERT_PATH.")},
        {QStringLiteral("PIERHEAD_HOME"),
         QStringLiteral("One folder for everything that is kept.")},
        {QStringLiteral("HTTPS_PROXY"),
         QStringLiteral("The proxy that registries are asked through, http://HOST:PORT or "
                        "http://NAME:PASSWORD@HOST:PORT; NO_PROXY lists hosts that are asked "
                        "without it. An engine that pulls has its own.")},
        {QStringLiteral("NO_COLOR"), QStringLiteral("Not empty: no colours.")},
        {QStringLiteral("TERM"), QStringLiteral("\"dumb\": neither colours nor bars.")},
    };
}

} // namespace

QString programHelp(const QString &program, const Commands &commands, const Parameters &globals)
{
    QList<Row> rows;
    for (const auto &command : commands) {
        const Command::Description description = command->description();
        QStringList names{description.name};
        names += description.aliases;
        rows.append({names.join(QStringLiteral(", ")), description.summary});
    }
    return QStringLiteral("Usage: %1 [OPTIONS] COMMAND\n\nManages Docker extensions\n").arg(program)
        + section(QStringLiteral("Commands"), rows)
        + section(QStringLiteral("Options"), rowsOf(globals, Kind::Options))
        + section(QStringLiteral("Environment"), environment())
        + section(QStringLiteral("Exit codes"), exitCodes())
        + QStringLiteral("\n\"%1 COMMAND --help\" tells more about a command.\n").arg(program);
}

QString commandHelp(const QString &program, Command &command, const Parameters &globals)
{
    const Command::Description description = command.description();
    const Parameters parameters = command.parameters();
    const QList<Row> arguments = rowsOf(parameters, Kind::Arguments);
    QString usage = QStringLiteral("Usage: %1 %2 [OPTIONS]").arg(program, description.name);
    for (const Row &argument : arguments) {
        usage += QLatin1Char(' ') + argument.term;
    }
    QString text = usage + QStringLiteral("\n\n%1\n").arg(description.summary)
        + paragraphs(description.details);
    if (!description.aliases.isEmpty()) {
        text +=
            QStringLiteral("\nAliases: %1\n").arg(description.aliases.join(QStringLiteral(", ")));
    }
    text += section(QStringLiteral("Arguments"), arguments)
        + section(QStringLiteral("Options"), rowsOf(parameters, Kind::Options))
        + section(QStringLiteral("Options of every command"), rowsOf(globals, Kind::Options));
    if (!description.examples.isEmpty()) {
        text += QStringLiteral("\nExamples:\n");
        for (const QString &example : description.examples) {
            text += QStringLiteral("  %1 %2\n").arg(program, example);
        }
    }
    return text;
}

} // namespace pierhead::cli
