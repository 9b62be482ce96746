#include "windowsettings.h"

namespace pierhead::desktop {

namespace {

const QString geometryKey = QStringLiteral("geometry");
const QString zoomKey = QStringLiteral("zoom");
const QString engineKey = QStringLiteral("engine");
const QString themeKey = QStringLiteral("theme");

settings::ThemeChoice themeOf(const QString &name)
{
    if (name == QLatin1String("Dark")) {
        return settings::ThemeChoice::Dark;
    }
    return name == QLatin1String("Light") ? settings::ThemeChoice::Light
                                          : settings::ThemeChoice::System;
}

} // namespace

WindowSettings::WindowSettings(const Paths &paths)
    : m_settings(paths.data + QStringLiteral("/window.ini"), QSettings::IniFormat)
{ }

void WindowSettings::restore(MainWindow &window) const
{
    window.restoreGeometry(m_settings.value(geometryKey).toByteArray());
    window.zoom().setFactor(m_settings.value(zoomKey, 1).toDouble());
}

void WindowSettings::save(const MainWindow &window)
{
    m_settings.setValue(geometryKey, window.saveGeometry());
    m_settings.setValue(zoomKey, window.zoom().factor());
}

void WindowSettings::moveTo(const settings::Settings &settings)
{
    if (!m_settings.contains(engineKey) && !m_settings.contains(themeKey)) {
        return;
    }
    const QString engine = m_settings.value(engineKey).toString();
    const QString theme = m_settings.value(themeKey).toString();
    const Result<> moved = settings.change([&engine, &theme](settings::SettingValues &values) {
        if (values.engine.isEmpty()) {
            values.engine = engine;
        }
        if (values.theme == settings::ThemeChoice::System) {
            values.theme = themeOf(theme);
        }
    });
    if (moved) {
        m_settings.remove(engineKey);
        m_settings.remove(themeKey);
    }
}

} // namespace pierhead::desktop
