#pragma once

#include <QList>

#include <sys/types.h>

namespace pierhead::test {

/// The ssh processes that are children of this one.
[[nodiscard]] QList<pid_t> sshProcesses();

/// Kills what the sshd of a second host, a descendant of this process, serves somebody by; false
/// where there was nothing.
[[nodiscard]] bool killSessions();

} // namespace pierhead::test
