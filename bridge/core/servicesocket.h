#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `extension.vm.service.webSocket`, a stream both ways (PROTOCOL.md). Private to bridge/core.
void addServiceSocket(MethodTable &table);

} // namespace pierhead::bridge
