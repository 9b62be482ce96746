#pragma once

#include "execspec.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// BackendRunner::exec by the engine's exec API, in any container.
[[nodiscard]] Task<Result<ExecOutcome>>
runExec(engine::EngineClient client, QString container, ExecSpec spec, StopToken stop);

} // namespace pierhead::backend
