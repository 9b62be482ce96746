#include "catalogactions.h"

#include "cataloglisting.h"
#include "suggestion.h"

#include <host/catalog/catalogs.h>
#include <host/extensions/imagereference.h>

namespace pierhead::cli {

namespace {

using catalog::CatalogRequest;
using catalog::Catalogs;

tl::unexpected<Error> noCatalogs()
{
    return failure(ErrorCode::NotFound,
                   QStringLiteral("There is no catalog yet. \"docker extension catalog add URL\" "
                                  "adds one; a file will do as well."));
}

void warnOf(Terminal &terminal, const Error &problem)
{
    const QString detail = problem.detail.trimmed();
    terminal.warn(detail.isEmpty() ? problem.message
                                   : problem.message + QLatin1Char('\n') + detail);
}

/// All catalogs, after what is wrong with some was told. Fails where there is none that is of use.
Task<Result<Catalogs>> usableCatalogs(Session session, CatalogRequest::Freshness freshness)
{
    const CatalogRequest request{.freshness = freshness};
    Catalogs catalogs = co_await catalog::loadCatalogs(session.paths, request, session.stop);
    if (session.stop.stop_requested()) {
        co_return cancelled(QStringLiteral("Reading the catalogs"));
    }
    if (catalogs.areNone()) {
        co_return noCatalogs();
    }
    if (catalogs.loaded.empty() && catalogs.failures.size() == 1) {
        co_return tl::unexpected<Error>(catalogs.failures.front().error);
    }
    for (const Error &problem : catalogs.problems()) {
        warnOf(session.terminal, problem);
    }
    if (catalogs.loaded.empty()) {
        co_return failure(ErrorCode::NotFound, QStringLiteral("No catalog could be read."));
    }
    co_return catalogs;
}

tl::unexpected<Error> notListed(const QString &id,
                                const std::vector<catalog::CatalogEntry> &entries)
{
    QStringList known;
    for (const catalog::CatalogEntry &entry : entries) {
        known.append(entry.id);
    }
    const QString meant = closestMatch(id, known);
    return failure(ErrorCode::NotFound,
                   QStringLiteral("No catalog lists \"%1\".").arg(id),
                   meant.isEmpty()
                       ? QStringLiteral("\"docker extension catalog search\" tells what they list.")
                       : QStringLiteral("Did you mean \"%1\"?").arg(meant));
}

} // namespace

Task<Result<ExitCode>> listCatalogs(Session session, QString format)
{
    const CatalogRequest request;
    const Catalogs catalogs = co_await catalog::loadCatalogs(session.paths, request, session.stop);
    for (const Error &problem : catalogs.problems()) {
        warnOf(session.terminal, problem);
    }
    session.terminal.print(OutputFormat::named(format)->render(catalogSourcesListing(catalogs)));
    co_return ExitCode::Success;
}

Task<Result<ExitCode>> addCatalog(Session session, QString where)
{
    PIERHEAD_CO_TRY(loaded, co_await catalog::addCatalog(where, session.paths, session.stop));
    for (const extensions::Fault &fault : loaded.index.faults) {
        session.terminal.warn(fault.toString());
    }
    session.terminal.print(QStringLiteral("The catalog \"%1\" was added; extensions in it: %2")
                               .arg(loaded.name())
                               .arg(loaded.index.entries.size()));
    co_return ExitCode::Success;
}

Result<ExitCode> removeCatalog(const Session &session, const QString &where)
{
    PIERHEAD_TRY(source, catalog::removeCatalog(where, session.paths));
    session.terminal.print(QStringLiteral("The catalog %1 was removed").arg(source.location));
    return ExitCode::Success;
}

Task<Result<ExitCode>> searchCatalogs(Session session, catalog::CatalogQuery query, QString format)
{
    PIERHEAD_CO_TRY(catalogs, co_await usableCatalogs(session, CatalogRequest::Freshness::Cached));
    const auto found = catalog::searchCatalog(catalogs.entries(), query);
    session.terminal.print(OutputFormat::named(format)->render(catalogEntriesListing(found)));
    co_return ExitCode::Success;
}

Task<Result<ExitCode>> showEntry(Session session, QString id, QString format)
{
    PIERHEAD_CO_TRY(reference, extensions::ImageReference::parse(id));
    PIERHEAD_CO_TRY(catalogs, co_await usableCatalogs(session, CatalogRequest::Freshness::Cached));
    const std::vector<catalog::CatalogEntry> entries = catalogs.entries();
    const catalog::CatalogEntry *entry = catalog::findEntry(entries, reference.repository);
    if (entry == nullptr) {
        co_return notListed(reference.repository, entries);
    }
    session.terminal.print(OutputFormat::named(format)->render(catalogEntryListing(*entry)));
    if (format == QStringLiteral("json")) {
        co_return ExitCode::Success;
    }
    if (!entry->detailedDescription.isEmpty()) {
        session.terminal.print(QLatin1Char('\n') + entry->detailedDescription);
    }
    if (!entry->changelog.isEmpty()) {
        session.terminal.print(
            QStringLiteral("\nWhat is new in %1:\n%2").arg(entry->tag, entry->changelog));
    }
    session.terminal.print(
        QStringLiteral("\nTo install it: docker extension install %1").arg(entry->reference()));
    co_return ExitCode::Success;
}

Task<Result<ExitCode>> refreshCatalogs(Session session)
{
    PIERHEAD_CO_TRY(catalogs, co_await usableCatalogs(session, CatalogRequest::Freshness::Checked));
    ExitCode outcome = catalogs.failures.empty() ? ExitCode::Success : ExitCode::Failure;
    for (const catalog::LoadedCatalog &loaded : catalogs.loaded) {
        if (loaded.outdated) {
            outcome = ExitCode::Failure;
            continue;
        }
        session.terminal.print(QStringLiteral("%1: extensions in it: %2")
                                   .arg(loaded.name())
                                   .arg(loaded.index.entries.size()));
    }
    co_return outcome;
}

} // namespace pierhead::cli
