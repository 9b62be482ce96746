#pragma once

#include "processspec.h"

#include <host/base/async.h>

namespace pierhead::process {

/// Runs a program to its end. It leads a process group; a stop kills the whole group, and so does
/// the end of this program for the leader. What the group leaves running at the leader's end is
/// killed too. NotFound where there is no such program, PermissionDenied where it may not be run;
/// any exit code is a result.
[[nodiscard]] Task<Result<ProcessOutcome>> run(ProcessSpec spec, StopToken stop = {});

} // namespace pierhead::process
