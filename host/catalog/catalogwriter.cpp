#include "catalogwriter.h"

#include "catalogindex.h"
#include "webaddress.h"

#include <array>

namespace pierhead::catalog {

namespace {

struct LabelKey
{
    const char *label;
    const char *key;
};

/// Labels that an entry takes as they are.
constexpr std::array textKeys{
    LabelKey{"org.opencontainers.image.title", "title"},
    LabelKey{"org.opencontainers.image.description", "description"},
    LabelKey{"org.opencontainers.image.vendor", "vendor"},
    LabelKey{"com.docker.desktop.extension.api.version", "apiVersion"},
    LabelKey{"com.docker.desktop.extension.icon", "icon"},
    LabelKey{"com.docker.extension.detailed-description", "detailedDescription"},
    LabelKey{"com.docker.extension.publisher-url", "publisherUrl"},
    LabelKey{"com.docker.extension.changelog", "changelog"},
};

QString labelOf(const engine::Labels &labels, const char *name)
{
    return labels.value(QLatin1String(name)).trimmed();
}

/// Of a label's JSON array, the objects that have an address.
nlohmann::json linksOf(const QString &label, const char *textKey)
{
    nlohmann::json links = nlohmann::json::array();
    const Result<nlohmann::json> list = json::parse(label.toUtf8());
    if (!list || !list->is_array()) {
        return links;
    }
    for (const nlohmann::json &link : *list) {
        const auto textAt = [&link](const char *key) {
            const bool isText = link.is_object() && link.contains(key) && link.at(key).is_string();
            return isText ? link.at(key).get<QString>() : QString();
        };
        const QString url = textAt("url").trimmed();
        if (!webAddress(url).isEmpty()) {
            links.push_back({{textKey, textAt(textKey)}, {"url", url}});
        }
    }
    return links;
}

QStringList categoriesIn(const QString &label)
{
    QStringList categories;
    const QStringList given = label.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &category : given) {
        if (!category.trimmed().isEmpty()) {
            categories.append(category.trimmed());
        }
    }
    return categories;
}

} // namespace

QStringList referencesIn(const QByteArray &list)
{
    QStringList references;
    const QStringList lines = QString::fromUtf8(list).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const QString reference = line.section(QLatin1Char('#'), 0, 0).trimmed();
        if (!reference.isEmpty()) {
            references.append(reference);
        }
    }
    return references;
}

Result<nlohmann::json> catalogEntryOf(const CatalogImage &image)
{
    const QString name = image.reference.toString();
    for (const char *needed :
         {"org.opencontainers.image.title", "com.docker.desktop.extension.api.version"}) {
        if (labelOf(image.labels, needed).isEmpty()) {
            return failure(ErrorCode::InvalidImage,
                           QStringLiteral("The image %1 is left out: its label %2 is missing or "
                                          "empty. \"docker extension validate %1\" tells what else "
                                          "an extension's image needs.")
                               .arg(name, QLatin1String(needed)));
        }
    }
    nlohmann::json entry{{"id", image.reference.repository}, {"tag", image.reference.tag}};
    if (!image.digest.isEmpty()) {
        entry["digest"] = image.digest;
    }
    for (const LabelKey &text : textKeys) {
        const QString value = labelOf(image.labels, text.label);
        if (!value.isEmpty()) {
            entry[text.key] = value;
        }
    }
    entry["categories"] = categoriesIn(labelOf(image.labels, "com.docker.extension.categories"));
    entry["screenshots"] =
        linksOf(labelOf(image.labels, "com.docker.extension.screenshots"), "alt");
    entry["additionalUrls"] =
        linksOf(labelOf(image.labels, "com.docker.extension.additional-urls"), "title");
    entry["platforms"] = image.platforms;
    const auto index = CatalogIndex::parse(catalogDocument({}, {entry}));
    if (!index) {
        return tl::unexpected<Error>(index.error());
    }
    if (index->entries.empty()) {
        return failure(ErrorCode::InvalidImage,
                       QStringLiteral("The image %1 is left out: what its labels say does not go "
                                      "into a catalog.")
                           .arg(name),
                       faultLines(index->faults));
    }
    return entry;
}

QByteArray catalogDocument(const QString &title, const std::vector<nlohmann::json> &entries)
{
    nlohmann::json document{{"format", 1}, {"extensions", entries}};
    if (!title.isEmpty()) {
        document["title"] = title;
    }
    return json::serializePretty(document);
}

} // namespace pierhead::catalog
