#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `net.request`: what the injected script makes of a page's `fetch` and XMLHttpRequest to servers
/// of the web (PROTOCOL.md).
void addNetHandlers(MethodTable &table);

} // namespace pierhead::bridge
