#pragma once

#include "catalogsource.h"

#include <host/base/json.h>
#include <host/base/paths.h>

#include <QDateTime>

#include <optional>

namespace pierhead::catalog {

/// An index as a server gave it, and what it is asked with whether that has changed.
struct CatalogCopy
{
    QByteArray text;
    QByteArray etag;         ///< or empty
    QByteArray lastModified; ///< or empty
    QDateTime checkedAt;     ///< UTC: when the server last said that it is so

    /// Twelve hours; a copy of the future is none, for the clock was set back.
    [[nodiscard]] bool isFresh(const QDateTime &now) const;
};

/// {"url", "etag", "lastModified", "checkedAt" (ISO 8601), "index" (the text)}
void from_json(const nlohmann::json &source, CatalogCopy &target);

/// Copies of what is at URLs: catalogs/<SHA-256 of the URL>.json under the cache folder. What
/// cannot be read there is not there; it can be fetched anew.
class CatalogCache final
{
public:
    explicit CatalogCache(const Paths &paths);

    [[nodiscard]] std::optional<CatalogCopy> read(const CatalogSource &source) const;
    [[nodiscard]] Result<> write(const CatalogSource &source, const CatalogCopy &copy) const;
    void remove(const CatalogSource &source) const;

    [[nodiscard]] QString pathOf(const CatalogSource &source) const;

private:
    QString m_folder;
};

} // namespace pierhead::catalog
