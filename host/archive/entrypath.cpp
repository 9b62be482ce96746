#include "entrypath.h"

#include <QStringDecoder>
#include <QStringList>

#include <algorithm>

namespace pierhead::archive {

namespace {

constexpr qsizetype longestPath = 1024;
constexpr qsizetype longestName = 255;

Result<QString> decoded(const QByteArray &name)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(name);
    if (decoder.hasError() || text.contains(QChar::Null)) {
        return refusedEntry(name, Text::english("has a name that is not UTF-8"));
    }
    const QList<QByteArray> parts = name.split('/');
    const bool hasLongPart = std::any_of(parts.cbegin(), parts.cend(), [](const QByteArray &part) {
        return part.size() > longestName;
    });
    if (name.size() > longestPath || hasLongPart) {
        return refusedEntry(name, Text::english("has a name that is too long"));
    }
    return text;
}

QStringList partsOf(const QString &path)
{
    QStringList parts = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    parts.removeAll(QStringLiteral("."));
    return parts;
}

} // namespace

tl::unexpected<Error> refusedEntry(const QByteArray &name, const Text &reason)
{
    return failure(ErrorCode::InvalidImage,
                   Text::english("The archive's entry \"%1\" %2. It is not unpacked; get the image "
                                 "from a source you trust.")
                       .arg(shown(name), reason));
}

Result<QString> entryPath(const QByteArray &name)
{
    PIERHEAD_TRY(text, decoded(name));
    if (text.startsWith(QLatin1Char('/'))) {
        return refusedEntry(name, Text::english("is an absolute path"));
    }
    const QStringList parts = partsOf(text);
    if (parts.contains(QStringLiteral(".."))) {
        return refusedEntry(name, Text::english("leads out of its folder"));
    }
    return parts.join(QLatin1Char('/'));
}

Result<QString> linkedPath(const QString &path, const QByteArray &target)
{
    const QString text = decoded(target).value_or(QString());
    if (text.isEmpty()) {
        return refusedEntry(
            path.toUtf8(),
            Text::english("is a link to \"%1\", which is no path").arg(shown(target)));
    }
    QStringList parts;
    if (!text.startsWith(QLatin1Char('/'))) {
        parts = partsOf(path);
        parts.removeLast();
    }
    for (const QString &part : partsOf(text)) {
        if (part != QLatin1String("..")) {
            parts.append(part);
        } else if (parts.isEmpty()) {
            return refusedEntry(path.toUtf8(),
                                Text::english("is a link to \"%1\", which leads out of the image")
                                    .arg(shown(target)));
        } else {
            parts.removeLast();
        }
    }
    return parts.join(QLatin1Char('/'));
}

QString relativeTarget(const QString &path, const QString &target)
{
    QStringList from = partsOf(path);
    from.removeLast();
    QStringList to = partsOf(target);
    while (!from.isEmpty() && !to.isEmpty() && from.first() == to.first()) {
        from.removeFirst();
        to.removeFirst();
    }
    const QStringList way = QStringList(from.size(), QStringLiteral("..")) + to;
    return way.isEmpty() ? QStringLiteral(".") : way.join(QLatin1Char('/'));
}

QString shown(const QByteArray &name)
{
    constexpr qsizetype longestShown = 120;
    QString text;
    for (const QChar character : QString::fromUtf8(name.left(longestShown))) {
        if (character.isPrint()) {
            text.append(character);
        } else {
            text.append(QStringLiteral("\\u%1").arg(
                static_cast<uint>(character.unicode()), 4, 16, QLatin1Char('0')));
        }
    }
    return name.size() > longestShown ? text + QStringLiteral("…") : text;
}

} // namespace pierhead::archive
