#pragma once

#include <QProcess>

namespace pierhead::process {

/// Has the process, once started, lead a process group of its own and get SIGKILL from the kernel
/// when the thread that started it ends. Call before QProcess::start().
void makeGroupLeader(QProcess &process);

/// A signal to all processes of the group that makeGroupLeader() made. Nothing where it does not
/// run.
void signalGroup(const QProcess &process, int signal);

} // namespace pierhead::process
