#include "versionfolders.h"

#include "installrecord.h"

#include <host/base/foldersync.h>
#include <host/base/logging.h>

#include <QDir>

#include <cerrno>
#include <cstdio>

namespace pierhead::extensions {

namespace {

/// The link that takes the place of `current`.
const QString nextLink = QStringLiteral(".current-next");

/// A name for people and tools; the name of its folder is unique all the same.
QString versionName(const QString &imageId)
{
    return imageId.section(QLatin1Char(':'), -1).left(12);
}

} // namespace

VersionFolders::VersionFolders(QString folder)
    : m_folder(std::move(folder))
{ }

QString VersionFolders::versions() const
{
    return m_folder + QStringLiteral("/versions");
}

Result<QString> VersionFolders::stage(const QString &imageId) const
{
    const QString wanted = versionName(imageId);
    QString name = wanted;
    for (int number = 2; QFileInfo::exists(versions() + QLatin1Char('/') + name); ++number) {
        name = QStringLiteral("%1-%2").arg(wanted).arg(number);
    }
    const QString path = versions() + QLatin1Char('/') + name;
    if (!QDir().mkpath(path)) {
        return failure(ErrorCode::Io,
                       Text::english("Making the folder %1 failed. Look whether the disk is full "
                                     "and the folder above may be written to.")
                           .arg(path));
    }
    return path;
}

void VersionFolders::drop(const QString &version) const
{
    QDir(versions() + QLatin1Char('/') + version).removeRecursively();
    QDir().rmdir(versions());
}

void VersionFolders::sweep(const QString &kept) const
{
    const QDir folder(m_folder);
    QFile::remove(folder.filePath(nextLink));
    const Result<InstallRecord> record = InstallRecord::read(m_folder);
    if (!record && record.error().code != ErrorCode::NotFound) {
        return;
    }
    const QStringList present =
        QDir(versions()).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &version : present) {
        const bool isRecorded =
            record && (version == record->version || version == record->previousVersion);
        if (!isRecorded && version != kept) {
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
    const QString next = m_folder + QLatin1Char('/') + nextLink;
    QFile::remove(next);
    if (!QFile::link(target, next)
        || std::rename(QFile::encodeName(next).constData(), QFile::encodeName(current).constData())
            != 0) {
        qCWarning(lcExtensions).noquote()
            << "Pointing" << current << "to" << target << "failed:" << qt_error_string(errno);
    }
    syncFolder(m_folder);
}

} // namespace pierhead::extensions
