#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `extension.vm.cli.exec`: a command in the backend's container, as a call and as a stream; and
/// `extension.vm.service`.
void addBackendHandlers(MethodTable &table);

} // namespace pierhead::bridge
