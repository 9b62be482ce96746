#include "placeholders.h"

#include <host/base/json.h>

#include <QRegularExpression>

namespace pierhead::scaffold {

namespace {

QString inJson(const QString &value)
{
    const QString quoted = QString::fromUtf8(json::serialize(value));
    return quoted.mid(1, quoted.size() - 2);
}

QString inLabel(QString value)
{
    return value.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
        .replace(QLatin1Char('"'), QStringLiteral("\\\""))
        .replace(QLatin1Char('$'), QStringLiteral("\\$"));
}

QString encoded(const QString &value, const QString &place)
{
    if (place == QStringLiteral("json")) {
        return inJson(value);
    }
    if (place == QStringLiteral("label")) {
        return inLabel(value);
    }
    return place == QStringLiteral("html") ? value.toHtmlEscaped() : value;
}

} // namespace

QString withValues(const QString &text, const QMap<QString, QString> &values)
{
    static const QRegularExpression placeholder(
        QStringLiteral("\\{\\{([a-z]+)(?::(json|label|html))?\\}\\}"));
    QString result;
    qsizetype end = 0;
    QRegularExpressionMatchIterator matches = placeholder.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        result += text.mid(end, match.capturedStart() - end);
        const auto value = values.find(match.captured(1));
        result += value == values.end() ? match.captured() : encoded(*value, match.captured(2));
        end = match.capturedEnd();
    }
    return result + text.mid(end);
}

} // namespace pierhead::scaffold
