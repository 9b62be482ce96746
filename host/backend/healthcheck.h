#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

#include <chrono>
#include <optional>

namespace pierhead::backend {

/// What the engine knows of a container's health check.
struct HealthCheck
{
    bool hasResult = false; ///< since the container's start
    int exitCode = 0;       ///< the last result's
    QString output;         ///< what the last one wrote, without white space around it
    /// How long after the container's start a result that counts may take: the start period, the
    /// interval and the timeout.
    std::chrono::milliseconds due{0};
};

/// Nothing where the container has none, or is gone.
[[nodiscard]] Task<std::optional<HealthCheck>> askHealthCheck(engine::EngineClient client,
                                                              QString container);

} // namespace pierhead::backend
