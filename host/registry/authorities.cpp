#include "authorities.h"

#include <QDir>

namespace pierhead::registry {

namespace {

QList<QSslCertificate> certificatesIn(const QString &file)
{
    return QSslCertificate::fromPath(file, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
}

} // namespace

QList<QSslCertificate> authoritiesFor(const QString &registry, const QString &folder)
{
    QList<QSslCertificate> found;
    const QDir own(folder + QLatin1Char('/') + registry);
    const QStringList files = own.entryList({QStringLiteral("*.crt")}, QDir::Files);
    for (const QString &file : files) {
        found += certificatesIn(own.filePath(file));
    }
    const QString more = qEnvironmentVariable("SSL_CERT_FILE");
    return more.isEmpty() ? found : found + certificatesIn(more);
}

} // namespace pierhead::registry
