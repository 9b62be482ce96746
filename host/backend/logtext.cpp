#include "logtext.h"

#include <utility>

namespace pierhead::backend {

namespace {

constexpr qsizetype longestText = 4096;
constexpr qsizetype tabWidth = 8;
constexpr char16_t escape = 0x1b;
constexpr char16_t bell = 0x07;

bool isWithin(QChar character, char16_t first, char16_t last)
{
    return character.unicode() >= first && character.unicode() <= last;
}

/// The place after a control sequence ("ESC [" parameters, one final character).
qsizetype afterControlSequence(const QString &text, qsizetype place)
{
    while (place < text.size() && isWithin(text.at(place), 0x20, 0x3f)) {
        ++place;
    }
    return place < text.size() && isWithin(text.at(place), 0x40, 0x7e) ? place + 1 : place;
}

/// The place after a command string (a window's title, a link), which ends with BEL or "ESC \".
qsizetype afterCommandString(const QString &text, qsizetype place)
{
    for (; place < text.size(); ++place) {
        if (text.at(place).unicode() == bell) {
            return place + 1;
        }
        if (text.at(place).unicode() == escape) {
            return place + 2;
        }
    }
    return place;
}

/// The place after the escape sequence that begins at `place`.
qsizetype afterEscape(const QString &text, qsizetype place)
{
    const QChar kind = place + 1 < text.size() ? text.at(place + 1) : QChar();
    if (kind == QLatin1Char('[')) {
        return afterControlSequence(text, place + 2);
    }
    if (QStringLiteral("]PX^_").contains(kind) && !kind.isNull()) {
        return afterCommandString(text, place + 2);
    }
    // "ESC ( B" and its like have characters between; all others are two characters long.
    qsizetype end = place + 1;
    while (end < text.size() && isWithin(text.at(end), 0x20, 0x2f)) {
        ++end;
    }
    return qMin(end + 1, text.size());
}

/// Whether it would change how the rest of the view is read, or is not to be seen.
bool isUnseen(QChar character)
{
    const char16_t code = character.unicode();
    const bool turnsDirection = isWithin(character, 0x202a, 0x202e)
        || isWithin(character, 0x2066, 0x2069) || code == 0x200e || code == 0x200f;
    const bool breaksLine = code == 0x2028 || code == 0x2029;
    return code < 0x20 || isWithin(character, 0x7f, 0x9f) || turnsDirection || breaksLine;
}

} // namespace

QString plainLogText(const QByteArray &written)
{
    const QString text = QString::fromUtf8(written);
    QString plain;
    bool isReturned = false;
    for (qsizetype place = 0; place < text.size() && plain.size() <= longestText;) {
        const QChar character = text.at(place);
        if (character.unicode() == escape) {
            place = afterEscape(text, place);
            continue;
        }
        ++place;
        if (character == QLatin1Char('\r')) {
            isReturned = true;
            continue;
        }
        if (character == QLatin1Char('\t')) {
            plain.append(QString(tabWidth - plain.size() % tabWidth, QLatin1Char(' ')));
        } else if (!isUnseen(character)) {
            if (std::exchange(isReturned, false)) {
                plain.clear();
            }
            plain.append(character);
        }
    }
    if (plain.size() > longestText) {
        plain.truncate(longestText);
        plain.append(QChar(0x2026));
    }
    return plain;
}

} // namespace pierhead::backend
