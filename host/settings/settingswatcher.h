#pragma once

#include "settings.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace pierhead::settings {

/// Tells when the settings changed on disk, whoever changed them.
class SettingsWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsWatcher)

public:
    explicit SettingsWatcher(const Settings &settings, QObject *parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void watch();
    void look();

    QString m_file;
    QByteArray m_content; ///< when it was last looked at
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
};

} // namespace pierhead::settings
