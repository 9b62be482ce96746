#include "extensionid.h"

#include "imagereference.h"

#include <QCryptographicHash>

namespace pierhead::extensions {

ExtensionId::ExtensionId(QString value)
    : m_value(std::move(value))
{ }

Result<ExtensionId> ExtensionId::parse(const QString &reference)
{
    return ImageReference::parse(reference).map(
        [](const ImageReference &parsed) { return ExtensionId(parsed.repository); });
}

QString ExtensionId::slug() const
{
    // A registry may bring a port, or an IPv6 address in brackets.
    QString slug = m_value;
    slug.remove(QLatin1Char('[')).remove(QLatin1Char(']'));
    return slug.replace(QLatin1Char('/'), QLatin1Char('_'))
        .replace(QLatin1Char(':'), QLatin1Char('_'));
}

QString ExtensionId::projectName() const
{
    return slug().toLower().replace(QLatin1Char('.'), QLatin1Char('-'))
        + QStringLiteral("-desktop-extension");
}

QString ExtensionId::serviceContainerName() const
{
    return slug() + QStringLiteral("-desktop-extension-service");
}

QString ExtensionId::urlHost() const
{
    // Ids are longer than a host's label may be. The letter in front keeps a host of digits from
    // being read as an IPv4 address.
    const QByteArray hash =
        QCryptographicHash::hash(m_value.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QLatin1Char('x') + QString::fromLatin1(hash.left(40));
}

} // namespace pierhead::extensions
