#include "imagelabels.h"

namespace pierhead::extensions {

namespace {

/// Without what moves a terminal's cursor or turns the direction of writing.
QString printable(const QString &text)
{
    QString result;
    for (const QChar character : text) {
        const bool isBreak = character == QLatin1Char('\n') || character == QLatin1Char('\t');
        const bool isFormat = character.category() == QChar::Other_Format
            && character != QChar(0x200D) && character != QChar(0x200C);
        if (isBreak || (character.category() != QChar::Other_Control && !isFormat)) {
            result.append(character);
        }
    }
    return result;
}

QString oneLine(const QString &text)
{
    return printable(text.simplified());
}

bool isWordCharacter(char32_t character)
{
    return QChar::isLetterOrNumber(character) || QChar::isMark(character);
}

/// Whether a word begins at `index`: "helloB", "base64T", and the last capital of "HTTPSe".
bool startsWord(const QList<uint> &text, qsizetype index)
{
    if (index == 0 || !QChar::isUpper(text.at(index))) {
        return false;
    }
    const uint before = text.at(index - 1);
    const bool endsAcronym =
        QChar::isUpper(before) && index + 1 < text.size() && QChar::isLower(text.at(index + 1));
    return QChar::isLower(before) || QChar::isDigit(before) || endsAcronym;
}

} // namespace

ImageLabels ImageLabels::from(const engine::Labels &labels)
{
    const auto value = [&labels](const char *name) {
        return labels.value(QString::fromLatin1(name));
    };
    return {
        .title = oneLine(value("org.opencontainers.image.title")),
        .description = oneLine(value("org.opencontainers.image.description")),
        .vendor = oneLine(value("org.opencontainers.image.vendor")),
        .apiVersion = oneLine(value("com.docker.desktop.extension.api.version")),
        .icon = oneLine(value("com.docker.desktop.extension.icon")),
        .detailedDescription = printable(value("com.docker.extension.detailed-description")),
        .publisherUrl = oneLine(value("com.docker.extension.publisher-url")),
        .changelog = printable(value("com.docker.extension.changelog")),
    };
}

QString ImageLabels::name() const
{
    const QList<uint> characters = title.normalized(QString::NormalizationForm_C).toUcs4();
    QString name;
    bool isGap = false;
    for (qsizetype index = 0; index < characters.size(); ++index) {
        const char32_t character = characters.at(index);
        if (!isWordCharacter(character)) {
            isGap = true;
            continue;
        }
        if (!name.isEmpty() && (isGap || startsWord(characters, index))) {
            name.append(QLatin1Char('-'));
        }
        isGap = false;
        name.append(QChar::fromUcs4(character));
    }
    return name.toLower();
}

} // namespace pierhead::extensions
