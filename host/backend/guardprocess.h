#pragma once

#include <host/base/filedescriptor.h>
#include <host/base/result.h>

namespace pierhead::backend {

/// Starts a program that outlives this one for a while, and what it reads is written to: the end
/// of that is this program's end, by whatever. It is no child and has a session of its own, so that
/// neither a terminal nor what ends a tree of processes reaches it, has nothing else of ours open,
/// and writes nowhere. Its argument is the number of this process, for people who look at it.
///
/// No error where the program starts and fails: then the descriptor, which is that of a socket,
/// cannot be written to. Private to host/backend.
[[nodiscard]] Result<FileDescriptor> startGuardProcess(const QString &program);

} // namespace pierhead::backend
