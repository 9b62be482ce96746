#pragma once

#include "installedextension.h"

#include <host/base/async.h>

#include <functional>

namespace pierhead::extensions {

/// Looks whether the page of a new version loads, while its backend runs and before it counts: its
/// files are in InstalledExtension::version, and it has no folder yet. Where the answer is an error
/// all is taken back, and the former version works on.
using CheckPage = std::function<Task<Result<void>>(InstalledExtension, StopToken)>;

} // namespace pierhead::extensions
