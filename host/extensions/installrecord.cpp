#include "installrecord.h"

#include <QDir>
#include <QSaveFile>

namespace pierhead::extensions {

namespace {

constexpr int formatVersion = 1;

QString recordPath(const QString &folder)
{
    return folder + QStringLiteral("/install.json");
}

/// A folder's name from a file that anybody may have written: never a way out of versions/.
bool isFolderName(const QString &name)
{
    return !name.isEmpty() && !name.contains(QLatin1Char('/'))
        && !name.startsWith(QLatin1Char('.'));
}

} // namespace

static void to_json(nlohmann::json &target, const ImageLabels &labels)
{
    target = {{"title", labels.title},
              {"description", labels.description},
              {"vendor", labels.vendor},
              {"apiVersion", labels.apiVersion},
              {"icon", labels.icon},
              {"detailedDescription", labels.detailedDescription},
              {"publisherUrl", labels.publisherUrl},
              {"changelog", labels.changelog}};
}

static void from_json(const nlohmann::json &source, ImageLabels &labels)
{
    labels.title = json::fieldOr<QString>(source, "title", {});
    labels.description = json::fieldOr<QString>(source, "description", {});
    labels.vendor = json::fieldOr<QString>(source, "vendor", {});
    labels.apiVersion = json::fieldOr<QString>(source, "apiVersion", {});
    labels.icon = json::fieldOr<QString>(source, "icon", {});
    labels.detailedDescription = json::fieldOr<QString>(source, "detailedDescription", {});
    labels.publisherUrl = json::fieldOr<QString>(source, "publisherUrl", {});
    labels.changelog = json::fieldOr<QString>(source, "changelog", {});
}

static void to_json(nlohmann::json &target, const InstallRecord &record)
{
    target = {{"formatVersion", formatVersion},
              {"id", record.id},
              {"name", record.name},
              {"reference", record.reference},
              {"imageId", record.imageId},
              {"engine", record.engine},
              {"labels", record.labels},
              {"permissions", record.permissions},
              {"installedAt", record.installedAt},
              {"version", record.version},
              {"previousVersion", record.previousVersion}};
}

static void from_json(const nlohmann::json &source, InstallRecord &record)
{
    record.id = json::field<QString>(source, "id");
    record.name = json::field<QString>(source, "name");
    record.reference = json::field<QString>(source, "reference");
    record.imageId = json::field<QString>(source, "imageId");
    record.engine = json::field<QString>(source, "engine");
    record.labels = json::field<ImageLabels>(source, "labels");
    record.permissions = json::field<QStringList>(source, "permissions");
    record.installedAt = json::fieldOr<QString>(source, "installedAt", {});
    record.version = json::field<QString>(source, "version");
    record.previousVersion = json::fieldOr<QString>(source, "previousVersion", {});
}

InstallRecord InstallRecord::from(const InstalledExtension &extension)
{
    return {.id = extension.id.value(),
            .name = extension.name,
            .reference = extension.reference,
            .imageId = extension.imageId,
            .engine = extension.engine,
            .labels = extension.labels,
            .permissions = permissionNames(extension.permissions),
            .installedAt = extension.installedAt.toUTC().toString(Qt::ISODate),
            .version = {},
            .previousVersion = {}};
}

Result<InstallRecord> InstallRecord::read(const QString &folder)
{
    QFile file(recordPath(folder));
    if (!file.exists()) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("There is no install.json in %1.").arg(folder));
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Io,
            QStringLiteral("Reading %1 failed: %2.").arg(file.fileName(), file.errorString()));
    }
    return json::parseAs<InstallRecord>(file.readAll())
        .and_then([](InstallRecord record) -> Result<InstallRecord> {
            if (!isFolderName(record.version)) {
                return failure(ErrorCode::Protocol,
                               QStringLiteral("\"%1\" at /version is no name of a folder.")
                                   .arg(record.version));
            }
            return record;
        })
        .map_error([&file](Error error) {
            return withContext(QStringLiteral("Reading %1").arg(file.fileName()), std::move(error));
        });
}

Result<> InstallRecord::write(const QString &folder) const
{
    // QSaveFile renames, and syncs the file before that.
    QSaveFile file(recordPath(folder));
    const QByteArray text = json::serializePretty(nlohmann::json(*this));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Writing %1 failed: %2. Look whether the disk is full.")
                           .arg(file.fileName(), file.errorString()));
    }
    return {};
}

Result<InstalledExtension> InstallRecord::load(const QString &folder) const
{
    PIERHEAD_TRY(extensionId, ExtensionId::parse(id));
    const QString versionFolder = folder + QStringLiteral("/versions/") + version;
    QFile metadata(versionFolder + QStringLiteral("/metadata.json"));
    if (!metadata.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Reading %1 failed: %2. Install the extension \"%3\" again.")
                           .arg(metadata.fileName(), metadata.errorString(), id));
    }
    PIERHEAD_TRY(manifest, Manifest::parse(metadata.readAll()));
    return InstalledExtension{.id = extensionId,
                              .name = name,
                              .reference = reference,
                              .imageId = imageId,
                              .engine = engine,
                              .labels = labels,
                              .manifest = manifest,
                              .permissions = permissionsFrom(permissions),
                              .installedAt = QDateTime::fromString(installedAt, Qt::ISODate),
                              .folder = folder,
                              .version = versionFolder};
}

} // namespace pierhead::extensions
