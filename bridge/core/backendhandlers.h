#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `extension.vm.cli.exec`: a command in the backend's container, waited for.
void addBackendHandlers(MethodTable &table);

} // namespace pierhead::bridge
