#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::archive {

/// Writes the images of an OCI layout (plain or compressed) as `docker save` does: engines before
/// Docker 25 load only that. Blobs are copied as they are, and their digests are what the engine
/// checks. Of an image for several platforms the one for linux/`architecture` is taken.
/// InvalidImage where the layout lacks what it names or has nothing for the architecture, Io where
/// a file cannot be read or written.
[[nodiscard]] Result<>
writeDockerSave(const QString &layout, const QString &target, const QString &architecture);

} // namespace pierhead::archive
