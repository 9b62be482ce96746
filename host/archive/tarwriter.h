#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::archive {

/// Writes the folder as a tar file, as a build context: `.dockerignore` is honoured.
[[nodiscard]] Result<> writeBuildContext(const QString &folder, const QString &file);

} // namespace pierhead::archive
