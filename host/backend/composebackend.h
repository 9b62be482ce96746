#pragma once

#include "backendrunner.h"

namespace pierhead::backend {

/// The images of the services of `spec.composeFile`, each once, as the user's compose program reads
/// the file. InvalidManifest has the program's words, or names a service that is to be built.
[[nodiscard]] Task<Result<QStringList>>
composeImages(engine::EngineClient client, BackendSpec spec, StopToken stop);

/// Makes and starts the containers of `spec.composeFile` with the user's compose program, with
/// what Docker Desktop adds to them (composeoverride.h). Nothing of the project may be there. What
/// was made before a failure stays: the caller removes it. The override is written beside the
/// compose file.
[[nodiscard]] Task<Result<void>>
startCompose(engine::EngineClient client, BackendSpec spec, StopToken stop);

} // namespace pierhead::backend
