#pragma once

#include "terminal.h"

#include <host/base/async.h>

namespace pierhead::cli {

// The terminal must outlive these tasks.

/// Asks and waits for a line: true for "y" or "yes". Anything else, and the end of the input, is
/// no.
[[nodiscard]] Task<Result<bool>> confirm(Terminal &terminal, QString question, StopToken stop);

/// Asks for a line; empty at the end of the input.
[[nodiscard]] Task<Result<QString>> askLine(Terminal &terminal, QString question, StopToken stop);

/// The same, and what is typed does not show.
[[nodiscard]] Task<Result<QString>> askSecret(Terminal &terminal, QString question, StopToken stop);

/// A line without asking, from a pipe or file; without the end of the line.
[[nodiscard]] Task<Result<QString>> readLine(int descriptor, StopToken stop);

} // namespace pierhead::cli
