#pragma once

#include "terminal.h"

#include <host/base/error.h>

namespace pierhead::cli {

/// Tells a failure on standard error: "Error: <what failed and what to do>", the detail below it.
void reportError(Terminal &terminal, const Error &error);

} // namespace pierhead::cli
