#pragma once

#include "catalogentry.h"

#include <host/extensions/fault.h>

namespace pierhead::catalog {

/// What an index has at most.
constexpr qint64 maximumIndexBytes = 16LL * 1024 * 1024;
constexpr std::size_t maximumEntries = 10'000;

/// A catalog's index (docs/catalog.md, resources/schemas/catalog.schema.json), as far as it is of
/// use.
struct CatalogIndex
{
    QString title; ///< or empty
    std::vector<CatalogEntry> entries;
    /// An Error is of an entry that is left out, a Warning of an address that is. `where` is the
    /// JSON path, "/extensions/3/tag".
    std::vector<extensions::Fault> faults;

    /// Protocol where the text is no index, or has more than is read; the detail has what is wrong.
    [[nodiscard]] static Result<CatalogIndex> parse(const QByteArray &text);
};

/// The first of them, one a line, and how many more there are.
[[nodiscard]] QString faultLines(const std::vector<extensions::Fault> &faults);

} // namespace pierhead::catalog
