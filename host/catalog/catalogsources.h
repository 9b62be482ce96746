#pragma once

#include "catalogsource.h"

#include <host/base/paths.h>

#include <vector>

namespace pierhead::catalog {

/// The catalogs that the user has added, in catalogs.json under the data folder. Which catalogs
/// there are is said here and nowhere else.
class CatalogSources final
{
public:
    explicit CatalogSources(const Paths &paths);

    /// In the order in which they were added, which is that in which they count. Io where the file
    /// cannot be read, Protocol where it is broken; both name it.
    [[nodiscard]] Result<std::vector<CatalogSource>> list() const;
    /// Conflict where it is there already. A file that is broken stays as it is.
    [[nodiscard]] Result<> add(const CatalogSource &source) const;
    /// NotFound where it is not there.
    [[nodiscard]] Result<> remove(const CatalogSource &source) const;

    [[nodiscard]] QString path() const { return m_path; }

private:
    [[nodiscard]] Result<> write(const std::vector<CatalogSource> &sources) const;

    QString m_path;
};

} // namespace pierhead::catalog
