#pragma once

#include <QColor>

namespace pierhead::bridge {

/// What `prefers-color-scheme` says in a page.
enum class ColorScheme {
    Light,
    Dark,
};

/// The background of the Docker theme, which is shown until a page has one of its own.
[[nodiscard]] inline QColor backgroundOf(ColorScheme scheme)
{
    return scheme == ColorScheme::Dark ? QColor(0x20, 0x2c, 0x33) : QColor(0xf4, 0xf4, 0xf6);
}

} // namespace pierhead::bridge
