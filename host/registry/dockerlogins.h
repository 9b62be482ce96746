#pragma once

#include <host/base/async.h>
#include <host/engine/registrylogin.h>

#include <optional>

/// The logins that the docker program has kept, in the config.json that DOCKER_CONFIG or ~/.docker
/// has and in the helpers that it names. Nothing of it is changed.
namespace pierhead::registry {

/// What Docker's settings call a registry: Docker Hub, "docker.io" in references, has a name of its
/// own there.
[[nodiscard]] QString dockerKey(const QString &registry);

/// The login to the registry ("ghcr.io", "docker.io"), or nothing. A config.json that is broken is
/// an error that names it, and so is a helper that is none or fails; neither tells what is in them.
[[nodiscard]] Task<Result<std::optional<engine::RegistryLogin>>> dockerLogin(QString registry,
                                                                             StopToken stop = {});

} // namespace pierhead::registry
