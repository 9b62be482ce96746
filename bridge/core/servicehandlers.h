#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `extension.vm.service`: requests, streams and WebSockets to the backend's socket (contract 3.6).
/// Private to bridge/core.
void addServiceHandlers(MethodTable &table);

} // namespace pierhead::bridge
