#include "manifest.h"

#include "imagepath.h"

#include <host/base/json.h>

namespace pierhead::extensions {

namespace {

#if defined(Q_OS_MACOS)
constexpr const char *thisSystem = "darwin";
#elif defined(Q_OS_WINDOWS)
constexpr const char *thisSystem = "windows";
#else
constexpr const char *thisSystem = "linux";
#endif

/// An object's member that is an object; an empty one where it is absent or null.
nlohmann::json objectAt(const nlohmann::json &object, const char *key)
{
    return json::fieldOr(object, key, nlohmann::json::object());
}

QString textAt(const nlohmann::json &object, const char *key)
{
    return json::fieldOr(object, key, QString()).trimmed();
}

/// The path at `key`, which manifestFaults() has found to be one.
QString pathAt(const nlohmann::json &object, const char *key)
{
    return imagePath(textAt(object, key)).value_or(QString());
}

QString socketAt(const nlohmann::json &object, const char *key)
{
    return socketName(textAt(objectAt(object, key), "socket")).value_or(QString());
}

std::optional<BackendManifest> backendOf(const nlohmann::json &vm)
{
    BackendManifest backend;
    backend.composeFile = pathAt(vm, "composefile");
    backend.image = backend.composeFile.isEmpty() ? textAt(vm, "image") : QString();
    backend.exposedSocket = socketAt(vm, "exposes");
    if (backend.image.isEmpty() && backend.composeFile.isEmpty()) {
        return std::nullopt;
    }
    return backend;
}

std::optional<DashboardTab> tabOf(const nlohmann::json &entry)
{
    DashboardTab tab;
    tab.title = textAt(entry, "title");
    tab.root = pathAt(entry, "root");
    tab.src = pathAt(entry, "src");
    tab.backendSocket = socketAt(entry, "backend");
    if (tab.title.isEmpty()) {
        return std::nullopt;
    }
    return tab;
}

QStringList binariesOf(const nlohmann::json &host)
{
    QStringList paths;
    const nlohmann::json groups = json::fieldOr(host, "binaries", nlohmann::json::array());
    for (const nlohmann::json &group : groups) {
        const nlohmann::json binaries = json::fieldOr(group, thisSystem, nlohmann::json::array());
        for (const nlohmann::json &binary : binaries) {
            paths.append(pathAt(binary, "path"));
        }
    }
    return paths;
}

Manifest decode(const nlohmann::json &document)
{
    Manifest manifest;
    manifest.icon = pathAt(document, "icon");
    manifest.backend = backendOf(objectAt(document, "vm"));
    manifest.tab = tabOf(objectAt(objectAt(document, "ui"), "dashboard-tab"));
    if (manifest.tab && !manifest.backend) {
        manifest.tab->backendSocket.clear();
    }
    manifest.hostBinaries = binariesOf(objectAt(document, "host"));
    return manifest;
}

} // namespace

Result<Manifest> Manifest::parse(const QByteArray &text)
{
    std::vector<Fault> errors = manifestFaults(text);
    std::erase_if(errors,
                  [](const Fault &fault) { return fault.severity != Fault::Severity::Error; });
    if (!errors.empty()) {
        return failure(ErrorCode::InvalidManifest,
                       Text::english("metadata.json cannot be used: %1. Its author has to correct "
                                     "it and build the image again.")
                           .arg(errors.front().text()),
                       linesOf(errors));
    }
    PIERHEAD_TRY(document, json::parse(text));
    try {
        return decode(document);
    } catch (const nlohmann::json::exception &exception) {
        return tl::unexpected<Error>(
            withContext(Text::english("Reading metadata.json"), json::describe(exception)));
    }
}

} // namespace pierhead::extensions
