#pragma once

#include "colors.h"

#include <host/settings/settings.h>

#include <QAbstractButton>
#include <QIcon>
#include <QObject>

namespace pierhead::desktop {

/// The look of the program: palette, style sheet and tinted icons, light or dark. One for the whole
/// program, made before the first widget.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    using Preference = settings::ThemeChoice;

    explicit Theme(QObject *parent = nullptr);

    void setPreference(Preference preference);
    /// What the desktop says; only System looks at it.
    void setSystemScheme(ColorScheme scheme);

    [[nodiscard]] Preference preference() const { return m_preference; }

    [[nodiscard]] ColorScheme scheme() const { return m_scheme; }

    [[nodiscard]] QColor color(ColorRole role) const { return colorFor(role, m_scheme); }

    /// resources/icons/<name>.svg with its strokes in the colour of the role.
    [[nodiscard]] QIcon icon(const QString &name, ColorRole role = ColorRole::Text) const;

    /// Gives the button that icon, now and after every change of the theme.
    void decorate(QAbstractButton *button, const QString &name, ColorRole role) const;

Q_SIGNALS:
    /// Palette and style sheet are in place already.
    void changed();

private:
    void apply();

    Preference m_preference = Preference::System;
    ColorScheme m_system = ColorScheme::Light;
    ColorScheme m_scheme = ColorScheme::Light;
};

} // namespace pierhead::desktop
