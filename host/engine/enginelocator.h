#pragma once

#include "engineaddress.h"

#include <host/base/async.h>

#include <vector>

namespace pierhead::engine {

/// An engine that might be there, and who named it.
struct EngineCandidate
{
    EngineAddress address;
    QString origin; ///< "--engine", "PIERHEAD_ENGINE", "DOCKER_HOST", "the Docker context \"x\"",
                    ///< or the socket's path
    bool isNamed = false; ///< somebody named it, so no other engine may be taken in its place
};

/// The candidates in the order of the design's decision 3, without asking any of them. `requested`
/// is the value of
/// --engine, or empty. An unreadable address or context is an error that names its origin.
[[nodiscard]] Result<std::vector<EngineCandidate>> engineCandidates(const QString &requested);

} // namespace pierhead::engine
