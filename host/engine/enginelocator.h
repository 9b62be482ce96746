#pragma once

#include "engineaddress.h"

#include <host/base/async.h>

#include <vector>

namespace pierhead::engine {

/// An engine that might be there, and who named it.
struct EngineCandidate
{
    EngineAddress address;
    Text origin; ///< "--engine", "PIERHEAD_ENGINE", "DOCKER_HOST", "the Docker context \"x\"",
                 ///< or the socket's path
    bool isNamed = false; ///< somebody named it, so no other engine may be taken in its place
};

/// The engines to be tried, in order, without asking any of them: the named one alone, which is the
/// first of `requested` (the value of --engine, or empty), PIERHEAD_ENGINE, DOCKER_HOST,
/// DOCKER_CONTEXT and the context in use; where nothing names one, the well-known sockets that
/// exist. The first two are an address or the name of a Docker context. For a tcp:// address of the
/// first three, DOCKER_TLS_VERIFY (or DOCKER_TLS) and DOCKER_CERT_PATH count. An unreadable address
/// or context is an error that names its origin.
[[nodiscard]] Result<std::vector<EngineCandidate>> engineCandidates(const QString &requested);

/// What there is to choose from.
struct KnownEngines
{
    std::vector<EngineCandidate> engines; ///< those of engineCandidates() first; none twice
    std::vector<Error> problems;          ///< those whose address cannot be read
};

/// The engine in use, those of all Docker contexts and those behind the well-known sockets, without
/// asking any of them. The embedded one is not among them.
[[nodiscard]] KnownEngines knownEngines(const QString &requested);

} // namespace pierhead::engine
