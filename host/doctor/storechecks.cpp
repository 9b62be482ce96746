#include "examination.h"

#include <host/base/background.h>
#include <host/extensions/installrecord.h>
#include <host/extensions/underway.h>

#include <QDir>

namespace pierhead::doctor {

namespace {

using extensions::ExtensionId;
using extensions::ExtensionStore;
using extensions::InstalledExtension;
using extensions::InstallRecord;
using Severity = Finding::Severity;

/// What taking the lock sweeps: versions and links that no install.json names.
Task<Result<void>> sweepVersions(ExtensionStore store, ExtensionId id)
{
    const auto work = [store, id]() -> Result<> {
        const auto lock = store.lock(id);
        return lock ? Result<>() : tl::unexpected<Error>(lock.error());
    };
    co_return co_await runInBackground(work);
}

/// Without install.json it is nothing; what an install left in it goes.
Task<Result<void>> removeNothing(ExtensionStore store, ExtensionId id)
{
    const auto work = [store, id]() -> Result<> {
        PIERHEAD_TRY(lock, store.lock(id));
        if (QFileInfo::exists(store.folder(id) + QStringLiteral("/install.json"))) {
            return {};
        }
        return store.remove(id);
    };
    co_return co_await runInBackground(work);
}

/// An id whose folder has that name, for the lock; not always the very id, see ExtensionId::slug().
Result<ExtensionId> idOfFolder(const QString &name)
{
    return ExtensionId::parse(name);
}

Finding unreadable(const QString &path, const Error &reason)
{
    const bool isNewer = reason.code == ErrorCode::Conflict;
    return {.severity = Severity::Error,
            .check = isNewer ? QStringLiteral("install-newer") : QStringLiteral("install-broken"),
            .where = path,
            .what = reason.message,
            .advice = isNewer
                ? QStringLiteral("Use the Pierhead that wrote it, or update this one.")
                : QStringLiteral("Install the extension again, or remove it by its id with "
                                 "\"docker extension rm --force\".")};
}

Finding nothingInstalled(const ExtensionStore &store, const QFileInfo &folder)
{
    Finding finding{.severity = Severity::Warning,
                    .check = QStringLiteral("folder-without-extension"),
                    .where = folder.filePath(),
                    .what = QStringLiteral("The folder holds no installed extension; an install "
                                           "or a removal left it."),
                    .advice = QStringLiteral("Delete it.")};
    if (const Result<ExtensionId> id = idOfFolder(folder.fileName()); id) {
        finding.mend = [store, id = *id] {
            return removeNothing(store, id);
        };
    }
    return finding;
}

/// Versions and links beyond what install.json names.
std::vector<Finding> strayVersions(const ExtensionStore &store,
                                   const InstalledExtension &extension,
                                   const InstallRecord &record)
{
    std::vector<Finding> findings;
    const auto mend = [store, id = extension.id] {
        return sweepVersions(store, id);
    };
    const QDir folder(extension.folder);
    const QStringList versions = QDir(folder.filePath(QStringLiteral("versions")))
                                     .entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &version : versions) {
        if (version != record.version && version != record.previousVersion) {
            findings.push_back({.severity = Severity::Warning,
                                .check = QStringLiteral("version-left"),
                                .where = folder.filePath(QStringLiteral("versions/") + version),
                                .what = QStringLiteral("No install.json names this version; an "
                                                       "install that was broken off left it."),
                                .advice = QStringLiteral("Delete it."),
                                .mend = mend});
        }
    }
    const QString current = folder.filePath(QStringLiteral("current"));
    if (QFile::symLinkTarget(current) != extension.version) {
        findings.push_back({.severity = Severity::Warning,
                            .check = QStringLiteral("current-link"),
                            .where = current,
                            .what = QStringLiteral("It does not lead to the installed version, %1.")
                                        .arg(record.version),
                            .advice = QStringLiteral("Point it there."),
                            .mend = mend});
    }
    return findings;
}

/// What the installed version should have on the disk and has not.
void checkFiles(Examination &now, const InstalledExtension &extension)
{
    const QStringList wanted{extension.uiRoot(), extension.composeFile()};
    for (const QString &path : wanted) {
        if (!path.isEmpty() && !QFileInfo(path).isReadable()) {
            now.findings.push_back(
                {.severity = Severity::Error,
                 .check = QStringLiteral("files-damaged"),
                 .where = path,
                 .what = QStringLiteral("It belongs to %1, and is gone or cannot "
                                        "be read.")
                             .arg(extension.id.value()),
                 .advice = QStringLiteral("Install %1 again.").arg(extension.reference)});
        }
    }
    if (extension.installedAt > QDateTime::currentDateTimeUtc().addDays(1)) {
        now.findings.push_back({.severity = Severity::Note,
                                .check = QStringLiteral("clock"),
                                .where = extension.id.value(),
                                .what = QStringLiteral("It was installed at %1, which has not come "
                                                       "yet. The clock was set back.")
                                            .arg(extension.installedAt.toString(Qt::ISODate)),
                                .advice = QStringLiteral("Look whether the clock is right.")});
    }
}

void checkFolder(Examination &now, const QFileInfo &folder)
{
    const Result<InstallRecord> record = InstallRecord::read(folder.filePath());
    if (!record && record.error().code == ErrorCode::NotFound) {
        const Result<ExtensionId> id = idOfFolder(folder.fileName());
        // One with a note is told of with that.
        if (!folder.isReadable()) {
            const Error reason{ErrorCode::Io,
                               QStringLiteral("The folder cannot be read by this user.")};
            now.findings.push_back(unreadable(folder.filePath(), reason));
        } else if (!id || !extensions::UnderWay::read(now.store, *id)) {
            now.findings.push_back(nothingInstalled(now.store, folder));
        }
        return;
    }
    const Result<InstalledExtension> extension =
        record ? record->load(folder.filePath()) : tl::unexpected<Error>(record.error());
    if (!extension) {
        now.findings.push_back(unreadable(folder.filePath(), extension.error()));
        return;
    }
    if (extension->id.slug() != folder.fileName()) {
        const Error reason{ErrorCode::Protocol,
                           QStringLiteral("It holds %1, whose folder is %2.")
                               .arg(extension->id.value(), extension->id.slug())};
        now.findings.push_back(unreadable(folder.filePath(), reason));
        return;
    }
    now.installed.push_back(*extension);
    for (Finding &finding : strayVersions(now.store, *extension, *record)) {
        now.findings.push_back(std::move(finding));
    }
    checkFiles(now, *extension);
}

} // namespace

void checkStore(Examination &now)
{
    const QFileInfo root(now.store.root());
    if (root.exists() && !(root.isDir() && root.isReadable() && root.isWritable())) {
        now.findings.push_back({.severity = Severity::Error,
                                .check = QStringLiteral("store"),
                                .where = root.filePath(),
                                .what = QStringLiteral("Pierhead keeps its extensions in it, and "
                                                       "cannot read and write there."),
                                .advice = QStringLiteral("Look whose it is, and whether its file "
                                                         "system may be written to.")});
    }
    const QFileInfoList entries =
        QDir(root.filePath())
            .entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &entry : entries) {
        checkFolder(now, entry);
    }
}

} // namespace pierhead::doctor
