#pragma once

#include "outputformat.h"

#include <host/catalog/catalogs.h>

namespace pierhead::cli {

/// What `catalog ls` prints. The JSON is an array with one object for each catalog:
///
/// | Key | Value |
/// |---|---|
/// | `location` | its URL or path |
/// | `title` | what it calls itself, or "" |
/// | `extensions` | how many it lists; null where it could not be read |
/// | `checkedAt` | UTC, ISO 8601: when it was last known to be so; null likewise |
/// | `problem` | why it could not be read, now or anew; null where all is well |
[[nodiscard]] Listing catalogSourcesListing(const catalog::Catalogs &catalogs);

/// What `catalog search` prints. The JSON is an array with one object for each entry: `id`, `tag`,
/// `digest`, `title`, `description`, `vendor`, `categories`, `icon`, `screenshots` (`alt`, `url`),
/// `detailedDescription`, `publisherUrl`, `additionalUrls` (`title`, `url`), `changelog`,
/// `apiVersion`, `platforms`, as in an index but with plain texts, and `catalog`, where it is
/// listed. What is not known is "" or [].
[[nodiscard]] Listing catalogEntriesListing(const std::vector<catalog::CatalogEntry> &entries);

/// What `catalog info` prints of one entry, a row for each fact; the JSON is such an object.
[[nodiscard]] Listing catalogEntryListing(const catalog::CatalogEntry &entry);

} // namespace pierhead::cli
