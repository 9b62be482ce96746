#include "pluginimage.h"

#include <QRegularExpression>

namespace pierhead::backend {

namespace {

Result<QString>
valueOf(const QString &variable, const QRegularExpressionMatch &match, const QString &reference)
{
    if (variable == QLatin1String("DESKTOP_PLUGIN_IMAGE")) {
        return reference;
    }
    if (match.hasCaptured(QStringLiteral("default"))) {
        return match.captured(QStringLiteral("default"));
    }
    return failure(ErrorCode::InvalidManifest,
                   Text::english("/vm/image in metadata.json uses the variable \"%1\", which has "
                                 "no value. Only DESKTOP_PLUGIN_IMAGE has one.")
                       .arg(variable));
}

} // namespace

Result<QString> expandPluginImage(const QString &text, const QString &reference)
{
    static const QRegularExpression variable(
        QStringLiteral("\\$(?:(?<dollar>\\$)|(?<plain>[A-Za-z_][A-Za-z0-9_]*)"
                       "|\\{(?<braced>[A-Za-z_][A-Za-z0-9_]*)(?::?-(?<default>[^}]*))?\\})"));
    QString expanded;
    qsizetype done = 0;
    auto matches = variable.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        expanded += text.mid(done, match.capturedStart() - done);
        done = match.capturedEnd();
        if (match.hasCaptured(QStringLiteral("dollar"))) {
            expanded += QLatin1Char('$');
            continue;
        }
        const QString name =
            match.captured(QStringLiteral("plain")) + match.captured(QStringLiteral("braced"));
        PIERHEAD_TRY(value, valueOf(name, match, reference));
        expanded += value;
    }
    return expanded + text.mid(done);
}

} // namespace pierhead::backend
