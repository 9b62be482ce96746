#pragma once

#include "extensionlisting.h"

namespace pierhead::cli {

/// What `info` prints of one extension, a row for each fact. The JSON is the object of listingOf()
/// and:
///
/// | Key | Value |
/// |---|---|
/// | `title`, `description`, `apiVersion` | from its labels; "" where there is none |
/// | `permissions` | array of the names |
/// | `folder` | where its files are, absolute |
/// | `previous` | what `rollback` puts back: `image`, `imageId` and `installedAt`; or null |
/// | `services` | array of `name`, `state` and `reason`; empty where nothing is known |
///
/// A state is "starting", "running", "unhealthy", "restarting", "stopped", "finished" or "failed".
[[nodiscard]] Listing detailsOf(const ListedExtension &extension,
                                const std::optional<extensions::InstalledExtension> &previous);

} // namespace pierhead::cli
