#include "windowsettings.h"

#include <QMetaEnum>

namespace pierhead::desktop {

namespace {

const QString geometryKey = QStringLiteral("geometry");
const QString engineKey = QStringLiteral("engine");
const QString themeKey = QStringLiteral("theme");

QMetaEnum preferences()
{
    return QMetaEnum::fromType<Theme::Preference>();
}

} // namespace

WindowSettings::WindowSettings(const Paths &paths)
    : m_settings(paths.data + QStringLiteral("/window.ini"), QSettings::IniFormat)
{ }

void WindowSettings::restore(QMainWindow &window) const
{
    window.restoreGeometry(m_settings.value(geometryKey).toByteArray());
}

void WindowSettings::save(const QMainWindow &window)
{
    m_settings.setValue(geometryKey, window.saveGeometry());
}

Theme::Preference WindowSettings::theme() const
{
    bool isKnown = false;
    const QByteArray name = m_settings.value(themeKey).toString().toLatin1();
    const int value = preferences().keyToValue(name.constData(), &isKnown);
    return isKnown ? static_cast<Theme::Preference>(value) : Theme::Preference::System;
}

void WindowSettings::setTheme(Theme::Preference preference)
{
    const char *name = preferences().valueToKey(static_cast<int>(preference));
    m_settings.setValue(themeKey, QString::fromLatin1(name));
}

QString WindowSettings::engine() const
{
    return m_settings.value(engineKey).toString();
}

void WindowSettings::setEngine(const QString &key)
{
    m_settings.setValue(engineKey, key);
}

} // namespace pierhead::desktop
