#pragma once

#include "parameter.h"

#include <host/base/result.h>

namespace pierhead::cli {

/// Reads the arguments (command name taken out) into the parameters' targets. InvalidArgument says
/// what is wrong. What is not given keeps its value; whether it may be missing is the caller's
/// affair.
[[nodiscard]] Result<void> parseArguments(const QStringList &arguments,
                                          const Parameters &parameters);

} // namespace pierhead::cli
