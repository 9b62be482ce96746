#pragma once

#include <host/catalog/catalogentry.h>
#include <host/extensions/extensionsource.h>
#include <host/updates/updatecache.h>

#include <optional>

namespace pierhead::extensions {
struct InstalledExtension;
}

namespace pierhead::desktop {

/// What an installed extension can be updated to, whoever told of it.
struct OfferedUpdate
{
    QString tag;
    extensions::ExtensionSource source; ///< for an InstallFlow
};

/// The greater version of what catalogs list and what its registry has; of equal ones the
/// catalog's, which may say what was published. Nothing that the machine's policy does not allow.
[[nodiscard]] std::optional<OfferedUpdate>
offeredUpdate(const extensions::InstalledExtension &installed,
              const std::vector<catalog::CatalogEntry> &entries,
              const updates::VersionsById &known);

} // namespace pierhead::desktop
