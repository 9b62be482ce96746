#pragma once

#include "options.h"

namespace pierhead::desktop {

/// Before the QApplication: sees that there is something to show a window on. A picture is made
/// without a display; a window without one is an error that says what to set.
[[nodiscard]] Result<> chooseDisplay(const Options &options);

} // namespace pierhead::desktop
