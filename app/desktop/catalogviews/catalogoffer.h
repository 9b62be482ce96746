#pragma once

#include <app/desktop/extensionmodel.h>
#include <host/catalog/catalogentry.h>
#include <host/extensions/extensionsource.h>

namespace pierhead::desktop {

/// What can be done with an entry of a catalog.
enum class CatalogOffer {
    Install,
    Update, ///< an earlier version of it is installed
    Installed,
    Unsupported, ///< it asks for an API that is not offered here
};

[[nodiscard]] CatalogOffer offerOf(const catalog::CatalogEntry &entry, const ExtensionModel &model);

/// What a button for that says; of Installed and Unsupported, which have none, what is so.
[[nodiscard]] QString offerText(CatalogOffer offer, const catalog::CatalogEntry &entry);

/// What an InstallFlow is asked for: the image that was published, where the catalog says which.
[[nodiscard]] extensions::ExtensionSource sourceOf(const catalog::CatalogEntry &entry);

} // namespace pierhead::desktop
