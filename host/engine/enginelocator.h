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

/// The engines to be tried, in order, without asking any of them: the named one alone, which is the
/// first of `requested` (the value of --engine, or empty), PIERHEAD_ENGINE, DOCKER_HOST and the
/// current Docker context; where nothing names one, the well-known sockets that exist. An
/// unreadable address or context is an error that names its origin.
[[nodiscard]] Result<std::vector<EngineCandidate>> engineCandidates(const QString &requested);

} // namespace pierhead::engine
