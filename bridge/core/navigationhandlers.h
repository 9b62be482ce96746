#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `desktopUI.navigate`: the window's pages about containers, images and volumes of the engine that
/// the extension is on. It is answered when the page is there; what does not exist is NotFound.
void addNavigationHandlers(MethodTable &table);

} // namespace pierhead::bridge
