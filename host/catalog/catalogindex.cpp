#include "catalogindex.h"

#include "htmltext.h"
#include "webaddress.h"

#include <host/extensions/imagereference.h>
#include <host/extensions/schemavalidator.h>

#include <QSet>

#include <algorithm>

namespace pierhead::catalog {

namespace {

using extensions::Fault;
using Severity = Fault::Severity;

constexpr int knownFormat = 1;
constexpr std::size_t mostFaultLines = 20;

tl::unexpected<Error> noIndex(const Text &reason, const QString &detail = {})
{
    return failure(ErrorCode::Protocol, Text::english("It is no catalog: ") + reason, detail);
}

QString placeOf(std::size_t entry)
{
    return QStringLiteral("/extensions/%1").arg(entry);
}

/// The entry that a fault's place is in; nothing where it is in none.
std::optional<std::size_t> entryAt(const QString &where)
{
    const QStringList parts = where.split(QLatin1Char('/'));
    bool isNumber = false;
    const uint number = parts.value(2).toUInt(&isNumber);
    return isNumber && parts.value(1) == QLatin1String("extensions") ? std::optional(number)
                                                                     : std::nullopt;
}

/// What the schema cannot say of an entry that it allows; it keeps the entry from being used.
std::vector<Fault> nameFaults(const nlohmann::json &entry, const QString &place)
{
    const auto id = json::field<QString>(entry, "id");
    const auto tag = json::field<QString>(entry, "tag");
    const auto digest = json::fieldOr(entry, "digest", QString());
    const auto wrong = [&place](const char *key, const QString &what) {
        return std::vector<Fault>{
            {Severity::Error, place + QLatin1Char('/') + QLatin1String(key), what}};
    };
    const auto named = extensions::ImageReference::parse(id);
    if (!named) {
        return wrong("id", named.error().message);
    }
    if (!named->tag.isEmpty() || !named->digest.isEmpty()) {
        return wrong("id", QStringLiteral("expected a repository, without a tag or digest"));
    }
    if (!extensions::ImageReference::parse(id + QLatin1Char(':') + tag)) {
        return wrong("tag", QStringLiteral("expected an image's tag, such as \"1.2.3\""));
    }
    const bool isSha256 = digest.startsWith(QStringLiteral("sha256:"));
    if (!digest.isEmpty()
        && (!isSha256 || !extensions::ImageReference::parse(id + QLatin1Char('@') + digest))) {
        return wrong("digest", QStringLiteral("expected sha256: and 64 hexadecimal digits"));
    }
    return {};
}

/// The addresses that are left out.
std::vector<Fault> addressFaults(const nlohmann::json &entry, const QString &place)
{
    std::vector<Fault> faults;
    const auto add = [&faults, &place](const QString &where, const QString &what) {
        faults.emplace_back(
            Severity::Warning, place + where, QStringLiteral("is left out; expected ") + what);
    };
    const QString web = QStringLiteral("an http or https URL");
    const QString icon = json::fieldOr(entry, "icon", QString()).simplified();
    if (!icon.isEmpty() && webAddress(icon).isEmpty() && !dataPicture(icon)) {
        add(QStringLiteral("/icon"), web + QStringLiteral(", or a data: URL of a picture"));
    }
    const QString publisher = json::fieldOr(entry, "publisherUrl", QString()).simplified();
    if (!publisher.isEmpty() && webAddress(publisher).isEmpty()) {
        add(QStringLiteral("/publisherUrl"), web);
    }
    for (const char *key : {"screenshots", "additionalUrls"}) {
        const auto list = json::fieldOr(entry, key, nlohmann::json::array());
        for (std::size_t index = 0; index < list.size(); ++index) {
            if (webAddress(json::field<QString>(list.at(index), "url").trimmed()).isEmpty()) {
                add(QStringLiteral("/%1/%2/url").arg(QLatin1String(key)).arg(index), web);
            }
        }
    }
    return faults;
}

/// The document, where all but its entries is as it should be.
Result<nlohmann::json> documentOf(const QByteArray &text)
{
    if (text.size() > maximumIndexBytes) {
        return noIndex(Text::english("it has more than %1 MiB, which is the most that is read.")
                           .arg(maximumIndexBytes / 1024 / 1024));
    }
    Result<nlohmann::json> document = json::parse(text);
    if (!document) {
        return noIndex(Text::english("it is no JSON."), document.error().message);
    }
    if (!document->is_object() || !document->contains("extensions")) {
        return noIndex(Text::english("expected an object with format and extensions."));
    }
    const auto format = document->value("format", nlohmann::json());
    if (format.is_number_integer() && format != knownFormat) {
        return noIndex(Text::english("its format is %1, and this version of Pierhead reads format "
                                     "%2. Look for a newer version.")
                           .arg(QString::fromStdString(format.dump()))
                           .arg(knownFormat));
    }
    if (document->at("extensions").size() > maximumEntries) {
        return noIndex(Text::english("it has %1 entries, and at most %2 are read.")
                           .arg(document->at("extensions").size())
                           .arg(maximumEntries));
    }
    return document;
}

/// Reads the entries that no fault is about.
class EntryReader final
{
public:
    EntryReader(const nlohmann::json &document, std::vector<Fault> faults)
        : m_document(document)
    {
        m_index.title = htmlText(json::fieldOr(document, "title", QString())).simplified();
        for (const Fault &fault : faults) {
            m_broken.insert(entryAt(fault.where).value_or(maximumEntries));
        }
        m_index.faults = std::move(faults);
    }

    [[nodiscard]] CatalogIndex read()
    {
        const nlohmann::json &list = m_document.at("extensions");
        for (std::size_t index = 0; index < list.size(); ++index) {
            if (!m_broken.contains(index)) {
                take(list.at(index), placeOf(index));
            }
        }
        return std::move(m_index);
    }

private:
    void take(const nlohmann::json &object, const QString &place)
    {
        std::vector<Fault> wrong = nameFaults(object, place);
        if (!wrong.empty()) {
            append(std::move(wrong));
            return;
        }
        auto entry = json::decode<CatalogEntry>(object);
        if (!entry) {
            append({{Severity::Error, place, entry.error().message}});
            return;
        }
        if (m_ids.contains(entry->id)) {
            append(
                {{Severity::Error,
                  place + QStringLiteral("/id"),
                  QStringLiteral("\"%1\" is there twice; the first one counts").arg(entry->id)}});
            return;
        }
        m_ids.insert(entry->id);
        append(addressFaults(object, place));
        m_index.entries.push_back(std::move(*entry));
    }

    void append(std::vector<Fault> faults)
    {
        std::move(faults.begin(), faults.end(), std::back_inserter(m_index.faults));
    }

    const nlohmann::json &m_document;
    CatalogIndex m_index;
    QSet<std::size_t> m_broken;
    QSet<QString> m_ids;
};

} // namespace

Result<CatalogIndex> CatalogIndex::parse(const QByteArray &text)
{
    PIERHEAD_TRY(document, documentOf(text));
    PIERHEAD_TRY(schema, extensions::builtInSchema(QStringLiteral("catalog")));
    std::vector<Fault> faults = extensions::schemaFaults(document, schema);
    const bool isUsable = std::all_of(faults.cbegin(), faults.cend(), [](const Fault &fault) {
        return entryAt(fault.where).has_value();
    });
    if (!isUsable) {
        return noIndex(Text::english("it is not as the format says."), faultLines(faults));
    }
    return EntryReader(document, std::move(faults)).read();
}

QString faultLines(const std::vector<Fault> &faults)
{
    QStringList lines;
    const std::size_t shown = std::min(faults.size(), mostFaultLines);
    for (std::size_t index = 0; index < shown; ++index) {
        lines.append(faults.at(index).toString());
    }
    if (faults.size() > shown) {
        lines.append(QStringLiteral("and %1 more").arg(faults.size() - shown));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace pierhead::catalog
