#include "installedextensions.h"

#include <host/base/json.h>
#include <host/extensions/extensionstore.h>

#include <QDir>
#include <QFile>

namespace pierhead::test {

namespace {

/// The path, for PIERHEAD_TRY.
Result<QString> write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        return failure(ErrorCode::Io, path + QStringLiteral(": ") + file.errorString());
    }
    return path;
}

} // namespace

Result<extensions::InstalledExtension> prepare(const Paths &paths,
                                               const PreparedExtension &prepared)
{
    nlohmann::json metadata{
        {"ui",
         {{"dashboard-tab", {{"title", prepared.title}, {"root", "/ui"}, {"src", "index.html"}}}}}};
    if (!prepared.icon.isEmpty()) {
        metadata["icon"] = "icon.svg";
    }
    if (prepared.hasBackend) {
        metadata["vm"] = {{"image", "${DESKTOP_PLUGIN_IMAGE}"}};
    }
    const QByteArray text = json::serialize(metadata);
    PIERHEAD_TRY(id, extensions::ExtensionId::parse(prepared.id));
    PIERHEAD_TRY(manifest, extensions::Manifest::parse(text));
    const extensions::ExtensionStore store(paths);
    PIERHEAD_TRY(staged, store.stage(id, prepared.imageId));
    QDir(staged).mkpath(QStringLiteral("ui/ui"));
    QDir(staged).mkpath(QStringLiteral("icon"));
    PIERHEAD_TRY(metadataWritten, write(staged + QStringLiteral("/metadata.json"), text));
    PIERHEAD_TRY(pageWritten, write(staged + QStringLiteral("/ui/ui/index.html"), prepared.page));
    if (!prepared.icon.isEmpty()) {
        PIERHEAD_TRY(iconWritten, write(staged + QStringLiteral("/icon/icon.svg"), prepared.icon));
    }
    extensions::InstalledExtension extension{.id = id,
                                             .name = id.value(),
                                             .reference =
                                                 id.value() + QLatin1Char(':') + prepared.tag,
                                             .imageId = prepared.imageId,
                                             .engine = prepared.engine,
                                             .labels = {.title = prepared.title,
                                                        .description = {},
                                                        .vendor = prepared.vendor,
                                                        .apiVersion = {},
                                                        .icon = {},
                                                        .detailedDescription = {},
                                                        .publisherUrl = {},
                                                        .changelog = {}},
                                             .manifest = manifest,
                                             .permissions = extensions::allPermissions(),
                                             .installedAt = QDateTime::currentDateTimeUtc(),
                                             .folder = {},
                                             .version = {},
                                             .isFromRegistry = prepared.isFromRegistry};
    return store.commit(extension, staged);
}

} // namespace pierhead::test
