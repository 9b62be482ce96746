#include "imagepath.h"

#include <QStringList>

#include <algorithm>

namespace pierhead::extensions {

namespace {

tl::unexpected<Error> refused(const Text &reason)
{
    return failure(ErrorCode::InvalidManifest, reason);
}

bool isControl(QChar character)
{
    return character.category() == QChar::Other_Control;
}

bool hasDriveLetter(const QString &text)
{
    return text.size() >= 2 && text.at(1) == QLatin1Char(':') && text.at(0).isLetter();
}

} // namespace

Result<QString> imagePath(const QString &text)
{
    if (std::any_of(text.cbegin(), text.cend(), isControl)) {
        return refused(Text::english("a path has no control characters"));
    }
    if (text.contains(QLatin1Char('\\'))) {
        return refused(Text::english("a path in an image is written with /, not with \\"));
    }
    if (text.contains(QStringLiteral("://")) || hasDriveLetter(text)) {
        return refused(Text::english("expected a path in the image"));
    }
    QStringList parts = text.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    parts.removeAll(QStringLiteral("."));
    if (parts.contains(QStringLiteral(".."))) {
        return refused(Text::english("a path in the image has no \"..\""));
    }
    return parts.join(QLatin1Char('/'));
}

Result<QString> socketName(const QString &text)
{
    PIERHEAD_TRY(name, imagePath(text));
    if (name.contains(QLatin1Char('/'))) {
        return refused(Text::english("expected a file name without folders"));
    }
    return name;
}

} // namespace pierhead::extensions
