#include "catalogsearch.h"

#include <host/extensions/imagereference.h>
#include <host/extensions/installedextension.h>
#include <host/registry/versions.h>

#include <algorithm>
#include <array>

namespace pierhead::catalog {

namespace {

/// Where the word is, the better places first; nothing where it is in none.
std::optional<int> rankOf(const CatalogEntry &entry, const QString &word)
{
    if (entry.title.startsWith(word, Qt::CaseInsensitive)) {
        return 0;
    }
    const std::array places{entry.title,
                            entry.id,
                            entry.vendor,
                            entry.categories.join(QLatin1Char(' ')),
                            entry.description};
    int rank = 1;
    for (const QString &place : places) {
        if (place.contains(word, Qt::CaseInsensitive)) {
            return rank;
        }
        ++rank;
    }
    return std::nullopt;
}

/// The sum of its words' ranks.
std::optional<int> rankOfAll(const CatalogEntry &entry, const QStringList &words)
{
    int sum = 0;
    for (const QString &word : words) {
        const std::optional<int> rank = rankOf(entry, word);
        if (!rank) {
            return std::nullopt;
        }
        sum += *rank;
    }
    return sum;
}

} // namespace

std::vector<CatalogEntry> searchCatalog(const std::vector<CatalogEntry> &entries,
                                        const CatalogQuery &query)
{
    const QStringList words = query.words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QString category = query.category.trimmed().toLower();
    std::vector<std::pair<int, const CatalogEntry *>> found;
    for (const CatalogEntry &entry : entries) {
        const std::optional<int> rank = rankOfAll(entry, words);
        if (rank && (category.isEmpty() || entry.categories.contains(category))) {
            found.emplace_back(*rank, &entry);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &left, const auto &right) {
        return left.first < right.first;
    });
    std::vector<CatalogEntry> result;
    result.reserve(found.size());
    for (const auto &[rank, entry] : found) {
        result.push_back(*entry);
    }
    return result;
}

QStringList categoriesOf(const std::vector<CatalogEntry> &entries)
{
    QStringList categories;
    for (const CatalogEntry &entry : entries) {
        categories += entry.categories;
    }
    categories.sort();
    categories.removeDuplicates();
    return categories;
}

const CatalogEntry *findEntry(const std::vector<CatalogEntry> &entries, const QString &id)
{
    const auto found = std::find_if(
        entries.cbegin(), entries.cend(), [&id](const auto &entry) { return entry.id == id; });
    return found == entries.cend() ? nullptr : &*found;
}

std::optional<CatalogEntry> updateFor(const extensions::InstalledExtension &installed,
                                      const std::vector<CatalogEntry> &entries)
{
    const CatalogEntry *entry = findEntry(entries, installed.id.value());
    const auto reference = extensions::ImageReference::parse(installed.reference);
    if (entry == nullptr || !reference || registry::greatestVersion({reference->tag}).isEmpty()) {
        return std::nullopt;
    }
    // Of equal ones it is the first.
    const bool isGreater =
        registry::greatestVersion({reference->tag, entry->tag}) != reference->tag;
    const bool fits =
        entry->apiVersion.isEmpty() || extensions::isApiVersionSupported(entry->apiVersion);
    return isGreater && fits ? std::optional(*entry) : std::nullopt;
}

} // namespace pierhead::catalog
