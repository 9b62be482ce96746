#pragma once

#include "authorities.h"

#include <host/base/async.h>
#include <host/engine/enginetypes.h>
#include <host/engine/registrylogin.h>

#include <memory>
#include <optional>

namespace pierhead::registry {

struct RegistrySession;

/// What a registry tells of an image without the image being pulled.
struct RemoteImage
{
    QString digest; ///< of the manifest, or the list of several, that the reference names
    engine::Labels labels;
};

/// The Distribution API of one registry, to read from. Over TLS; a registry on this machine may go
/// without. Errors: PermissionDenied (a login is missing or not taken; the message tells how),
/// NotFound, Timeout (it answers 429, and wants a longer pause than is waited for), Protocol (what
/// came is not what was asked for, as a wrong digest), Io, Cancelled.
///
/// `path` is the repository within the registry, "library/alpine", and `reference` a tag or digest.
class RegistryClient final
{
public:
    /// `registry` as references name it ("docker.io", "localhost:5000"); `certificates` is the
    /// folder of authoritiesFor().
    explicit RegistryClient(
        QString registry,
        std::optional<engine::RegistryLogin> login = std::nullopt,
        const QString &certificates = QString::fromLatin1(dockerCertificatesFolder));

    /// Whether the login is taken.
    [[nodiscard]] Task<Result<void>> checkLogin(StopToken stop = {}) const;

    /// All tags, in the registry's order.
    [[nodiscard]] Task<Result<QStringList>> tags(QString path, StopToken stop = {}) const;

    /// What the reference means now: "sha256:…".
    [[nodiscard]] Task<Result<QString>>
    digest(QString path, QString reference, StopToken stop = {}) const;

    /// The image for Linux on the architecture (Go's name). InvalidImage where there is none for
    /// it.
    [[nodiscard]] Task<Result<RemoteImage>>
    image(QString path, QString reference, QString architecture, StopToken stop = {}) const;

private:
    std::shared_ptr<RegistrySession> m_session;
};

} // namespace pierhead::registry
