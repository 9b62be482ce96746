#pragma once

#include <host/base/async.h>

#include <QObject>

#include <memory>

namespace pierhead::extensions {
class SourceWatcher;
} // namespace pierhead::extensions

namespace pierhead::bridge {

/// Tells of changes in the folder that a page comes from, each time a burst of them is over.
class FolderWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderWatch)

public:
    /// `folder` is an absolute path.
    explicit FolderWatch(const QString &folder, QObject *parent = nullptr);
    ~FolderWatch() override;

    /// From here on changes are noticed.
    void start();

Q_SIGNALS:
    void changed();
    /// Nothing is noticed any more.
    void ended(const Error &reason);

private:
    void waitForChange();

    std::shared_ptr<extensions::SourceWatcher> m_watcher; ///< also of who waits for its answer
    StopSource m_stop;
};

} // namespace pierhead::bridge
