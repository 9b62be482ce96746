#pragma once

#include <host/settings/settings.h>

#include <QMainWindow>
#include <QSettings>

namespace pierhead::desktop {

/// Where the window was, from one run to the next, in window.ini under the data folder.
class WindowSettings final
{
public:
    explicit WindowSettings(const Paths &paths);

    void restore(QMainWindow &window) const;
    void save(const QMainWindow &window);

    /// Theme and engine, which earlier versions kept here, go where they are now.
    void moveTo(const settings::Settings &settings);

private:
    QSettings m_settings;
};

} // namespace pierhead::desktop
