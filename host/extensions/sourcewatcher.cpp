#include "sourcewatcher.h"

#include <host/archive/ignorerules.h>

#include <QDateTime>
#include <QDir>
#include <QSet>

#include <algorithm>
#include <chrono>
#include <utility>

namespace pierhead::extensions {

namespace {

/// An editor writes several times for one save, and a checkout many files.
constexpr std::chrono::milliseconds burstPause{300};
/// What never pauses is looked at all the same.
constexpr std::chrono::milliseconds longestBurst{3000};
/// Folders that are made while they are looked at.
constexpr int mostLooks = 8;

/// What is in the folder now.
struct SourceContents
{
    QMap<QString, SourceWatcher::Stamp> stamps; ///< by the path in the folder
    QStringList watchable;                      ///< absolute paths
};

bool isNeverWatched(const QString &name)
{
    return name == QLatin1String(".git") || name == QLatin1String("node_modules")
        || name.startsWith(QLatin1String(".#")) || name.endsWith(QLatin1Char('~'))
        || name.endsWith(QLatin1String(".swp")) || name.endsWith(QLatin1String(".swx"));
}

SourceWatcher::Stamp stampOf(const QFileInfo &info)
{
    if (info.isSymLink()) {
        return {0, 0, 0, info.symLinkTarget()};
    }
    const auto permissions = static_cast<int>(info.permissions());
    if (info.isDir()) {
        return {0, 0, permissions, {}};
    }
    return {info.lastModified().toMSecsSinceEpoch(), info.size(), permissions, {}};
}

/// Reads a folder as archive::writeBuildContext does.
class SourceReader final
{
public:
    SourceReader(QString folder, archive::IgnoreRules rules, qsizetype limit)
        : m_folder(std::move(folder))
        , m_rules(std::move(rules))
        , m_limit(limit)
    { }

    [[nodiscard]] Result<SourceContents> read()
    {
        if (!QFileInfo(m_folder).isDir()) {
            return failure(ErrorCode::NotFound,
                           QStringLiteral("The folder %1 is not there.").arg(m_folder));
        }
        readFolder({});
        if (m_contents.watchable.size() > m_limit) {
            return failure(ErrorCode::InvalidArgument,
                           QStringLiteral("%1 has more than %2 files and folders, which are too "
                                          "many to watch. Name what is not part of the build in "
                                          "its .dockerignore.")
                               .arg(m_folder)
                               .arg(m_limit));
        }
        return std::move(m_contents);
    }

private:
    void readFolder(const QString &folder)
    {
        const QDir place(m_folder + QLatin1Char('/') + folder);
        m_contents.watchable.append(QDir::cleanPath(place.path()));
        const QFileInfoList entries = place.entryInfoList(QDir::AllEntries | QDir::Hidden
                                                          | QDir::System | QDir::NoDotAndDotDot);
        for (const QFileInfo &entry : entries) {
            if (m_contents.watchable.size() > m_limit) {
                return;
            }
            if (!isNeverWatched(entry.fileName())) {
                readEntry(folder.isEmpty() ? entry.fileName()
                                           : folder + QLatin1Char('/') + entry.fileName(),
                          entry);
            }
        }
    }

    void readEntry(const QString &path, const QFileInfo &entry)
    {
        const bool isIgnored = path != QLatin1String("Dockerfile")
            && path != QLatin1String(".dockerignore") && m_rules.isIgnored(path);
        if (isIgnored && !m_rules.hasExceptions()) {
            return;
        }
        if (!isIgnored) {
            m_contents.stamps.insert(path, stampOf(entry));
        }
        if (entry.isSymLink()) {
            return; // its folder tells when it is exchanged
        }
        if (entry.isDir()) {
            readFolder(path);
        } else if (!isIgnored && entry.isFile()) {
            m_contents.watchable.append(entry.absoluteFilePath());
        }
    }

    QString m_folder;
    archive::IgnoreRules m_rules;
    qsizetype m_limit;
    SourceContents m_contents;
};

/// The paths that are in one alone, or are not the same in both.
QStringList differing(const QMap<QString, SourceWatcher::Stamp> &before,
                      const QMap<QString, SourceWatcher::Stamp> &now)
{
    QStringList paths;
    for (auto one = before.cbegin(); one != before.cend(); ++one) {
        if (!now.contains(one.key()) || now.value(one.key()) != one.value()) {
            paths.append(one.key());
        }
    }
    for (auto one = now.cbegin(); one != now.cend(); ++one) {
        if (!before.contains(one.key())) {
            paths.append(one.key());
        }
    }
    paths.sort();
    return paths;
}

} // namespace

SourceWatcher::SourceWatcher(QString folder, qsizetype limit, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_limit(limit)
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &SourceWatcher::wake);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SourceWatcher::notice);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &SourceWatcher::notice);
}

Result<> SourceWatcher::start()
{
    PIERHEAD_TRY(stamps, watchAndRead());
    m_stamps = stamps;
    return {};
}

Task<Result<QStringList>> SourceWatcher::next(StopToken stop)
{
    while (!stop.stop_requested()) {
        if (std::exchange(m_isDue, false)) {
            PIERHEAD_CO_TRY(stamps, watchAndRead());
            const QStringList changes = differing(m_stamps, stamps);
            m_stamps = stamps;
            if (!changes.isEmpty()) {
                co_return changes;
            }
            continue;
        }
        m_waiting.emplace();
        const auto onStop = [this] {
            m_waiting->give(false);
        };
        const Result<bool> woken = co_await answerOf(m_waiting->future(), stop, this, onStop);
        Q_UNUSED(woken)
    }
    co_return cancelled(QStringLiteral("Watching %1").arg(m_folder));
}

void SourceWatcher::notice()
{
    if (!m_settle.isActive()) {
        m_burst.start();
    }
    const std::chrono::milliseconds left(longestBurst.count() - m_burst.elapsed());
    m_settle.start(std::clamp(left, std::chrono::milliseconds(0), burstPause));
}

void SourceWatcher::wake()
{
    m_isDue = true;
    if (m_waiting) {
        m_waiting->give(true);
    }
}

Result<SourceWatcher::Stamps> SourceWatcher::watchAndRead()
{
    for (int look = 1;; ++look) {
        PIERHEAD_TRY(rules, archive::IgnoreRules::ofFolder(m_folder));
        PIERHEAD_TRY(contents, SourceReader(m_folder, rules, m_limit).read());
        QStringList watched = m_watcher.files() + m_watcher.directories();
        if (look == 1 && !watched.isEmpty()) {
            // What was replaced is no longer what is watched, although its path is.
            m_watcher.removePaths(watched);
            watched.clear();
        }
        const QSet<QString> wanted(contents.watchable.cbegin(), contents.watchable.cend());
        const QSet<QString> former(watched.cbegin(), watched.cend());
        const QStringList added = (wanted - former).values();
        if (added.isEmpty() || look == mostLooks) {
            return contents.stamps;
        }
        // What changed before it was watched is seen when it is read once more.
        if (const Result<> done = watch(added); !done) {
            return tl::unexpected<Error>(done.error());
        }
    }
}

Result<> SourceWatcher::watch(const QStringList &paths)
{
    const QStringList refused = m_watcher.addPaths(paths);
    const auto isThere = [](const QString &path) {
        return QFileInfo(path).isReadable();
    };
    const auto failed = std::find_if(refused.cbegin(), refused.cend(), isThere);
    if (failed == refused.cend()) {
        return {};
    }
    return failure(
        ErrorCode::Io,
        QStringLiteral("%1 cannot be watched: the system watches no more files for you. Name what "
                       "is not part of the build in .dockerignore, or raise "
                       "fs.inotify.max_user_watches.")
            .arg(*failed));
}

} // namespace pierhead::extensions
