#pragma once

#include "mainwindow.h"

#include <QSettings>

namespace pierhead::desktop {

/// Where the window was and how large pages were in it, from one run to the next, in window.ini
/// under the data folder.
class WindowSettings final
{
public:
    explicit WindowSettings(const Paths &paths);

    void restore(MainWindow &window) const;
    void save(const MainWindow &window);

    /// Theme and engine, which earlier versions kept here, go where they are now.
    void moveTo(const settings::Settings &settings);

private:
    QSettings m_settings;
};

} // namespace pierhead::desktop
