#pragma once

#include "outputformat.h"

#include <host/desktopimport/desktopextensions.h>

namespace pierhead::cli {

/// What Docker Desktop has, with whether each is installed here.
[[nodiscard]] Listing importListing(const std::vector<desktopimport::DesktopExtension> &extensions,
                                    const std::vector<extensions::InstalledExtension> &installed);

} // namespace pierhead::cli
