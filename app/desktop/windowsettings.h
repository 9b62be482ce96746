#pragma once

#include "theme.h"

#include <host/base/paths.h>

#include <QMainWindow>
#include <QSettings>

namespace pierhead::desktop {

/// What the window remembers from one run to the next, in window.ini under the data folder.
class WindowSettings final
{
public:
    explicit WindowSettings(const Paths &paths);

    void restore(QMainWindow &window) const;
    void save(const QMainWindow &window);

    [[nodiscard]] Theme::Preference theme() const;
    void setTheme(Theme::Preference preference);

    /// The Engine::key() that was chosen last, or empty.
    [[nodiscard]] QString engine() const;
    void setEngine(const QString &key);

private:
    QSettings m_settings;
};

} // namespace pierhead::desktop
