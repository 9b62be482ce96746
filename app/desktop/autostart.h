#pragma once

#include <host/base/result.h>

namespace pierhead::desktop {

/// Whether the desktop starts Pierhead when the user logs in: whether there is
/// $XDG_CONFIG_HOME/autostart/pierhead.desktop, which starts it without a window (--background).
[[nodiscard]] bool isAutostarted();

/// Writes that file or deletes it. Io names it.
[[nodiscard]] Result<> setAutostarted(bool on);

} // namespace pierhead::desktop
