#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>
#include <host/extensions/fault.h>

#include <chrono>
#include <vector>

namespace pierhead::cli {

/// Waits until it is known how a backend is that was started at `start`, and says which services
/// end, are not healthy or do not get ready. As their containers are soon gone, each with what its
/// health check and the service itself wrote last. A health check that nobody made is a warning. An
/// Error is Cancelled, or the engine's.
[[nodiscard]] Task<Result<std::vector<extensions::Fault>>>
backendFaults(engine::EngineClient client,
              extensions::ExtensionId id,
              std::chrono::steady_clock::time_point start,
              StopToken stop);

} // namespace pierhead::cli
