#pragma once

#include "servicestate.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>

#include <vector>

namespace pierhead::backend {

/// The containers of a backend, as the engine tells.
struct BackendState
{
    int running = 0;
    int total = 0;                           ///< without one-shots that ended well
    std::vector<ServiceState> services = {}; ///< in the order in which they were made

    [[nodiscard]] bool exists() const { return total > 0 || !services.empty(); }

    /// Whether one of the services has (see dockersocket.h).
    [[nodiscard]] bool hasFormerSocket() const;

    /// The worst of the services': Failed, Restarting, Unhealthy, Starting; else Stopped where one
    /// that should run does not, and Running where all do.
    [[nodiscard]] ServiceCondition overall() const;
    /// The reason of the service that decides overall(), or empty.
    [[nodiscard]] Text reason() const;
    /// When it is worth asking again though no event came; zero for never.
    [[nodiscard]] std::chrono::milliseconds settlesIn() const;
};

/// Sums up.
[[nodiscard]] BackendState backendState(std::vector<ServiceState> services);

/// Asks the engine: the project's containers, each looked at by itself.
[[nodiscard]] Task<Result<BackendState>>
askBackendState(engine::EngineClient client, extensions::ExtensionId id, StopToken stop = {});

} // namespace pierhead::backend
