#pragma once

#include <host/base/result.h>

#include <QString>
#include <QStringList>

namespace pierhead::archive {

/// Writes the images of an OCI layout (plain or compressed) as `docker save` does: engines before
/// Docker 25 load only that. Blobs are copied as they are, and their digests are what the engine
/// checks. Of an image for several platforms the one for linux/`architecture` is taken.
/// InvalidImage where the layout lacks what it names or has nothing for the architecture, Io where
/// a file cannot be read or written.
[[nodiscard]] Result<>
writeDockerSave(const QString &layout, const QString &target, const QString &architecture);

/// The platforms ("linux/amd64") that the indexes of a layout name, each once; none where they name
/// none. Errors as above.
[[nodiscard]] Result<QStringList> platformsInLayout(const QString &layout);

} // namespace pierhead::archive
