#pragma once

#include "composefile.h"

#include <host/extensions/extensionid.h>
#include <host/settings/settings.h>

namespace pierhead::backend {

/// What the override of one extension is made from.
struct ComposeOverrideSpec
{
    extensions::ExtensionId id;
    QString displayName;  ///< for the label com.docker.desktop.extension.name
    QString engineSocket; ///< the engine's socket on the engine's own host
    QString hostAddress;  ///< of host.docker.internal (hostaddress.h); empty for none
    settings::BackendLimits limits = {}; ///< the user's
};

/// The volume in which all services of a project find their sockets: a tmpfs, which is writable for
/// every user and empty after the last service that has it ended.
inline constexpr auto guestServicesVolume = "pierhead-guest-services";
/// Where it is mounted (contract 4).
inline constexpr auto guestServicesPath = "/run/guest-services";

/// The second compose file, which gives the author's file what Docker Desktop adds (contract 2.3):
///
/// | What | Where |
/// |---|---|
/// | container_name `<slug>-desktop-extension-service` | the author's first service |
/// | labels com.docker.desktop.extension, ….extension.name | every service |
/// | restart always | every service but one-shots, which keep the author's |
/// | the shared volume at /run/guest-services | every service that has no mount of its own there |
/// | host.docker.internal | every service with a network of its own |
/// | the engine's real socket | where a service binds docker.sock.raw, or docker.sock and the
/// engine's is elsewhere |
/// | memory and processors at most | every service whose author allows more than the user |
///
/// Both compose versions read it: it is JSON, which is YAML, and it repeats the author's `version`.
[[nodiscard]] QByteArray composeOverride(const ComposeFile &file, const ComposeOverrideSpec &spec);

} // namespace pierhead::backend
