#include "extensionwatcher.h"

#include <QDir>

#include <chrono>

namespace pierhead::extensions {

namespace {

/// An install writes several times in a row: what settled is told once.
constexpr std::chrono::milliseconds settleTime{100};

} // namespace

ExtensionWatcher::ExtensionWatcher(const ExtensionStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &ExtensionWatcher::changed);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        watch();
        m_settle.start();
    });
    watch();
}

void ExtensionWatcher::watch()
{
    // A folder that was replaced is no longer the one that was watched, although its path is: all
    // are let go of and taken up again.
    const QStringList former = m_watcher.directories();
    if (!former.isEmpty()) {
        m_watcher.removePaths(former);
    }
    QDir root(m_store.root());
    root.mkpath(QStringLiteral("."));
    m_watcher.addPath(root.path()); // first, so that a folder made from here on is told
    for (const QString &name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        m_watcher.addPath(root.filePath(name));
    }
}

} // namespace pierhead::extensions
