#pragma once

#include <QList>
#include <QSslCertificate>
#include <QString>

namespace pierhead::registry {

/// Where the docker program looks for what it trusts a registry by.
constexpr auto dockerCertificatesFolder = "/etc/docker/certs.d";

/// The certificates of authorities that are trusted for the registry ("ghcr.io", "localhost:5000")
/// beside the system's: those in <folder>/<registry>/*.crt, and in the file that SSL_CERT_FILE
/// names. What cannot be read is no certificate.
[[nodiscard]] QList<QSslCertificate> authoritiesFor(const QString &registry, const QString &folder);

} // namespace pierhead::registry
