#include "outputformat.h"

#include "plaintext.h"

#include <algorithm>

namespace pierhead::cli {

namespace {

QString tableName()
{
    return QStringLiteral("table");
}

QString jsonName()
{
    return QStringLiteral("json");
}

class TableFormat final : public OutputFormat
{
public:
    [[nodiscard]] QString render(const Listing &listing) const override
    {
        constexpr qsizetype gap = 3;
        const QList<QStringList> lines = QList<QStringList>{listing.columns} + listing.rows;
        QList<qsizetype> widths(listing.columns.size(), 0);
        for (const QStringList &line : lines) {
            for (qsizetype column = 0; column < line.size(); ++column) {
                widths[column] = std::max(widths.at(column), displayWidth(cell(line.at(column))));
            }
        }
        QStringList rendered;
        for (const QStringList &line : lines) {
            QString text;
            for (qsizetype column = 0; column < line.size(); ++column) {
                const QString shown = cell(line.at(column));
                const qsizetype padding = widths.at(column) - displayWidth(shown) + gap;
                const bool isLast = column + 1 == line.size();
                text += isLast ? shown : shown + QString(padding, QLatin1Char(' '));
            }
            rendered.append(text);
        }
        return rendered.join(QLatin1Char('\n'));
    }

private:
    /// One line, and nothing that would move the columns.
    static QString cell(const QString &text)
    {
        const QString line = plainText(text).simplified();
        return line.isEmpty() ? QStringLiteral("-") : line;
    }
};

class JsonFormat final : public OutputFormat
{
public:
    [[nodiscard]] QString render(const Listing &listing) const override
    {
        // Such characters can be in strings alone, where JSON has another way to write them.
        QString text;
        const QString plain = QString::fromUtf8(listing.json).trimmed();
        for (const QChar character : plain) {
            text += isTerminalControl(character)
                ? QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'))
                : QString(character);
        }
        return text;
    }
};

} // namespace

std::unique_ptr<OutputFormat> OutputFormat::named(const QString &name)
{
    if (isJson(name)) {
        return std::make_unique<JsonFormat>();
    }
    return std::make_unique<TableFormat>();
}

Parameter OutputFormat::option(QString &target)
{
    return Parameter::option({},
                             QStringLiteral("format"),
                             QStringLiteral("FORMAT"),
                             target,
                             QStringLiteral("How the data is printed; a table unless given."),
                             {tableName(), jsonName()});
}

Parameter OutputFormat::textOption(QString &target)
{
    return Parameter::option({},
                             QStringLiteral("format"),
                             QStringLiteral("FORMAT"),
                             target,
                             QStringLiteral("How it is printed; as text unless given."),
                             {QStringLiteral("text"), jsonName()});
}

bool OutputFormat::isJson(const QString &name)
{
    return name == jsonName();
}

QString OutputFormat::jsonLine(const nlohmann::json &value)
{
    return JsonFormat().render({{}, {}, json::serialize(value)});
}

} // namespace pierhead::cli
