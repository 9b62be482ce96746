#pragma once

#include "servicestate.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// What the service's container wrote last, 20 lines at most; empty where that cannot be read.
[[nodiscard]] Task<QString> lastLines(engine::EngineClient client, ServiceState service);

} // namespace pierhead::backend
