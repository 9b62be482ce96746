#pragma once

#include "catalogloader.h"

namespace pierhead::catalog {

/// A catalog that could not be read.
struct CatalogFailure
{
    QString location; ///< of the catalog, or of the list of catalogs
    Error error;
};

/// All catalogs of the user, as far as they could be read.
struct Catalogs
{
    std::vector<LoadedCatalog> loaded;
    std::vector<CatalogFailure> failures;

    /// Whether the user has added none.
    [[nodiscard]] bool areNone() const { return loaded.empty() && failures.empty(); }

    /// What they list, by title; of an id that several have, the entry of the first.
    [[nodiscard]] std::vector<CatalogEntry> entries() const;
    /// What is to be told: catalogs that could not be read or are copies of an earlier time, and
    /// entries that were left out. None of it keeps the rest from being used.
    [[nodiscard]] std::vector<Error> problems() const;
};

/// Reads all of CatalogSources, at once. Never fails: what fails is among its failures.
[[nodiscard]] Task<Catalogs> loadCatalogs(Paths paths, CatalogRequest request, StopToken stop = {});

/// Puts what somebody wrote, a URL or a path, into CatalogSources, once it was read as a catalog
/// now. Errors are those of CatalogSource::parse(), loadCatalog() and CatalogSources::add(); then
/// nothing is changed.
[[nodiscard]] Task<Result<LoadedCatalog>>
addCatalog(QString written, Paths paths, StopToken stop = {});

/// Takes it out again, with its copy.
[[nodiscard]] Result<CatalogSource> removeCatalog(const QString &written, const Paths &paths);

} // namespace pierhead::catalog
