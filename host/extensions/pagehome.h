#pragma once

#include "extensionstore.h"

namespace pierhead::extensions {

/// Makes the folder a PIERHEAD_HOME that has the extension alone, for a program that shows the page
/// of a version beside the installed one. The version's files stay where they are. What the page
/// stores is of that home; its secrets, and whether extensions are on, are those of `own`. Io where
/// the folder cannot be filled.
[[nodiscard]] Result<>
makePageHome(const QString &home, const InstalledExtension &extension, const ExtensionStore &own);

} // namespace pierhead::extensions
