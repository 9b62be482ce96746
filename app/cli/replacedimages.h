#pragma once

#include "session.h"

#include <host/engine/engineclient.h>
#include <host/extensions/installedextension.h>

namespace pierhead::cli {

/// The ids of the installed version's image and of the one that a way back needs.
[[nodiscard]] QStringList imagesInUse(const Session &session,
                                      const extensions::InstalledExtension &extension);

/// Removes those of `built` that are not in `inUse`; the ids of those that are still there. One
/// that has a tag, or that the engine keeps, since a container has it, is somebody's: that is no
/// error.
[[nodiscard]] Task<QStringList>
removeReplaced(engine::EngineClient client, QStringList built, QStringList inUse);

} // namespace pierhead::cli
