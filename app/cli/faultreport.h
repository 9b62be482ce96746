#pragma once

#include "exitcode.h"
#include "terminal.h"
#include "validation.h"

namespace pierhead::cli {

/// Which faults are told.
enum class FaultFilter {
    All,
    ErrorsOnly,
};

/// Prints all faults, warnings first, and the verdict; Failure where one of them is an error.
[[nodiscard]] ExitCode
reportFaults(Terminal &terminal, const Validation &validation, FaultFilter filter);

/// The same as a JSON text on standard output: an object with "subject", "valid" and "faults", each
/// with "check", "severity" ("error", "warning"), "where" and "what".
[[nodiscard]] ExitCode
reportFaultsAsJson(Terminal &terminal, const Validation &validation, FaultFilter filter);

} // namespace pierhead::cli
