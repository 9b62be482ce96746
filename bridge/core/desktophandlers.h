#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `desktopUI.toast.*` and `host.openExternal`, by way of the DesktopPort.
void addDesktopHandlers(MethodTable &table);

/// Whether the system's browser may be given the URL: http or https, with a host.
[[nodiscard]] bool isExternalUrl(const QUrl &url);

} // namespace pierhead::bridge
