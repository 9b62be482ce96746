#pragma once

#include "updatecache.h"

#include <host/extensions/imagereference.h>
#include <host/extensions/installedextension.h>
#include <host/policy/policy.h>

#include <optional>

namespace pierhead::updates {

/// The reference by which a registry can be asked for newer versions. Nothing for an image that was
/// built here, has a digest or no version (X.Y.Z) for a tag, or has one word for a name, which is
/// no extension of Docker Hub; and nothing where the policy allows no image of the repository.
[[nodiscard]] std::optional<extensions::ImageReference>
updatableReference(const extensions::InstalledExtension &installed, const policy::Policy &policy);

/// The greatest version that is known, greater than what is installed, and allowed by the policy:
/// its tag, or empty.
[[nodiscard]] QString offeredVersion(const extensions::InstalledExtension &installed,
                                     const VersionsById &known,
                                     const policy::Policy &policy);

} // namespace pierhead::updates
