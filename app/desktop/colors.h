#pragma once

#include <app/webview/extensionviewfactory.h>

#include <QColor>
#include <QMap>
#include <QString>

namespace pierhead::desktop {

using webview::ColorScheme;

/// What a colour is for. Widgets and the style sheet name colours by these alone.
enum class ColorRole {
    Window,
    Sidebar,
    SidebarHover,
    SidebarChecked,
    Surface,
    SurfaceHover,
    Border,
    BorderStrong,
    Text,
    Muted,
    Accent,
    AccentHover,
    AccentText,
    AccentSoft,
    Success,
    SuccessSoft,
    Warning,
    WarningSoft,
    Danger,
    DangerHover,
    DangerSoft,
    NeutralSoft,
    Service2, ///< to tell services in the logs apart, beside Accent
    Service3,
};

/// Every colour of the window is in colors.cpp.
[[nodiscard]] QColor colorFor(ColorRole role, ColorScheme scheme);

/// The same by the names that resources/styles uses: "surface-hover" → "#rrggbb".
[[nodiscard]] QMap<QString, QString> namedColors(ColorScheme scheme);

/// A quiet background for the monogram of a title, always the same for the same title.
[[nodiscard]] QColor monogramColor(const QString &title, ColorScheme scheme);

} // namespace pierhead::desktop
