#pragma once

#include "catalogindex.h"
#include "catalogsource.h"

#include <host/base/async.h>
#include <host/base/paths.h>

#include <QDateTime>

#include <chrono>
#include <optional>

namespace pierhead::catalog {

/// How a catalog is to be got.
struct CatalogRequest
{
    enum class Freshness {
        Cached,  ///< a copy of the last twelve hours will do
        Checked, ///< its server is asked
    };

    Freshness freshness = Freshness::Cached;
    std::chrono::milliseconds patience = std::chrono::seconds(30); ///< for the whole answer
};

/// A catalog as it is, or was when its server last answered.
struct LoadedCatalog
{
    CatalogSource source;
    CatalogIndex index;
    QDateTime checkedAt;           ///< UTC; of a file, now
    std::optional<Error> outdated; ///< why it is a copy of then, and since when

    /// Its title, or where it is.
    [[nodiscard]] QString name() const;
};

/// Reads a catalog: a file, or what is at a URL, by way of a copy (CatalogCache). Where the server
/// does not answer, or not with a catalog, the copy is taken whatever its age, and `outdated` says
/// so. PermissionDenied where the machine's policy does not allow it. Errors name the catalog.
[[nodiscard]] Task<Result<LoadedCatalog>>
loadCatalog(CatalogSource source, Paths paths, CatalogRequest request, StopToken stop = {});

} // namespace pierhead::catalog
