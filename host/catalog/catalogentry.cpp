#include "catalogentry.h"

#include "htmltext.h"
#include "webaddress.h"

#include <host/extensions/imagelabels.h>
#include <host/extensions/imagereference.h>

namespace pierhead::catalog {

namespace {

/// The same texts as in an image's labels, and made harmless as those are.
extensions::ImageLabels labelsIn(const nlohmann::json &object)
{
    const auto text = [&object](const char *key) {
        return json::fieldOr(object, key, QString());
    };
    return extensions::ImageLabels::from({
        {QStringLiteral("org.opencontainers.image.title"), text("title")},
        {QStringLiteral("org.opencontainers.image.description"),
         htmlText(text("description")).simplified()},
        {QStringLiteral("org.opencontainers.image.vendor"), text("vendor")},
        {QStringLiteral("com.docker.desktop.extension.api.version"), text("apiVersion")},
        {QStringLiteral("com.docker.desktop.extension.icon"), text("icon")},
        {QStringLiteral("com.docker.extension.detailed-description"),
         htmlText(text("detailedDescription"))},
        {QStringLiteral("com.docker.extension.publisher-url"), text("publisherUrl")},
        {QStringLiteral("com.docker.extension.changelog"), htmlText(text("changelog"))},
    });
}

std::vector<CatalogLink> linksIn(const nlohmann::json &object, const char *key, const char *textKey)
{
    std::vector<CatalogLink> links;
    for (const nlohmann::json &link : json::fieldOr(object, key, nlohmann::json::array())) {
        const QUrl url = webAddress(json::field<QString>(link, "url").trimmed());
        if (!url.isEmpty()) {
            links.push_back({htmlText(json::fieldOr(link, textKey, QString())).simplified(), url});
        }
    }
    return links;
}

QStringList wordsIn(const nlohmann::json &object, const char *key)
{
    QStringList words;
    for (const QString &word : json::fieldOr(object, key, QStringList())) {
        const QString plain = htmlText(word).simplified().toLower();
        if (!plain.isEmpty() && !words.contains(plain)) {
            words.append(plain);
        }
    }
    return words;
}

bool isPicture(const QString &address)
{
    return !webAddress(address).isEmpty() || dataPicture(address).has_value();
}

} // namespace

QString CatalogEntry::reference() const
{
    return id + QLatin1Char(':') + tag;
}

void from_json(const nlohmann::json &source, CatalogEntry &target)
{
    const auto id = json::field<QString>(source, "id");
    const auto named = extensions::ImageReference::parse(id);
    const extensions::ImageLabels labels = labelsIn(source);
    target.id = named ? named->repository : id;
    target.tag = json::field<QString>(source, "tag");
    target.digest = json::fieldOr(source, "digest", QString());
    target.title = labels.title.isEmpty() ? target.id : labels.title;
    target.description = labels.description;
    target.vendor = labels.vendor;
    target.categories = wordsIn(source, "categories");
    target.icon = isPicture(labels.icon) ? labels.icon : QString();
    target.screenshots = linksIn(source, "screenshots", "alt");
    target.detailedDescription = labels.detailedDescription;
    target.publisherUrl = webAddress(labels.publisherUrl);
    target.additionalUrls = linksIn(source, "additionalUrls", "title");
    target.changelog = labels.changelog;
    target.apiVersion = labels.apiVersion;
    target.platforms = wordsIn(source, "platforms");
}

} // namespace pierhead::catalog
