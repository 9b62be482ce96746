#include "displaytext.h"

namespace pierhead::desktop {

namespace {

constexpr qsizetype longestLine = 300;

} // namespace

QString singleLine(const QString &foreign)
{
    QString shown;
    const QString line = foreign.left(longestLine * 2).simplified();
    for (const QChar character : line) {
        const QChar::Category category = character.category();
        // Other_Format holds the bidirectional overrides and isolates.
        if (category != QChar::Other_Control && category != QChar::Other_Format) {
            shown.append(character);
        }
    }
    if (shown.size() > longestLine) {
        shown.truncate(longestLine);
        shown.append(QChar(0x2026));
    }
    return shown;
}

QString plainToolTip(const QString &foreign)
{
    if (foreign.isEmpty()) {
        return {};
    }
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(foreign.toHtmlEscaped());
}

} // namespace pierhead::desktop
