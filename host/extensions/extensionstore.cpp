#include "extensionstore.h"

#include "imagereference.h"
#include "installrecord.h"
#include "versionfolders.h"

#include <host/base/faultpoint.h>
#include <host/base/foldersync.h>
#include <host/base/logging.h>
#include <host/settings/settings.h>

#include <QDir>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

namespace pierhead::extensions {

namespace {

Result<> makeFolder(const QString &path)
{
    if (!QDir().mkpath(path)) {
        return failure(
            ErrorCode::Io,
            Text::english("Making the folder %1 failed. Look whether the disk is full and the "
                          "folder above may be written to.")
                .arg(path));
    }
    return {};
}

/// Everything of the folder's file system is on the disk after this.
void syncDisk(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::syncfs(descriptor);
        ::close(descriptor);
    }
}

/// What processes that were killed have left in the folder; nothing is at work for a day.
void removeForgotten(const QString &scratch)
{
    const QDateTime limit = QDateTime::currentDateTimeUtc().addDays(-1);
    const QFileInfoList entries =
        QDir(scratch).entryInfoList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        if (entry.lastModified() < limit) {
            QDir(entry.filePath()).removeRecursively();
        }
    }
}

Error notInstalled(const QString &key)
{
    return {
        ErrorCode::NotFound,
        Text::english("\"%1\" is not installed. `docker extension ls` shows what is.").arg(key)};
}

/// Whether the key names the extension for sure: by its id or a reference of it, whatever the tag.
bool isIdOf(const InstalledExtension &extension, const QString &key)
{
    const Result<ImageReference> reference = ImageReference::parse(key);
    return extension.id.value() == key
        || (reference && reference->repository == extension.id.value());
}

/// A window that has its page open writes there until it sees that the record is gone, and deletes
/// there after that: what comes or goes meanwhile is no reason to give up.
bool removeWhole(const QString &folder)
{
    constexpr int attempts = 5;
    constexpr std::chrono::milliseconds pause{40};
    for (int attempt = 1; !QDir(folder).removeRecursively(); ++attempt) {
        if (attempt == attempts) {
            return false;
        }
        QThread::msleep(static_cast<unsigned long>(pause.count()));
    }
    return true;
}

/// Settings that cannot be read or written must not keep an extension from being removed.
void forgetSettings(const Paths &paths, const ExtensionId &id)
{
    const settings::Settings settings(paths);
    const settings::SettingValues values = settings.values();
    if (!values.dev.contains(id.value()) && !values.disabled.contains(id.value())
        && !values.stopped.contains(id.value())) {
        return;
    }
    const Result<> forgotten = settings.change([&id](settings::SettingValues &kept) {
        kept.dev.remove(id.value());
        kept.disabled.removeAll(id.value());
        kept.stopped.removeAll(id.value());
    });
    if (!forgotten) {
        qCWarning(lcExtensions).noquote()
            << "What the settings say of" << id.value() << "stays:" << forgotten.error().message;
    }
}

} // namespace

ExtensionStore::ExtensionStore(Paths paths)
    : m_paths(std::move(paths))
{ }

QString ExtensionStore::root() const
{
    return m_paths.extensions();
}

QString ExtensionStore::folder(const ExtensionId &id) const
{
    return root() + QLatin1Char('/') + id.slug();
}

Result<QString> ExtensionStore::scratchRoot() const
{
    const QString scratch = m_paths.cache + QStringLiteral("/scratch");
    if (const Result<> made = makeFolder(scratch); !made) {
        return tl::unexpected<Error>(made.error());
    }
    removeForgotten(scratch);
    return scratch;
}

std::vector<InstalledExtension> ExtensionStore::list() const
{
    std::vector<InstalledExtension> found;
    const QFileInfoList entries =
        QDir(root()).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        const Result<InstalledExtension> extension =
            InstallRecord::read(entry.filePath()).and_then([&entry](const InstallRecord &record) {
                return record.load(entry.filePath());
            });
        if (extension && extension->id.slug() == entry.fileName()) {
            found.push_back(*extension);
        } else if (!extension && extension.error().code == ErrorCode::NotFound) {
            // An install that is under way, or was broken off: the next lock of the id sweeps it.
            qCDebug(lcExtensions) << entry.filePath() << "holds no installed extension";
        } else {
            qCWarning(lcExtensions).noquote()
                << entry.filePath() << "is left out of the extensions:"
                << (extension ? QStringLiteral("it holds %1").arg(extension->id.value())
                              : extension.error().message);
        }
    }
    std::sort(found.begin(), found.end(), [](const auto &one, const auto &other) {
        return std::pair(one.name, one.id.value()) < std::pair(other.name, other.id.value());
    });
    return found;
}

Result<InstalledExtension> ExtensionStore::find(const QString &key) const
{
    std::vector<InstalledExtension> named;
    for (const InstalledExtension &extension : list()) {
        if (isIdOf(extension, key)) {
            return extension;
        }
        if (extension.name == key) {
            named.push_back(extension);
        }
    }
    if (named.empty()) {
        return tl::unexpected<Error>(notInstalled(key));
    }
    if (named.size() > 1) {
        QStringList candidates;
        for (const InstalledExtension &extension : named) {
            candidates.append(extension.id.value());
        }
        return failure(ErrorCode::InvalidArgument,
                       Text::english("Several extensions are named \"%1\": %2. Use the id of one.")
                           .arg(key, candidates.join(QStringLiteral(", "))));
    }
    return named.front();
}

Result<std::unique_ptr<QLockFile>> ExtensionStore::lock(const ExtensionId &id,
                                                        Formats formats) const
{
    const Result<InstallRecord> record = InstallRecord::read(folder(id));
    if (!record && record.error().code == ErrorCode::Conflict && formats == Formats::Known) {
        return tl::unexpected<Error>(record.error());
    }
    // Beside extensions/, so that taking a lock is no change of what is installed.
    const QString locks = m_paths.data + QStringLiteral("/locks");
    if (const Result<> made = makeFolder(locks); !made) {
        return tl::unexpected<Error>(made.error());
    }
    auto lock =
        std::make_unique<QLockFile>(locks + QLatin1Char('/') + id.slug() + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // an install may take long; it is stale when its process is gone
    if (!lock->tryLock()) {
        if (lock->error() != QLockFile::LockFailedError) {
            return failure(ErrorCode::Io,
                           Text::english("Making a lock in %1 failed. Look whether the disk is "
                                         "full and the folder may be written to.")
                               .arg(locks));
        }
        qint64 pid = 0;
        QString host;
        QString program;
        lock->getLockInfo(&pid, &host, &program);
        return failure(ErrorCode::Conflict,
                       Text::english("\"%1\" is being installed or removed by %2 (process %3 on "
                                     "%4) at this moment. Wait until that has ended.")
                           .arg(id.value(), program)
                           .arg(pid)
                           .arg(host));
    }
    VersionFolders(folder(id)).sweep();
    return lock;
}

Result<QString> ExtensionStore::stage(const ExtensionId &id, const QString &imageId) const
{
    return VersionFolders(folder(id)).stage(imageId);
}

Result<InstalledExtension> ExtensionStore::commit(InstalledExtension extension,
                                                  const QString &staged) const
{
    const VersionFolders versions(folder(extension.id));
    const Result<InstallRecord> former = InstallRecord::read(folder(extension.id));
    InstallRecord record = InstallRecord::from(extension);
    // An image that is installed again is no version of its own.
    const bool isSameImage = former && former->imageId == record.imageId;
    if (former) {
        record.previousVersion = isSameImage ? former->previousVersion : former->version;
        record.previous = isSameImage ? former->previous : former->asVersion();
    }
    record.version = QFileInfo(staged).fileName();
    syncDisk(staged);

    // What is loaded later is loaded now: an install that cannot be read is none.
    Result<InstalledExtension> loaded = record.load(folder(extension.id));
    if (loaded) {
        const Result<> written = record.write(folder(extension.id));
        if (!written) {
            loaded = tl::unexpected<Error>(written.error());
        }
    }
    if (!loaded) {
        versions.drop(record.version);
        return loaded;
    }
    faultPoint("recorded");
    // Points `current` to it too. What a page shows at this moment goes with the next lock.
    versions.sweep(isSameImage ? former->version : QString());
    faultPoint("switched");
    return loaded;
}

Result<InstalledExtension> ExtensionStore::previous(const ExtensionId &id) const
{
    PIERHEAD_TRY(record, InstallRecord::read(folder(id)));
    PIERHEAD_TRY(exchanged, record.exchanged());
    return exchanged.load(folder(id));
}

Result<InstalledExtension> ExtensionStore::exchangeVersions(const ExtensionId &id) const
{
    PIERHEAD_TRY(record, InstallRecord::read(folder(id)));
    PIERHEAD_TRY(exchanged, record.exchanged());
    PIERHEAD_TRY(loaded, exchanged.load(folder(id)));
    if (const Result<> written = exchanged.write(folder(id)); !written) {
        return tl::unexpected<Error>(written.error());
    }
    faultPoint("recorded");
    VersionFolders(folder(id)).sweep();
    faultPoint("switched");
    return loaded;
}

void ExtensionStore::discard(const QString &staged) const
{
    QDir(staged).removeRecursively();
    const QString versions = QFileInfo(staged).path();
    QDir().rmdir(versions); // does nothing where anything is in it
    QDir().rmdir(QFileInfo(versions).path());
}

Result<> ExtensionStore::remove(const ExtensionId &id) const
{
    const QFileInfo own(folder(id));
    const bool isFolder = !own.isSymLink() && !own.isFile(); // what a link leads to is not ours
    if (isFolder) {
        // Without install.json it is not installed, however far the rest comes.
        QFile::remove(folder(id) + QStringLiteral("/install.json"));
        syncFolder(folder(id)); // a loss of power must not bring it back without the rest
    }
    faultPoint("record-removed");
    forgetSettings(m_paths, id);
    if (isFolder ? !removeWhole(folder(id)) : !QFile::remove(folder(id))) {
        return failure(ErrorCode::Io,
                       Text::english("Deleting %1 failed. Look who may write to it, and delete "
                                     "what is left by hand.")
                           .arg(folder(id)));
    }
    return {};
}

} // namespace pierhead::extensions
