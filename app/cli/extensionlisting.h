#pragma once

#include "outputformat.h"

#include <host/backend/backendrunner.h>
#include <host/base/json.h>
#include <host/extensions/installedextension.h>

#include <optional>
#include <vector>

namespace pierhead::cli {

/// An installed extension and what its engine says of it.
struct ListedExtension
{
    extensions::InstalledExtension extension;
    std::optional<backend::BackendState> backend; ///< absent where its engine does not answer
    bool isEnabled = true;
    QString update = {}; ///< the version it can be updated to, as far as is known; or empty
};

/// One object of what `ls` prints as JSON; see listingOf().
[[nodiscard]] nlohmann::json extensionObject(const ListedExtension &listed);

/// What `ls` prints. Where one is disabled the table has a column STATUS. The JSON is an array with
/// one object for each extension:
///
/// | Key | Value |
/// |---|---|
/// | `id` | the image's repository |
/// | `enabled` | false where extensions, or this one, are disabled |
/// | `name` | what the tutorial's commands call it: "hello-backend" |
/// | `provider` | the vendor label, or "" |
/// | `image` | the reference, with its tag |
/// | `imageId` | "sha256:…" |
/// | `engine` | the address it was installed on, or "embedded" |
/// | `installedAt` | UTC, ISO 8601 |
/// | `tabs` | array of the tabs' titles |
/// | `vm.state` | "running", "stopped", "unknown", or "none" without a backend |
/// | `vm.running`, `vm.total` | containers; both 0 where unknown |
/// | `binaries` | array of the host binaries' names |
/// | `update` | the tag that it can be updated to, or "" where none is known |
[[nodiscard]] Listing listingOf(const std::vector<ListedExtension> &extensions);

} // namespace pierhead::cli
