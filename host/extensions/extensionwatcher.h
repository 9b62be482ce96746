#pragma once

#include "extensionstore.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace pierhead::extensions {

/// Tells when what is installed changed on disk, whoever changed it (the window or the command
/// line).
class ExtensionWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExtensionWatcher)

public:
    explicit ExtensionWatcher(const ExtensionStore &store, QObject *parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void watch();

    const ExtensionStore &m_store;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
};

} // namespace pierhead::extensions
