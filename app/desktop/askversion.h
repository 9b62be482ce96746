#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

#include <chrono>

namespace pierhead::desktop {

/// Asks the engine for its version. Timeout where it has not answered within `limit`.
[[nodiscard]] Task<Result<engine::EngineVersion>>
askVersion(engine::EngineClient client, std::chrono::milliseconds limit, StopToken stop);

} // namespace pierhead::desktop
