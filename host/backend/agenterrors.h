#pragma once

#include "agentcodec.h"

#include <optional>

namespace pierhead::backend {

// Exit codes of programs that could not be run, by shells' custom, and the engines'.
constexpr int cannotBeRun = 126;
constexpr int isNotThere = 127;

/// The words of an errno of Linux, wherever this runs.
[[nodiscard]] QString errnoText(int error);

/// The name of a signal of this machine: "SIGKILL"; one that has none is "SIG34".
[[nodiscard]] QString signalName(int number);

/// The exit code that shells give a program that could not be run, 126 or 127; nothing where the
/// failure is no matter of the program.
[[nodiscard]] std::optional<int> exitCodeOf(const agentcodec::Failed &failed);

/// A sentence about a command that could not be started.
[[nodiscard]] QString startFailureText(const agentcodec::Failed &failed,
                                       const QString &program,
                                       const QString &directory);

} // namespace pierhead::backend
