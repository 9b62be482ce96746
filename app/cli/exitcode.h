#pragma once

namespace pierhead::cli {

/// How the program ends. Where a signal stopped it, it is 128 + the signal's number (130 for
/// Ctrl+C).
enum class ExitCode {
    Success = 0,
    Failure = 1,        ///< standard error says what failed and what to do
    Usage = 2,          ///< the command line itself is wrong
    OutputClosed = 141, ///< nobody read standard output to its end
};

} // namespace pierhead::cli
