#pragma once

#include <host/base/answer.h>

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QMap>
#include <QObject>
#include <QTimer>

#include <optional>

namespace pierhead::extensions {

/// Tells what changes in a folder with a Dockerfile, as far as it is sent to a build
/// (`.dockerignore` is honoured). Changes in .git and node_modules and of what editors leave beside
/// a file do not count, though a build may have them.
class SourceWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceWatcher)

public:
    /// A file or a folder of the build.
    struct Stamp
    {
        qint64 modified = 0; ///< milliseconds since 1970; of a folder 0
        qint64 size = 0;
        int permissions = 0;
        QString target; ///< of a link

        bool operator==(const Stamp &) const = default;
    };

    /// Files and folders, each of which the system watches.
    static constexpr qsizetype usualLimit = 5000;

    /// `folder` is an absolute path.
    explicit SourceWatcher(QString folder, qsizetype limit = usualLimit, QObject *parent = nullptr);

    /// From here on changes are noticed. NotFound without the folder; InvalidArgument where more is
    /// in it than `limit`; Io where the system watches no more.
    [[nodiscard]] Result<> start();

    /// What changed since start() or the last answer, once a burst is over: paths in the folder, in
    /// the order of names. Errors as start()'s, and Cancelled.
    [[nodiscard]] Task<Result<QStringList>> next(StopToken stop);

private:
    using Stamps = QMap<QString, Stamp>;

    void notice();
    void wake();
    [[nodiscard]] Result<Stamps> watchAndRead();
    [[nodiscard]] Result<> watch(const QStringList &paths);

    QString m_folder;
    qsizetype m_limit;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QElapsedTimer m_burst; ///< since its first event
    bool m_isDue = false;  ///< a burst is over that was not looked at
    std::optional<Answer<bool>> m_waiting;
    Stamps m_stamps; ///< when it was last looked at
};

} // namespace pierhead::extensions
