#include "examination.h"

#include <QFileInfo>
#include <QSet>
#include <QStorageInfo>

namespace pierhead::doctor {

namespace {

constexpr qint64 megabyte = 1000LL * 1000;
/// Less does not take the files of a small extension.
constexpr qint64 fullBelow = 10 * megabyte;
/// Less does not take the image archive of many an extension.
constexpr qint64 scarceBelow = 200 * megabyte;

/// The disk that the folder is on, or would be made on.
QStorageInfo diskOf(const QString &folder)
{
    QFileInfo existing(folder);
    while (!existing.exists() && !existing.isRoot()) {
        existing.setFile(existing.path());
    }
    return QStorageInfo(existing.filePath());
}

Finding fullDisk(const QString &folder, qint64 available)
{
    return {.severity = Finding::Severity::Error,
            .check = QStringLiteral("disk"),
            .where = folder,
            .what = QStringLiteral("The disk that it is on is full: %1 MB are free. Installs, "
                                   "updates and changed settings cannot be kept.")
                        .arg(available / megabyte),
            .advice = QStringLiteral("Delete what is not needed on that disk.")};
}

Finding scarceDisk(const QString &folder, qint64 available)
{
    return {.severity = Finding::Severity::Note,
            .check = QStringLiteral("disk"),
            .where = folder,
            .what = QStringLiteral("The disk that it is on is nearly full: %1 MB are free. An "
                                   "extension may not fit.")
                        .arg(available / megabyte),
            .advice = QStringLiteral("Delete what is not needed on that disk.")};
}

} // namespace

void checkDisk(Examination &now)
{
    QSet<QString> seen;
    for (const QString &folder : {now.paths.data, now.paths.cache}) {
        const QStorageInfo disk = diskOf(folder);
        if (!disk.isValid() || seen.contains(disk.rootPath())) {
            continue;
        }
        seen.insert(disk.rootPath());
        const qint64 available = disk.bytesAvailable();
        if (available < fullBelow) {
            now.findings.push_back(fullDisk(folder, available));
        } else if (available < scarceBelow) {
            now.findings.push_back(scarceDisk(folder, available));
        }
    }
}

} // namespace pierhead::doctor
