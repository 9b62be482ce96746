#pragma once

#include "backendstate.h"

namespace pierhead::backend {

/// How long a backend has for showing that it starts.
struct TrialTimes
{
    /// A service without a health check has started when it has run for this long.
    std::chrono::milliseconds settled{1000};
    /// Until then one that ends is started again by its policy, and nothing is wrong yet.
    std::chrono::milliseconds limit{30'000};
};

/// Whether the backend that takes another's place has to show that it starts, and which of it.
struct BackendTrial
{
    bool isDue = false;
    QStringList exempt = {}; ///< the services that did not run before either
};

/// By the backend that is to be replaced: it is due where any of that runs.
[[nodiscard]] BackendTrial trialAfter(const BackendState &former);

/// Waits until every service of a backend that was just made has started: it runs for a while, is
/// healthy where it has a health check, or has ended well. One that still starts at the limit
/// counts. ProcessFailed where one does not start: it ends with an error again and again until the
/// limit, ends so and nobody starts it again, or is unhealthy; the detail has the last lines of its
/// log.
[[nodiscard]] Task<Result<void>> awaitStart(engine::EngineClient client,
                                            extensions::ExtensionId id,
                                            BackendTrial trial,
                                            TrialTimes times,
                                            StopToken stop);

} // namespace pierhead::backend
