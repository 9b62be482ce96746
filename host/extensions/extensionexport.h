#pragma once

#include "installedextension.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// Writes an archive with the extension's image and all images of its backend, which can be
/// installed where there is no registry; the references of the images in it. `file` is replaced
/// once the archive is complete. Errors: Conflict where the extension's reference has become
/// another image's since it was installed, NotFound where an image is gone, the engine's, Io,
/// Cancelled.
[[nodiscard]] Task<Result<QStringList>> exportExtension(engine::EngineClient client,
                                                        InstalledExtension extension,
                                                        QString file,
                                                        StopToken stop);

} // namespace pierhead::extensions
