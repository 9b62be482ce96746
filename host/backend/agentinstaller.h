#pragma once

#include "agentconnection.h"

#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// As whom an agent runs in its container.
enum class AgentUser {
    Containers, ///< the one the container itself runs as
    Root,       ///< may open what that one may not
};

/// By which way the agent is spoken to.
enum class AgentRoute {
    Shortest, ///< past the engine, where the agent's process is on this machine and the user may
              ///< trace it
    Engine,   ///< by the engine's exec alone
};

/// Puts the agent into a running container, starts it with the container's own environment and
/// directory, and greets it. It is put at the root or, where that is read-only, into a volume.
///
/// Where the container cannot have one the error is ProcessFailed, and the engine's exec API is
/// what is left: no agent is built for the image's architecture, there is no place for it, or the
/// program is not let run. NotFound: the container is not there, or does not run. Everything else
/// is the engine's own trouble.
[[nodiscard]] Task<Result<std::unique_ptr<AgentConnection>>>
installAgent(engine::EngineClient client,
             QString container,
             AgentUser user = AgentUser::Containers,
             AgentRoute route = AgentRoute::Shortest,
             StopToken stop = {});

} // namespace pierhead::backend
