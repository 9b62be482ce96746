#pragma once

namespace pierhead::agent {

/// Kills a process of another container, and all below it: `pierhead-agent end <number>
/// <container>`, for a program that sees the processes of the engine's host. `number` is the
/// process's there, `container` the whole id of its container; the process of any other is left
/// alone.
///
/// The exit code: 0 when the process is gone, or was not there; 1 when it is not, or is another
/// container's; 2 for arguments that mean nothing.
[[nodiscard]] int endProcess(const char *number, const char *container);

} // namespace pierhead::agent
