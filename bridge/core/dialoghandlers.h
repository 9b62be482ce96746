#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `desktopUI.dialog`: file dialogs, to open and to save.
void addDialogHandlers(MethodTable &table);

} // namespace pierhead::bridge
