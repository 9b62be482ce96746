#pragma once

#include "commandline.h"

namespace pierhead::cli {

/// All commands, in the order of the help.
[[nodiscard]] Commands makeCommands();

} // namespace pierhead::cli
