#include "socketmounts.h"

#include <host/backend/dockersocket.h>

#include <QRegularExpression>

namespace pierhead::bridge {

namespace {

/// `/var/run/docker.sock:/var/run/docker.sock:ro`
QString volumeWith(const QString &value, const QString &engineSocket)
{
    const qsizetype end = value.indexOf(QLatin1Char(':'));
    const auto socket = backend::socketInPlaceOf(value.left(end), engineSocket);
    // Without a target it is a path in the container.
    return end > 0 && socket ? *socket + value.mid(end) : value;
}

/// `type=bind,source=/var/run/docker.sock,target=/var/run/docker.sock`
QString mountWith(const QString &value, const QString &engineSocket)
{
    QStringList fields = value.split(QLatin1Char(','));
    for (QString &field : fields) {
        const qsizetype end = field.indexOf(QLatin1Char('='));
        const QString key = field.left(end).toLower();
        if (end < 0 || (key != QLatin1String("src") && key != QLatin1String("source"))) {
            continue;
        }
        if (const auto socket = backend::socketInPlaceOf(field.mid(end + 1), engineSocket)) {
            field = field.left(end + 1) + *socket;
        }
    }
    return fields.join(QLatin1Char(','));
}

} // namespace

QStringList withEngineSocket(QStringList words, const QString &engineSocket)
{
    // One letter stands with others that take no value: "-itv".
    static const QRegularExpression option(
        QStringLiteral("^(?<flag>-[dPiqt]*v|--volume|--mount)=?(?<value>.*)$"),
        QRegularExpression::DotMatchesEverythingOption);
    for (qsizetype place = 0; place < words.size(); ++place) {
        const QRegularExpressionMatch match = option.match(words.at(place));
        if (!match.hasMatch()) {
            continue;
        }
        const bool isMount = match.captured(u"flag") == QLatin1String("--mount");
        const auto with = isMount ? &mountWith : &volumeWith;
        const QString value = match.captured(u"value");
        if (!value.isEmpty()) {
            words[place] = words.at(place).chopped(value.size()) + with(value, engineSocket);
        } else if (place + 1 < words.size()) {
            ++place;
            words[place] = with(words.at(place), engineSocket);
        }
    }
    return words;
}

} // namespace pierhead::bridge
