#include "webaddress.h"

#include <QStringList>

namespace pierhead::catalog {

namespace {

bool isPictureType(const QString &type)
{
    static const QStringList known{
        QStringLiteral("image/png"),
        QStringLiteral("image/jpeg"),
        QStringLiteral("image/gif"),
        QStringLiteral("image/webp"),
        QStringLiteral("image/svg+xml"),
    };
    return known.contains(type.toLower());
}

} // namespace

QUrl webAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool isWeb = scheme == QLatin1String("https") || scheme == QLatin1String("http");
    return url.isValid() && isWeb && !url.host().isEmpty() && url.userInfo().isEmpty() ? url
                                                                                       : QUrl();
}

std::optional<QByteArray> dataPicture(const QString &text)
{
    const qsizetype comma = text.indexOf(QLatin1Char(','));
    if (comma < 0 || !text.startsWith(QStringLiteral("data:"), Qt::CaseInsensitive)) {
        return std::nullopt;
    }
    constexpr qsizetype scheme = 5;
    const QStringList words = text.mid(scheme, comma - scheme).split(QLatin1Char(';'));
    if (!isPictureType(words.first().trimmed())) {
        return std::nullopt;
    }
    const QByteArray bytes = QByteArray::fromPercentEncoding(text.mid(comma + 1).toUtf8());
    if (words.last().trimmed().compare(QStringLiteral("base64"), Qt::CaseInsensitive) != 0) {
        return bytes;
    }
    const auto decoded =
        QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && !decoded.decoded.isEmpty() ? std::optional(*decoded) : std::nullopt;
}

} // namespace pierhead::catalog
