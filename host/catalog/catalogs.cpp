#include "catalogs.h"

#include "catalogcache.h"
#include "catalogsources.h"

#include <QSet>

#include <algorithm>

namespace pierhead::catalog {

namespace {

bool isBeforeByTitle(const CatalogEntry &left, const CatalogEntry &right)
{
    const int order = left.title.compare(right.title, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : left.id < right.id;
}

} // namespace

std::vector<CatalogEntry> Catalogs::entries() const
{
    std::vector<CatalogEntry> entries;
    QSet<QString> ids;
    for (const LoadedCatalog &catalog : loaded) {
        for (const CatalogEntry &entry : catalog.index.entries) {
            if (!ids.contains(entry.id)) {
                ids.insert(entry.id);
                entries.push_back(entry);
            }
        }
    }
    std::sort(entries.begin(), entries.end(), isBeforeByTitle);
    return entries;
}

std::vector<Error> Catalogs::problems() const
{
    using Severity = extensions::Fault::Severity;
    std::vector<Error> problems;
    for (const CatalogFailure &failed : failures) {
        problems.push_back(failed.error);
    }
    for (const LoadedCatalog &catalog : loaded) {
        if (catalog.outdated) {
            problems.push_back(*catalog.outdated);
        }
        std::vector<extensions::Fault> errors;
        std::copy_if(
            catalog.index.faults.cbegin(),
            catalog.index.faults.cend(),
            std::back_inserter(errors),
            [](const extensions::Fault &fault) { return fault.severity == Severity::Error; });
        if (!errors.empty()) {
            problems.emplace_back(ErrorCode::Protocol,
                                  Text::english("Entries of the catalog %1 were left out, for they "
                                                "are broken.")
                                      .arg(catalog.name()),
                                  faultLines(errors));
        }
    }
    return problems;
}

Task<Catalogs> loadCatalogs(Paths paths, CatalogRequest request, StopToken stop)
{
    Catalogs catalogs;
    const CatalogSources list(paths);
    const Result<std::vector<CatalogSource>> sources = list.list();
    if (!sources) {
        catalogs.failures.push_back({list.path(), sources.error()});
        co_return catalogs;
    }
    std::vector<Task<Result<LoadedCatalog>>> running;
    running.reserve(sources->size());
    for (const CatalogSource &source : *sources) {
        running.push_back(loadCatalog(source, paths, request, stop));
    }
    for (std::size_t index = 0; index < running.size(); ++index) {
        Result<LoadedCatalog> catalog = co_await running.at(index);
        if (catalog) {
            catalogs.loaded.push_back(std::move(*catalog));
        } else {
            catalogs.failures.push_back({sources->at(index).location, catalog.error()});
        }
    }
    co_return catalogs;
}

Task<Result<LoadedCatalog>> addCatalog(QString written, Paths paths, StopToken stop)
{
    PIERHEAD_CO_TRY(source, CatalogSource::parse(written));
    const CatalogRequest request{.freshness = CatalogRequest::Freshness::Checked};
    PIERHEAD_CO_TRY(loaded, co_await loadCatalog(source, paths, request, stop));
    if (loaded.outdated) {
        co_return tl::unexpected<Error>(*loaded.outdated);
    }
    const Result<> added = CatalogSources(paths).add(source);
    if (!added) {
        co_return tl::unexpected<Error>(added.error());
    }
    co_return loaded;
}

Result<CatalogSource> removeCatalog(const QString &written, const Paths &paths)
{
    PIERHEAD_TRY(source, CatalogSource::parse(written));
    const Result<> removed = CatalogSources(paths).remove(source);
    if (!removed) {
        return tl::unexpected<Error>(removed.error());
    }
    CatalogCache(paths).remove(source);
    return source;
}

} // namespace pierhead::catalog
