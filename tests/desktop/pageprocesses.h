#pragma once

#include <QByteArrayList>
#include <QMultiMap>

#include <future>
#include <sys/types.h>

namespace pierhead::test {

/// The processes whose command ends with one of the words, by that word. What runs in containers of
/// the suite's engine is among them, for its namespaces are below this one.
[[nodiscard]] QMultiMap<QByteArray, pid_t> processesByLastWord(const QByteArrayList &words);

/// The web engine's processes below this program.
[[nodiscard]] QList<pid_t> webProcesses();

/// Milliseconds from this call until none of the processes is there; more than ten seconds where
/// that does not come about. A thread of its own looks, since the window keeps this one busy while
/// it closes.
[[nodiscard]] std::future<qint64> timeUntilGone(QList<pid_t> processes);

} // namespace pierhead::test
