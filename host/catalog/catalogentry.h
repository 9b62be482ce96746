#pragma once

#include <host/base/json.h>

#include <QUrl>

#include <vector>

namespace pierhead::catalog {

/// A picture, or a page, that is elsewhere.
struct CatalogLink
{
    QString text; ///< what it shows
    QUrl url;     ///< http or https
};

/// An extension as a catalog lists it. All of it was written by a stranger; the texts are plain,
/// whatever they were in the catalog, and are never shown as HTML.
struct CatalogEntry
{
    QString id;     ///< the image's repository, "org/name"
    QString tag;    ///< "1.2.3"
    QString digest; ///< "sha256:…" of the image in its registry, or empty
    QString title;
    QString description;
    QString vendor;
    QStringList categories; ///< "database", in lower case
    QString icon;           ///< an http(s) address or a dataPicture(); or empty
    std::vector<CatalogLink> screenshots;
    QString detailedDescription;
    QUrl publisherUrl; ///< or empty
    std::vector<CatalogLink> additionalUrls;
    QString changelog;
    QString apiVersion;    ///< a constraint as of the label, or empty
    QStringList platforms; ///< "linux/amd64"; empty where nothing is said of it
    QString catalog;       ///< what the catalog is called, or where it is

    /// What is installed: "org/name:1.2.3".
    [[nodiscard]] QString reference() const;
};

/// Of an object that the schema allows. An address that is none is left empty, or out of its list.
void from_json(const nlohmann::json &source, CatalogEntry &target);

} // namespace pierhead::catalog
