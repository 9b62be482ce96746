#pragma once

#include <host/base/result.h>

namespace pierhead::catalog {

/// Where a catalog's index is.
struct CatalogSource
{
    QString location; ///< an absolute path, or an http(s) URL

    /// What somebody wrote: a URL (file: too) or a path, which is looked for from this folder on.
    /// InvalidArgument for another scheme, no host, or a password, which would be kept in a file.
    [[nodiscard]] static Result<CatalogSource> parse(const QString &written);

    [[nodiscard]] bool isFile() const;

    bool operator==(const CatalogSource &) const = default;
};

} // namespace pierhead::catalog
