#pragma once

#include "terminalcell.h"

#include <app/desktop/colors.h>

namespace pierhead::desktop {

/// What a program's colour looks like. The 16 that a terminal chooses can be read on the window's
/// background, light or dark; Default is `fallback`.
[[nodiscard]] QColor
terminalColor(const TerminalColor &color, const QColor &fallback, ColorScheme scheme);

} // namespace pierhead::desktop
