#pragma once

#include <QtGlobal>

namespace pierhead::test {

/// What a process has in memory now; 0 is this one.
[[nodiscard]] qint64 residentKibibytes(qint64 process = 0);

/// The most that it had since the start, or since forgetPeakMemory().
[[nodiscard]] qint64 peakKibibytes(qint64 process = 0);
void forgetPeakMemory(qint64 process = 0);

/// How many descriptors this process has open.
[[nodiscard]] qsizetype openDescriptors();

} // namespace pierhead::test
