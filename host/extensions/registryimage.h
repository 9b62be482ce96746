#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// `reference` with its tag. Where it has neither tag nor digest: "latest" where the engine has
/// that, else the greatest version of the registry (registry::greatestVersion()), else "latest".
/// A registry that does not answer has no versions; one that wants to be left alone is an error.
/// InvalidArgument for what is no reference; PermissionDenied where the machine's policy allows no
/// image of the repository, before the engine or the registry is asked.
[[nodiscard]] Task<Result<QString>>
taggedReference(engine::EngineClient client, QString reference, StopToken stop);

/// Pulls with the user's login to the registry, where there is one. Where the registry refuses,
/// PermissionDenied says how to log in, and names it in Error::registry.
[[nodiscard]] Task<Result<void>> pullWithLogin(engine::EngineClient client,
                                               QString reference,
                                               engine::ProgressSink progress,
                                               StopToken stop);

} // namespace pierhead::extensions
