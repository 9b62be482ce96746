#include "cataloglisting.h"

#include "plaintext.h"

#include <host/base/json.h>

namespace pierhead::cli {

namespace {

using catalog::CatalogEntry;
using catalog::CatalogLink;

constexpr qsizetype descriptionColumns = 60;

nlohmann::json linkObjects(const std::vector<CatalogLink> &links, const char *textKey)
{
    nlohmann::json objects = nlohmann::json::array();
    for (const CatalogLink &link : links) {
        objects.push_back({{textKey, link.text}, {"url", link.url.toString(QUrl::FullyEncoded)}});
    }
    return objects;
}

nlohmann::json catalogEntryObject(const CatalogEntry &entry)
{
    return {
        {"id", entry.id},
        {"tag", entry.tag},
        {"digest", entry.digest},
        {"title", entry.title},
        {"description", entry.description},
        {"vendor", entry.vendor},
        {"categories", entry.categories},
        {"icon", entry.icon},
        {"screenshots", linkObjects(entry.screenshots, "alt")},
        {"detailedDescription", entry.detailedDescription},
        {"publisherUrl", entry.publisherUrl.toString(QUrl::FullyEncoded)},
        {"additionalUrls", linkObjects(entry.additionalUrls, "title")},
        {"changelog", entry.changelog},
        {"apiVersion", entry.apiVersion},
        {"platforms", entry.platforms},
        {"catalog", entry.catalog},
    };
}

} // namespace

Listing catalogSourcesListing(const catalog::Catalogs &catalogs)
{
    Listing listing{{QStringLiteral("CATALOG"),
                     QStringLiteral("TITLE"),
                     QStringLiteral("EXTENSIONS"),
                     QStringLiteral("CHECKED")},
                    {},
                    {}};
    nlohmann::json array = nlohmann::json::array();
    for (const catalog::LoadedCatalog &loaded : catalogs.loaded) {
        const QString checkedAt = loaded.checkedAt.toString(Qt::ISODate);
        listing.rows.append({loaded.source.location,
                             loaded.index.title,
                             QString::number(loaded.index.entries.size()),
                             checkedAt});
        nlohmann::json object{
            {"location", loaded.source.location},
            {"title", loaded.index.title},
            {"extensions", loaded.index.entries.size()},
            {"checkedAt", checkedAt},
            {"problem", nullptr},
        };
        if (loaded.outdated) {
            object["problem"] = loaded.outdated->message;
        }
        array.push_back(object);
    }
    for (const catalog::CatalogFailure &failed : catalogs.failures) {
        listing.rows.append({failed.location, {}, {}, {}});
        array.push_back({{"location", failed.location},
                         {"title", ""},
                         {"extensions", nullptr},
                         {"checkedAt", nullptr},
                         {"problem", failed.error.message}});
    }
    listing.json = json::serializePretty(array);
    return listing;
}

Listing catalogEntriesListing(const std::vector<CatalogEntry> &entries)
{
    Listing listing{{QStringLiteral("ID"),
                     QStringLiteral("VERSION"),
                     QStringLiteral("TITLE"),
                     QStringLiteral("PROVIDER"),
                     QStringLiteral("CATEGORIES"),
                     QStringLiteral("DESCRIPTION")},
                    {},
                    {}};
    nlohmann::json array = nlohmann::json::array();
    for (const CatalogEntry &entry : entries) {
        listing.rows.append({entry.id,
                             entry.tag,
                             entry.title,
                             entry.vendor,
                             entry.categories.join(QStringLiteral(", ")),
                             fitted(entry.description, descriptionColumns)});
        array.push_back(catalogEntryObject(entry));
    }
    listing.json = json::serializePretty(array);
    return listing;
}

Listing catalogEntryListing(const CatalogEntry &entry)
{
    const QString separator = QStringLiteral(", ");
    Listing listing{{QStringLiteral("FACT"), QStringLiteral("VALUE")},
                    {
                        {QStringLiteral("Title"), entry.title},
                        {QStringLiteral("Description"), entry.description},
                        {QStringLiteral("Provider"), entry.vendor},
                        {QStringLiteral("Image"), entry.reference()},
                        {QStringLiteral("Digest"), entry.digest},
                        {QStringLiteral("Categories"), entry.categories.join(separator)},
                        {QStringLiteral("API version"), entry.apiVersion},
                        {QStringLiteral("Platforms"), entry.platforms.join(separator)},
                        {QStringLiteral("Web site"), entry.publisherUrl.toString()},
                        {QStringLiteral("Catalog"), entry.catalog},
                    },
                    {}};
    for (const CatalogLink &link : entry.additionalUrls) {
        listing.rows.append({link.text, link.url.toString()});
    }
    listing.json = json::serializePretty(catalogEntryObject(entry));
    return listing;
}

} // namespace pierhead::cli
