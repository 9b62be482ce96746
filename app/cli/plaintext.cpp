#include "plaintext.h"

#include <QList>

#include <cwchar>

namespace pierhead::cli {

namespace {

qsizetype columnsOf(uint codePoint)
{
    // -1 stands for what the locale does not know; terminals show a box for it.
    const int columns = ::wcwidth(static_cast<wchar_t>(codePoint));
    return columns < 0 ? 1 : columns;
}

} // namespace

bool isTerminalControl(QChar character)
{
    const ushort code = character.unicode();
    const bool isOverride =
        (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return isOverride
        || (character.category() == QChar::Other_Control && code != '\n' && code != '\t');
}

QString plainText(QString text)
{
    for (QChar &character : text) {
        if (isTerminalControl(character)) {
            character = QChar(QChar::ReplacementCharacter);
        }
    }
    return text;
}

qsizetype displayWidth(const QString &text)
{
    qsizetype columns = 0;
    const QList<uint> codePoints = text.toUcs4();
    for (const uint codePoint : codePoints) {
        columns += columnsOf(codePoint);
    }
    return columns;
}

QString fitted(const QString &text, qsizetype columns)
{
    if (displayWidth(text) <= columns) {
        return text;
    }
    QString result;
    qsizetype used = 1; // the "…"
    const QList<uint> codePoints = text.toUcs4();
    for (const uint codePoint : codePoints) {
        used += columnsOf(codePoint);
        if (used > columns) {
            break;
        }
        result += QString::fromUcs4(reinterpret_cast<const char32_t *>(&codePoint), 1);
    }
    return columns > 0 ? result + QChar(0x2026) : QString();
}

} // namespace pierhead::cli
