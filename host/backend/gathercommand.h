#pragma once

#include "commandstream.h"

#include <host/base/async.h>

#include <memory>

namespace pierhead::backend {

/// Of both outputs together. On its way to a page all of it is in memory several times.
inline constexpr qsizetype gatherLimit = 16LL * 1024 * 1024;

/// Waits for the command's end and keeps all it writes: Cancelled when `stop` comes first (the
/// command is killed, and its end awaited), ProcessFailed over gatherLimit.
[[nodiscard]] Task<Result<ExecOutcome>> gatherCommand(std::unique_ptr<CommandStream> command,
                                                      StopToken stop);

} // namespace pierhead::backend
