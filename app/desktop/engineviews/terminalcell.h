#pragma once

#include <QRgb>
#include <QString>

#include <vector>

namespace pierhead::desktop {

/// A colour as a program asks a terminal for it.
struct TerminalColor
{
    enum class Kind {
        Default, ///< the terminal's own
        Indexed, ///< value is 0 to 255: 16 that the terminal chooses, then xterm's
        Exact,   ///< value is a QRgb
    };

    Kind kind = Kind::Default;
    QRgb value = 0;

    bool operator==(const TerminalColor &) const = default;
};

/// One character of a terminal's screen.
struct TerminalCell
{
    QString text;  ///< with what combines with it; empty where nothing was written
    int width = 1; ///< in columns; 0 for the right half of a wide one
    TerminalColor foreground;
    TerminalColor background;
    bool isBold = false;
    bool isItalic = false;
    bool isUnderlined = false;
    bool isStruck = false;
    bool isReversed = false;
};

using TerminalLine = std::vector<TerminalCell>;

} // namespace pierhead::desktop
