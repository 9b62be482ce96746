#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::archive {

/// Writes what is in a compressed file (gzip, bzip2, xz, zstd) to `target`, which is replaced.
/// InvalidImage where the file is cut off or damaged, or holds more than `maximumBytes`; Io where
/// one of the two cannot be read or written. After a failure `target` is gone.
[[nodiscard]] Result<>
decompress(const QString &file, const QString &target, qint64 maximumBytes = 64LL << 30);

} // namespace pierhead::archive
