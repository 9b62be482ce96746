#include "answers.h"

#include <host/extensions/imagereference.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace pierhead::scaffold {

namespace {

constexpr qsizetype longestLine = 200;
const QString firstVersion = QStringLiteral("0.1.0");

tl::unexpected<Error> wrong(const QString &message)
{
    return failure(ErrorCode::InvalidArgument, message);
}

/// The words of the folder's name.
QStringList wordsOf(const QString &folder)
{
    static const QRegularExpression gap(QStringLiteral("[^A-Za-z0-9]+"));
    return QFileInfo(QDir::cleanPath(QFileInfo(folder).absoluteFilePath()))
        .fileName()
        .split(gap, Qt::SkipEmptyParts);
}

QString titleOf(const QStringList &words)
{
    QStringList shown;
    for (QString word : words) {
        if (!word.contains(QStringLiteral("extension"), Qt::CaseInsensitive)) {
            word[0] = word.at(0).toUpper();
            shown.append(word);
        }
    }
    const QString title = shown.join(QLatin1Char(' ')).left(longestLine);
    return title.isEmpty() ? QStringLiteral("Hello") : title;
}

} // namespace

Answers Answers::defaultsFor(const QString &folder)
{
    const QStringList words = wordsOf(folder);
    const QString name = words.join(QLatin1Char('-')).toLower();
    const QString user = qEnvironmentVariable("USER").simplified();
    return {.title = titleOf(words),
            .description = QStringLiteral("Adds a page to the dashboard."),
            .vendor = user.isEmpty() ? QStringLiteral("Me") : user,
            .image = checkedImage(name).value_or(QStringLiteral("hello:") + firstVersion)};
}

Result<QString> checkedLine(const QString &what, const QString &text)
{
    const QString line = text.simplified();
    const bool hasControl = std::any_of(line.cbegin(), line.cend(), [](QChar character) {
        return character.category() == QChar::Other_Control
            || character.category() == QChar::Other_Format;
    });
    if (line.isEmpty()) {
        return wrong(QStringLiteral("%1 is empty. Give one line of text.").arg(what));
    }
    if (line.size() > longestLine || hasControl) {
        return wrong(QStringLiteral("%1 is no line of text: it may have at most %2 characters, and "
                                    "none that is not shown.")
                         .arg(what)
                         .arg(longestLine));
    }
    return line;
}

Result<QString> checkedTitle(const QString &text)
{
    PIERHEAD_TRY(line, checkedLine(QStringLiteral("The title"), text));
    if (line.contains(QStringLiteral("extension"), Qt::CaseInsensitive)) {
        return wrong(QStringLiteral("The title \"%1\" has the word \"extension\" in it, which no "
                                    "marketplace takes. Leave it out.")
                         .arg(line));
    }
    return line;
}

Result<QString> checkedImage(const QString &text)
{
    PIERHEAD_TRY(reference, extensions::ImageReference::parse(text.trimmed()));
    if (!reference.digest.isEmpty()) {
        return wrong(
            QStringLiteral("The image \"%1\" has a digest, which only an image has that is "
                           "there already. Give a name such as org/name.")
                .arg(text));
    }
    if (reference.tag.isEmpty()) {
        reference.tag = firstVersion;
    }
    return reference.toString();
}

Result<Answers> checkedAnswers(const Answers &answers)
{
    PIERHEAD_TRY(title, checkedTitle(answers.title));
    PIERHEAD_TRY(description, checkedLine(QStringLiteral("The description"), answers.description));
    PIERHEAD_TRY(vendor, checkedLine(QStringLiteral("The vendor"), answers.vendor));
    PIERHEAD_TRY(image, checkedImage(answers.image));
    return Answers{title, description, vendor, image};
}

} // namespace pierhead::scaffold
