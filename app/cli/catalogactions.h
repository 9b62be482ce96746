#pragma once

#include "exitcode.h"
#include "session.h"

#include <host/base/result.h>
#include <host/catalog/catalogsearch.h>

/// What `catalog` does, but for making one (see generateCatalog()). `format` is as of
/// OutputFormat::named(). What is wrong with a catalog is a warning as long as another one is of
/// use.
namespace pierhead::cli {

[[nodiscard]] Task<Result<ExitCode>> listCatalogs(Session session, QString format);
/// Only what can be read as a catalog now is added.
[[nodiscard]] Task<Result<ExitCode>> addCatalog(Session session, QString where);
[[nodiscard]] Result<ExitCode> removeCatalog(const Session &session, const QString &where);
[[nodiscard]] Task<Result<ExitCode>>
searchCatalogs(Session session, catalog::CatalogQuery query, QString format);
[[nodiscard]] Task<Result<ExitCode>> showEntry(Session session, QString id, QString format);
/// Failure where a server could not be asked.
[[nodiscard]] Task<Result<ExitCode>> refreshCatalogs(Session session);

} // namespace pierhead::cli
