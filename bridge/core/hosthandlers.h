#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `extension.host.cli.exec`, as a call and as a stream: the programs that the extension brought in
/// `host.binaries`, by their names, and nothing else of this machine.
void addHostHandlers(MethodTable &table);

} // namespace pierhead::bridge
