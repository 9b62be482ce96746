#include "examination.h"

#include <host/base/background.h>
#include <host/base/filedescriptor.h>
#include <host/extensions/repair.h>

#include <QDir>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/file.h>

namespace pierhead::doctor {

namespace {

using extensions::ExtensionId;
using extensions::ExtensionStore;
using extensions::UnderWay;
using Severity = Finding::Severity;

/// Longer than anything is at work on a temporary folder without changing it.
constexpr qint64 idleSeconds = 3600;

/// Whether somebody is at work: the kernel keeps the lock of a QLockFile for as long as its process
/// lives. What cannot be looked at is taken for held.
bool isHeld(const QString &path)
{
    const FileDescriptor file(::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC));
    if (file.get() < 0) {
        return errno != ENOENT;
    }
    return ::flock(file.get(), LOCK_EX | LOCK_NB) != 0;
}

QString lockFolder(const Paths &paths)
{
    return paths.data + QStringLiteral("/locks");
}

Task<Result<void>> removePath(QString path)
{
    const auto work = [path]() -> Result<> {
        const bool isGone = QFileInfo(path).isDir() && !QFileInfo(path).isSymLink()
            ? QDir(path).removeRecursively()
            : QFile::remove(path);
        if (!isGone && QFileInfo::exists(path)) {
            return failure(ErrorCode::Io, QStringLiteral("Deleting %1 failed.").arg(path));
        }
        return {};
    };
    co_return co_await runInBackground(work);
}

Task<Result<void>>
repairWith(std::shared_ptr<engine::Engine> engine, ExtensionStore store, UnderWay left)
{
    co_return co_await extensions::repair(engine->client(), store, left);
}

Finding leftover(const QString &check, const QString &path, const QString &what)
{
    return {.severity = Severity::Warning,
            .check = check,
            .where = path,
            .what = what,
            .advice = QStringLiteral("Delete it."),
            .mend = [path] {
                return removePath(path);
            }};
}

Finding brokenOff(const Examination &now, const UnderWay &left)
{
    const bool isRemoval = left.work == UnderWay::Work::Removing;
    Finding finding{.severity = Severity::Error,
                    .check = QStringLiteral("broken-off"),
                    .where = left.id,
                    .what = isRemoval
                        ? QStringLiteral("Its removal from %1 was broken off.").arg(left.engine)
                        : QStringLiteral("An install of it on %1 was broken off.").arg(left.engine),
                    .advice = isRemoval ? QStringLiteral("Remove it again.")
                                        : QStringLiteral("Install it again, or remove it.")};
    const auto engine = now.engines.find(left.engine);
    if (engine != now.engines.end()) {
        finding.mend = [engine = engine->second, store = now.store, left] {
            return repairWith(engine, store, left);
        };
    }
    return finding;
}

void checkNotes(Examination &now)
{
    const QDir folder(UnderWay::folder(now.store));
    const QFileInfoList files =
        folder.entryInfoList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &file : files) {
        const QString lock = lockFolder(now.paths) + QLatin1Char('/') + file.completeBaseName()
            + QStringLiteral(".lock");
        const Result<ExtensionId> id = ExtensionId::parse(file.completeBaseName());
        const Result<UnderWay> left =
            id ? UnderWay::read(now.store, *id) : tl::unexpected<Error>(id.error());
        if (isHeld(lock)) {
            continue; // it is under way
        }
        if (left) {
            now.findings.push_back(brokenOff(now, *left));
        } else {
            now.findings.push_back(
                leftover(QStringLiteral("note-broken"),
                         file.filePath(),
                         QStringLiteral("It should tell what was under way, and cannot be read.")));
        }
    }
}

void checkLocks(Examination &now)
{
    const QFileInfoList locks =
        QDir(lockFolder(now.paths)).entryInfoList({QStringLiteral("*.lock")}, QDir::Files);
    for (const QFileInfo &lock : locks) {
        if (!isHeld(lock.filePath())) {
            now.findings.push_back(
                leftover(QStringLiteral("lock-stale"),
                         lock.filePath(),
                         QStringLiteral("The process that took this lock is gone.")));
        }
    }
}

void checkTemporary(Examination &now)
{
    const QDir scratch(now.paths.cache + QStringLiteral("/scratch"));
    const QDateTime limit = QDateTime::currentDateTimeUtc().addSecs(-idleSeconds);
    const QFileInfoList entries = scratch.entryInfoList(QDir::AllEntries | QDir::Hidden
                                                        | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        if (entry.lastModified() < limit) {
            now.findings.push_back(leftover(
                QStringLiteral("scratch"),
                entry.filePath(),
                QStringLiteral("It was needed for a moment, and nobody has used it for an hour.")));
        }
    }
    const QFileInfoList sockets =
        QDir(now.paths.runtime)
            .entryInfoList({QStringLiteral("engine-*-*")}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : sockets) {
        const int pid = folder.fileName().section(QLatin1Char('-'), 1, 1).toInt();
        if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH) {
            now.findings.push_back(
                leftover(QStringLiteral("socket-folder"),
                         folder.filePath(),
                         QStringLiteral("The process whose embedded engine it was for is gone.")));
        }
    }
}

} // namespace

void checkLeftovers(Examination &now)
{
    checkNotes(now);
    checkLocks(now);
    checkTemporary(now);
}

} // namespace pierhead::doctor
