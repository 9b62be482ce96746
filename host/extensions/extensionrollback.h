#pragma once

#include "installation.h"

namespace pierhead::extensions {

/// The steps of ExtensionInstaller::rollBack. Where they fail, the caller takes back what they did.
[[nodiscard]] Task<Result<InstalledExtension>> rollBackSteps(SharedInstallation now, QString key);

} // namespace pierhead::extensions
