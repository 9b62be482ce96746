#include "imagepath.h"
#include "manifest.h"
#include "schemavalidator.h"

#include <host/base/json.h>

#include <algorithm>
#include <string>

namespace pierhead::extensions {

namespace {

constexpr qsizetype largestManifest = 1024LL * 1024;

using Severity = Fault::Severity;
using Pointer = nlohmann::json::json_pointer;

/// Looks for what a schema cannot say, and adds it to what the schema found. The document may be of
/// any shape; of a place that is reported already nothing more is said.
class ManifestInspection final
{
public:
    ManifestInspection(const nlohmann::json &document, std::vector<Fault> faults)
        : m_document(document)
        , m_faults(std::move(faults))
    { }

    std::vector<Fault> run()
    {
        obsoleteKeys();
        path("/icon");
        iconFormat();
        dashboardTab();
        backend();
        binaries();
        return m_faults;
    }

private:
    void add(Severity severity, const std::string &where, const Text &what)
    {
        const QString place = QString::fromStdString(where);
        const auto isThere = [&place](const Fault &fault) {
            return fault.where == place;
        };
        if (std::none_of(m_faults.cbegin(), m_faults.cend(), isThere)) {
            m_faults.emplace_back(severity, place, what);
        }
    }

    [[nodiscard]] const nlohmann::json *find(const std::string &where) const
    {
        const Pointer pointer(where);
        return m_document.contains(pointer) ? &m_document.at(pointer) : nullptr;
    }

    /// The trimmed text there; empty where there is none.
    [[nodiscard]] QString text(const std::string &where) const
    {
        const nlohmann::json *value = find(where);
        return value != nullptr && value->is_string() ? value->get<QString>().trimmed() : QString();
    }

    /// The path there, cleaned; what is wrong with it is reported.
    QString path(const std::string &where)
    {
        const Result<QString> cleaned = imagePath(text(where));
        if (!cleaned) {
            add(Severity::Error, where, cleaned.error().text());
        }
        return cleaned.value_or(QString());
    }

    QString socket(const std::string &where)
    {
        const Result<QString> name = socketName(text(where));
        if (!name) {
            add(Severity::Error, where, name.error().text());
        }
        return name.value_or(QString());
    }

    void obsoleteKeys()
    {
        for (const std::string key : {"name", "provider", "desktop-plugin-version"}) {
            if (find("/" + key) != nullptr) {
                add(Severity::Warning,
                    "/" + key,
                    QStringLiteral("is obsolete and ignored; the image's labels say it"));
            }
        }
    }

    void iconFormat()
    {
        const QString icon = text("/icon").toLower();
        const auto endsWith = [&icon](const char *ending) {
            return icon.endsWith(QLatin1String(ending));
        };
        if (!icon.isEmpty() && !endsWith(".svg") && !endsWith(".png") && !endsWith(".jpg")
            && !endsWith(".jpeg")) {
            add(Severity::Warning, "/icon", QStringLiteral("expected an .svg, .png or .jpg file"));
        }
    }

    void dashboardTab()
    {
        const std::string entry = "/ui/dashboard-tab";
        const QString root = path(entry + "/root");
        const QString source = path(entry + "/src");
        const QString name = socket(entry + "/backend/socket");
        const nlohmann::json *tab = find(entry);
        if (tab == nullptr || !tab->is_object()) {
            return;
        }
        if (text(entry + "/title").isEmpty()) {
            add(Severity::Warning,
                entry + "/title",
                QStringLiteral("is missing or empty, so there will be no tab"));
            return;
        }
        if (root.isEmpty()) {
            add(Severity::Error,
                entry + "/root",
                Text::english("expected a folder below the image's root, such as \"ui\""));
        }
        if (source.isEmpty()) {
            add(Severity::Error,
                entry + "/src",
                Text::english("expected a page in root, such as \"index.html\""));
        }
        if (!name.isEmpty() && !hasBackend()) {
            add(Severity::Warning,
                entry + "/backend/socket",
                QStringLiteral("is ignored, because vm names no backend"));
        }
    }

    [[nodiscard]] bool hasBackend() const
    {
        return !text("/vm/image").isEmpty() || !text("/vm/composefile").isEmpty();
    }

    void backend()
    {
        path("/vm/composefile");
        socket("/vm/exposes/socket");
        const nlohmann::json *vm = find("/vm");
        if (vm == nullptr || !vm->is_object() || vm->empty()) {
            return;
        }
        if (!hasBackend()) {
            add(Severity::Warning,
                "/vm",
                QStringLiteral("has neither image nor composefile, so there will be no backend"));
        }
        if (!text("/vm/image").isEmpty() && !text("/vm/composefile").isEmpty()) {
            add(Severity::Warning, "/vm/image", QStringLiteral("is ignored: composefile wins"));
        }
    }

    void binaries()
    {
        const nlohmann::json *groups = find("/host/binaries");
        if (groups == nullptr || !groups->is_array()) {
            return;
        }
        for (std::size_t group = 0; group < groups->size(); ++group) {
            for (const std::string system : {"darwin", "windows", "linux"}) {
                binariesOf("/host/binaries/" + std::to_string(group) + "/" + system);
            }
        }
    }

    void binariesOf(const std::string &where)
    {
        const nlohmann::json *list = find(where);
        if (list == nullptr || !list->is_array()) {
            return;
        }
        for (std::size_t index = 0; index < list->size(); ++index) {
            const std::string place = where + "/" + std::to_string(index) + "/path";
            if (path(place).isEmpty()) {
                add(Severity::Error, place, Text::english("expected the path of a program"));
            }
        }
    }

    const nlohmann::json &m_document;
    std::vector<Fault> m_faults;
};

std::vector<Fault> single(const Text &what)
{
    return {{Severity::Error, {}, what}};
}

} // namespace

std::vector<Fault> manifestFaults(const QByteArray &text)
{
    if (text.size() > largestManifest) {
        return single(Text::english("metadata.json has more than 1 MiB"));
    }
    const Result<nlohmann::json> document = json::parse(text);
    if (!document) {
        return single(Text::english("metadata.json is no JSON: %1").arg(document.error().text()));
    }
    const Result<nlohmann::json> expected = builtInSchema(QStringLiteral("metadata"));
    if (!expected) {
        return single(expected.error().text());
    }
    return ManifestInspection(*document, schemaFaults(*document, *expected)).run();
}

} // namespace pierhead::extensions
