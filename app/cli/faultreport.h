#pragma once

#include "exitcode.h"
#include "terminal.h"

#include <host/extensions/fault.h>

#include <vector>

namespace pierhead::cli {

/// The sentences around a list of faults.
struct FaultWording
{
    QString valid;   ///< where there is no error
    QString invalid; ///< before the errors
    QString verdict; ///< after the errors
};

/// Prints all faults, warnings first; Failure where one of them is an error.
[[nodiscard]] ExitCode reportFaults(Terminal &terminal,
                                    const std::vector<extensions::Fault> &faults,
                                    const FaultWording &wording);

} // namespace pierhead::cli
