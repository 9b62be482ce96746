#pragma once

#include "terminal.h"

#include <host/base/async.h>

namespace pierhead::cli {

/// Asks and waits for a line: true for "y" or "yes". Anything else, and the end of the input, is
/// no. The terminal must outlive the task.
[[nodiscard]] Task<Result<bool>> confirm(Terminal &terminal, QString question, StopToken stop);

} // namespace pierhead::cli
