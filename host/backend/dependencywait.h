#pragma once

#include "backendstate.h"
#include "composefile.h"

namespace pierhead::backend {

/// How long a service may take to become what another one waits for.
struct WaitTimes
{
    /// A health check that goes on failing, and a one-shot that fails, end the wait before.
    std::chrono::milliseconds limit{5 * 60'000};
    std::chrono::milliseconds lookEvery{200};
    /// Ends waits as if the condition were met: what waits is started at once.
    StopToken cutShort = {};
};

/// What one service waits for.
struct DependencyWait
{
    QString service;              ///< which waits
    ComposeDependency dependency; ///< for this
    QString container;            ///< the id of the other's container
};

/// Waits until the container meets the condition: it is healthy, or has ended with exit code 0. One
/// without a health check, or whose checks nobody makes, counts as healthy while it runs, as it
/// does for ServiceState. The errors name both services and the condition: ProcessFailed where it
/// cannot come about any more (the check fails, it was stopped, it ended badly), Timeout, the
/// engine's, Cancelled.
[[nodiscard]] Task<Result<void>>
awaitDependency(engine::EngineClient client, DependencyWait wait, WaitTimes times, StopToken stop);

/// The error of a service that is not started because the other was not.
[[nodiscard]] Error dependencyFailure(ErrorCode code,
                                      const QString &service,
                                      const ComposeDependency &dependency,
                                      const Text &reason);

} // namespace pierhead::backend
