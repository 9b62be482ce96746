#pragma once

#include "catalogentry.h"

#include <optional>

namespace pierhead::extensions {
struct InstalledExtension;
}

namespace pierhead::catalog {

/// What is looked for.
struct CatalogQuery
{
    QString words;    ///< all of them, in any order; empty for everything
    QString category; ///< empty for all
};

/// The entries that have each word in their title, id, vendor, categories or description, whatever
/// its case, and the category. Those with the words in the title come first, then by where else
/// they are, in that order; else they stay in order.
[[nodiscard]] std::vector<CatalogEntry> searchCatalog(const std::vector<CatalogEntry> &entries,
                                                      const CatalogQuery &query);

/// All that the entries have, in order.
[[nodiscard]] QStringList categoriesOf(const std::vector<CatalogEntry> &entries);

/// The entry of that id, or null.
[[nodiscard]] const CatalogEntry *findEntry(const std::vector<CatalogEntry> &entries,
                                            const QString &id);

/// The entry of what is installed, where it has a greater version (both tags X.Y.Z) that can run
/// here.
[[nodiscard]] std::optional<CatalogEntry> updateFor(const extensions::InstalledExtension &installed,
                                                    const std::vector<CatalogEntry> &entries);

} // namespace pierhead::catalog
