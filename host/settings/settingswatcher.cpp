#include "settingswatcher.h"

#include <QDir>
#include <QFileInfo>

#include <chrono>

namespace pierhead::settings {

namespace {

/// An editor writes several times in a row: what settled is told once.
constexpr std::chrono::milliseconds settingsSettleTime{50};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

SettingsWatcher::SettingsWatcher(const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_file(settings.file())
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settingsSettleTime);
    connect(&m_settle, &QTimer::timeout, this, &SettingsWatcher::look);
    const auto settle = [this] {
        m_settle.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    watch();
    m_content = contentOf(m_file);
}

void SettingsWatcher::watch()
{
    // The folder for a file that comes or is replaced, the file for one that is written to.
    const QString folder = QFileInfo(m_file).path();
    QDir().mkpath(folder);
    if (!m_watcher.directories().contains(folder)) {
        m_watcher.addPath(folder);
    }
    if (QFile::exists(m_file) && !m_watcher.files().contains(m_file)) {
        m_watcher.addPath(m_file);
    }
}

void SettingsWatcher::look()
{
    watch();
    const QByteArray content = contentOf(m_file);
    if (content != m_content) {
        m_content = content;
        Q_EMIT changed();
    }
}

} // namespace pierhead::settings
