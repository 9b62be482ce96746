#pragma once

#include <host/base/async.h>

#include <QTemporaryDir>

#include <memory>

namespace pierhead::cli {

/// A file with all that came on standard input; gone with this.
struct InputArchive
{
    std::unique_ptr<QTemporaryDir> folder;
    QString path;
};

/// Reads `descriptor` to its end, into a file below `folder`. InvalidArgument where nothing comes,
/// Io where it cannot be kept.
[[nodiscard]] Task<Result<InputArchive>>
readInputArchive(int descriptor, QString folder, StopToken stop);

} // namespace pierhead::cli
