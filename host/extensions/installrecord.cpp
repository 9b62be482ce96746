#include "installrecord.h"

#include <host/base/foldersync.h>

#include <QDir>
#include <QSaveFile>

namespace pierhead::extensions {

namespace {

constexpr int formatVersion = 1;

/// The one thing that every install.json has in common.
struct FormatOf
{
    int version = formatVersion;
};

void from_json(const nlohmann::json &source, FormatOf &format)
{
    format.version = json::fieldOr<int>(source, "formatVersion", formatVersion);
}

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

static void to_json(nlohmann::json &target, const RecordedVersion &version)
{
    target = {{"name", version.name},
              {"reference", version.reference},
              {"imageId", version.imageId},
              {"labels", version.labels},
              {"permissions", version.permissions},
              {"installedAt", version.installedAt},
              {"folder", version.folder},
              {"fromRegistry", version.isFromRegistry}};
}

static void from_json(const nlohmann::json &source, RecordedVersion &version)
{
    version.name = json::field<QString>(source, "name");
    version.reference = json::field<QString>(source, "reference");
    version.imageId = json::field<QString>(source, "imageId");
    version.labels = json::field<ImageLabels>(source, "labels");
    version.permissions = json::field<QStringList>(source, "permissions");
    version.installedAt = json::fieldOr<QString>(source, "installedAt", {});
    version.folder = json::field<QString>(source, "folder");
    version.isFromRegistry = json::fieldOr<bool>(source, "fromRegistry", true);
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
              {"previousVersion", record.previousVersion},
              {"fromRegistry", record.isFromRegistry}};
    if (record.previous) {
        target["previous"] = *record.previous;
    }
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
    record.previous = json::optionalField<RecordedVersion>(source, "previous");
    record.isFromRegistry = json::fieldOr<bool>(source, "fromRegistry", true);
}

/// What a newer Pierhead wrote is not guessed at; it is there for that one.
static Result<InstallRecord> ofKnownFormat(const nlohmann::json &source)
{
    const auto format = json::decode<FormatOf>(source);
    if (format && format->version > formatVersion) {
        return failure(ErrorCode::Conflict,
                       Text::english("a newer Pierhead wrote it (its format is %1, and %2 is the "
                                     "latest that this one knows). Use that Pierhead, or update "
                                     "this one.")
                           .arg(format->version)
                           .arg(formatVersion));
    }
    return json::decode<InstallRecord>(source);
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
            .previousVersion = {},
            .previous = {},
            .isFromRegistry = extension.isFromRegistry};
}

Result<InstallRecord> InstallRecord::read(const QString &folder)
{
    QFile file(recordPath(folder));
    if (!file.exists()) {
        return failure(ErrorCode::NotFound,
                       Text::english("There is no install.json in %1.").arg(folder));
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Io,
            Text::english("Reading %1 failed: %2.").arg(file.fileName(), file.errorString()));
    }
    return json::parse(file.readAll())
        .and_then(ofKnownFormat)
        .and_then([](InstallRecord record) -> Result<InstallRecord> {
            if (!isFolderName(record.version)) {
                return failure(ErrorCode::Protocol,
                               Text::english("\"%1\" at /version is no name of a folder.")
                                   .arg(record.version));
            }
            if (record.previous && !isFolderName(record.previous->folder)) {
                return failure(ErrorCode::Protocol,
                               Text::english("\"%1\" at /previous/folder is no name of a folder.")
                                   .arg(record.previous->folder));
            }
            return record;
        })
        .map_error([&file](Error error) {
            return withContext(Text::english("Reading %1").arg(file.fileName()), std::move(error));
        });
}

Result<> InstallRecord::write(const QString &folder) const
{
    // QSaveFile renames, and syncs the file before that.
    QSaveFile file(recordPath(folder));
    const QByteArray text = json::serializePretty(nlohmann::json(*this));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("Writing %1 failed: %2. Look whether the disk is full.")
                           .arg(file.fileName(), file.errorString()));
    }
    syncFolder(folder);
    return {};
}

RecordedVersion InstallRecord::asVersion() const
{
    return {.name = name,
            .reference = reference,
            .imageId = imageId,
            .labels = labels,
            .permissions = permissions,
            .installedAt = installedAt,
            .folder = version,
            .isFromRegistry = isFromRegistry};
}

Result<InstallRecord> InstallRecord::exchanged() const
{
    if (!previous) {
        return failure(ErrorCode::NotFound,
                       Text::english("No earlier version of \"%1\" is known. There is one after "
                                     "an update.")
                           .arg(name));
    }
    return InstallRecord{.id = id,
                         .name = previous->name,
                         .reference = previous->reference,
                         .imageId = previous->imageId,
                         .engine = engine,
                         .labels = previous->labels,
                         .permissions = previous->permissions,
                         .installedAt = previous->installedAt,
                         .version = previous->folder,
                         .previousVersion = version,
                         .previous = asVersion(),
                         .isFromRegistry = previous->isFromRegistry};
}

Result<InstalledExtension> InstallRecord::load(const QString &folder) const
{
    PIERHEAD_TRY(extensionId, ExtensionId::parse(id));
    const QString versionFolder = folder + QStringLiteral("/versions/") + version;
    QFile metadata(versionFolder + QStringLiteral("/metadata.json"));
    if (!metadata.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       Text::english("Reading %1 failed: %2. Install the extension \"%3\" again.")
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
                              .version = versionFolder,
                              .isFromRegistry = isFromRegistry};
}

} // namespace pierhead::extensions
