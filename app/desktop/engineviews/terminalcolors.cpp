#include "terminalcolors.h"

#include <array>

namespace pierhead::desktop {

namespace {

struct PaletteEntry
{
    QRgb light;
    QRgb dark;
};

constexpr std::array<PaletteEntry, 16> chosen{{
    {0xff18222d, 0xff3a4450}, // black
    {0xffb3261e, 0xfff08a80}, // red
    {0xff17703f, 0xff58c98d}, // green
    {0xff855400, 0xffe2b34c}, // yellow
    {0xff1f5fb0, 0xff7aa7f0}, // blue
    {0xff8a3f96, 0xffd29ae0}, // magenta
    {0xff0b6a8c, 0xff58b9db}, // cyan
    {0xff6b7885, 0xffc8d1da}, // white
    {0xff576574, 0xff7f8c9a}, // the same, brighter
    {0xffd0352c, 0xffffa79f},
    {0xff1f8a50, 0xff7be0ab},
    {0xff9c6500, 0xfff3cb74},
    {0xff2c74d0, 0xff9cc0ff},
    {0xffa44fb2, 0xffe6b8f2},
    {0xff1180a8, 0xff84d4ee},
    {0xff3f4b58, 0xffffffff},
}};

constexpr int cubeBegin = 16;
constexpr int greyBegin = 232;

int cubeLevel(int step)
{
    return step == 0 ? 0 : 55 + 40 * step;
}

} // namespace

QColor terminalColor(const TerminalColor &color, const QColor &fallback, ColorScheme scheme)
{
    if (color.kind == TerminalColor::Kind::Default) {
        return fallback;
    }
    if (color.kind == TerminalColor::Kind::Exact) {
        return QColor::fromRgb(color.value);
    }
    const int index = static_cast<int>(color.value) & 0xff;
    if (index < cubeBegin) {
        const PaletteEntry &entry = chosen.at(static_cast<std::size_t>(index));
        return QColor::fromRgb(scheme == ColorScheme::Dark ? entry.dark : entry.light);
    }
    if (index >= greyBegin) {
        const int level = 8 + 10 * (index - greyBegin);
        return {level, level, level};
    }
    const int place = index - cubeBegin;
    return {cubeLevel(place / 36), cubeLevel(place / 6 % 6), cubeLevel(place % 6)};
}

} // namespace pierhead::desktop
