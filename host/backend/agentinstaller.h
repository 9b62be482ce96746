#pragma once

#include "agentconnection.h"

#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// Puts the agent into a running container, starts it with the container's own user, environment
/// and directory, and greets it.
///
/// Where the container cannot have one the error is ProcessFailed, and the engine's exec API is
/// what is left: no agent is built for the image's architecture, its root is read-only, or the
/// program is not let run. NotFound: the container is not there, or does not run. Everything else
/// is the engine's own trouble.
[[nodiscard]] Task<Result<std::unique_ptr<AgentConnection>>>
installAgent(engine::EngineClient client, QString container, StopToken stop = {});

} // namespace pierhead::backend
