#include "underway.h"

#include <host/base/foldersync.h>
#include <host/base/json.h>
#include <host/base/logging.h>

#include <QDir>
#include <QSaveFile>

namespace pierhead::extensions {

namespace {

const QString installingName = QStringLiteral("install");
const QString removingName = QStringLiteral("remove");

QString notePath(const ExtensionStore &store, const ExtensionId &id)
{
    return UnderWay::folder(store) + QLatin1Char('/') + id.slug() + QStringLiteral(".json");
}

Result<UnderWay> readNote(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return failure(ErrorCode::NotFound, Text::english("There is no %1.").arg(path));
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       Text::english("Reading %1 failed: %2.").arg(path, file.errorString()));
    }
    return json::parseAs<UnderWay>(file.readAll()).map_error([&path](Error error) {
        return withContext(Text::english("Reading %1").arg(path), std::move(error));
    });
}

} // namespace

static void to_json(nlohmann::json &target, const UnderWay &note)
{
    target = {
        {"id", note.id},
        {"work", note.work == UnderWay::Work::Removing ? removingName : installingName},
        {"engine", note.engine},
        {"version", note.version},
        {"isBackendTouched", note.isBackendTouched},
    };
}

static void from_json(const nlohmann::json &source, UnderWay &note)
{
    note.id = json::field<QString>(source, "id");
    note.work = json::field<QString>(source, "work") == removingName ? UnderWay::Work::Removing
                                                                     : UnderWay::Work::Installing;
    note.engine = json::field<QString>(source, "engine");
    note.version = json::fieldOr<QString>(source, "version", {});
    note.isBackendTouched = json::fieldOr<bool>(source, "isBackendTouched", false);
}

QString UnderWay::folder(const ExtensionStore &store)
{
    return store.paths().data + QStringLiteral("/underway");
}

Result<UnderWay> UnderWay::read(const ExtensionStore &store, const ExtensionId &id)
{
    return readNote(notePath(store, id));
}

std::vector<UnderWay> UnderWay::all(const ExtensionStore &store)
{
    std::vector<UnderWay> notes;
    const QFileInfoList files =
        QDir(folder(store)).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        const Result<UnderWay> note = readNote(file.filePath());
        if (note) {
            notes.push_back(*note);
        } else {
            qCWarning(lcExtensions).noquote() << note.error().message;
        }
    }
    return notes;
}

void UnderWay::remove(const ExtensionStore &store, const ExtensionId &id)
{
    QFile::remove(notePath(store, id));
}

Result<> UnderWay::write(const ExtensionStore &store) const
{
    PIERHEAD_TRY(extensionId, ExtensionId::parse(id));
    QDir().mkpath(folder(store));
    const QString path = notePath(store, extensionId);
    if (QFileInfo(path).isSymLink()) {
        QFile::remove(path); // else what it leads to would be written
    }
    QSaveFile file(path);
    const QByteArray text = json::serializePretty(nlohmann::json(*this));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("Writing %1 failed: %2. Look whether the disk is full and "
                                     "the folder may be written to.")
                           .arg(file.fileName(), file.errorString()));
    }
    syncFolder(folder(store));
    return {};
}

} // namespace pierhead::extensions
