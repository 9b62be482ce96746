#include "versionfolders.h"

#include "installrecord.h"

#include <host/base/logging.h>

#include <QDir>
#include <QTemporaryDir>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace pierhead::extensions {

namespace {

/// A name for people and tools; the name of its folder is unique all the same.
QString versionName(const QString &imageId)
{
    return imageId.section(QLatin1Char(':'), -1).left(12);
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

} // namespace

VersionFolders::VersionFolders(QString folder)
    : m_folder(std::move(folder))
{ }

QString VersionFolders::versions() const
{
    return m_folder + QStringLiteral("/versions");
}

Result<QString> VersionFolders::stage() const
{
    QTemporaryDir staged(m_folder + QStringLiteral("/.staged-XXXXXX"));
    if (!staged.isValid()) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Making a folder in %1 failed: %2. Look whether the disk is "
                                      "full.")
                           .arg(m_folder, staged.errorString()));
    }
    staged.setAutoRemove(false);
    return staged.path();
}

Result<QString> VersionFolders::adopt(const QString &staged, const QString &imageId) const
{
    const QString wanted = versionName(imageId);
    QString name = wanted;
    for (int number = 2; QFileInfo::exists(versions() + QLatin1Char('/') + name); ++number) {
        name = QStringLiteral("%1-%2").arg(wanted).arg(number);
    }
    syncDisk(staged);
    if (!QDir().mkpath(versions())
        || !QDir().rename(staged, versions() + QLatin1Char('/') + name)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Moving %1 to %2 failed. Look whether the disk is full.")
                           .arg(staged, versions()));
    }
    return name;
}

void VersionFolders::drop(const QString &version) const
{
    QDir(versions() + QLatin1Char('/') + version).removeRecursively();
    QDir().rmdir(versions());
}

void VersionFolders::sweep() const
{
    const QDir folder(m_folder);
    const QStringList staged =
        folder.entryList({QStringLiteral(".staged-*"), QStringLiteral(".current-*")},
                         QDir::AllEntries | QDir::Hidden | QDir::System);
    for (const QString &name : staged) {
        const QString path = folder.filePath(name);
        QFileInfo(path).isSymLink() ? QFile::remove(path) : QDir(path).removeRecursively();
    }
    const Result<InstallRecord> record = InstallRecord::read(m_folder);
    if (!record && record.error().code != ErrorCode::NotFound) {
        return;
    }
    const QStringList present =
        QDir(versions()).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &version : present) {
        if (!record || (version != record->version && version != record->previousVersion)) {
            drop(version);
        }
    }
    if (record) {
        pointCurrentTo(record->version);
        return;
    }
    QFile::remove(folder.filePath(QStringLiteral("current")));
    QDir().rmdir(m_folder);
}

void VersionFolders::pointCurrentTo(const QString &version) const
{
    const QString current = m_folder + QStringLiteral("/current");
    const QString target = QStringLiteral("versions/") + version;
    if (QFile::symLinkTarget(current) == QDir(m_folder).absoluteFilePath(target)) {
        return;
    }
    // A link is made beside it and renamed over it, so that `current` always leads somewhere.
    const QString next = m_folder + QStringLiteral("/.current-next");
    QFile::remove(next);
    if (!QFile::link(target, next)
        || std::rename(QFile::encodeName(next).constData(), QFile::encodeName(current).constData())
            != 0) {
        qCWarning(lcExtensions).noquote()
            << "Pointing" << current << "to" << target << "failed:" << qt_error_string(errno);
    }
}

} // namespace pierhead::extensions
