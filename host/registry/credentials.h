#pragma once

#include <host/base/async.h>
#include <host/base/paths.h>
#include <host/engine/registrylogin.h>

#include <optional>

/// What logs in to a registry ("ghcr.io", "localhost:5000", "docker.io").
namespace pierhead::registry {

/// What the docker program would log in with, else what `docker extension login` has kept in the
/// user's keyring; nothing where nobody has logged in. The keyring is asked only where it has
/// something of this registry.
[[nodiscard]] Task<Result<std::optional<engine::RegistryLogin>>>
credentialsFor(Paths paths, QString registry, StopToken stop = {});

/// Keeps the login in the user's keyring; its file there lists the registries' names alone. Io
/// without a keyring.
[[nodiscard]] Task<Result<void>>
keepLogin(Paths paths, QString registry, engine::RegistryLogin login);

/// Deletes it; false where there was none.
[[nodiscard]] Task<Result<bool>> forgetLogin(Paths paths, QString registry);

} // namespace pierhead::registry
