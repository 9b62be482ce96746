#pragma once

#include "terminal.h"

#include <host/base/async.h>
#include <host/base/paths.h>

namespace pierhead::cli {

/// What one run of the program works with. Commands get it by value; the terminal outlives them.
struct Session
{
    Terminal &terminal;
    Paths paths;
    QString engine; ///< the address given with --engine, or empty
    StopToken stop; ///< stops with Ctrl+C
};

} // namespace pierhead::cli
