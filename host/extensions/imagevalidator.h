#pragma once

#include "fault.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

#include <vector>

namespace pierhead::extensions {

/// Every fault of an image at once: labels, metadata.json, and that what it names is in the image
/// and can be run. NotFound where the engine has no such image.
[[nodiscard]] Task<Result<std::vector<Fault>>> validateImage(engine::EngineClient engine,
                                                             QString reference,
                                                             QString scratchFolder,
                                                             StopToken stop = {});

} // namespace pierhead::extensions
