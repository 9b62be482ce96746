#pragma once

#include <QByteArray>
#include <QString>

namespace pierhead::engine {

/// What logs in to a registry. Never written to a file, a log or a process's arguments.
struct RegistryLogin
{
    QString server; ///< as Docker's settings call it: "ghcr.io", "https://index.docker.io/v1/"
    QString username;
    QString password;
    QString identityToken = {}; ///< in place of the password: the registry gives tokens for it
};

/// The value of the header X-Registry-Auth, by which an engine pulls for somebody.
[[nodiscard]] QByteArray registryAuth(const RegistryLogin &login);

} // namespace pierhead::engine
