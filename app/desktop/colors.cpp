#include "colors.h"

#include <array>

namespace pierhead::desktop {

namespace {

struct Entry
{
    ColorRole role;
    const char *name;
    QRgb light;
    QRgb dark;
};

constexpr std::array entries{
    Entry{ColorRole::Window, "window", 0xfff5f7f9, 0xff15191e},
    Entry{ColorRole::Sidebar, "sidebar", 0xffebeef2, 0xff101317},
    Entry{ColorRole::SidebarHover, "sidebar-hover", 0xffe0e5eb, 0xff1b2027},
    Entry{ColorRole::SidebarChecked, "sidebar-checked", 0xffffffff, 0xff232a33},
    Entry{ColorRole::Surface, "surface", 0xffffffff, 0xff1d232a},
    Entry{ColorRole::SurfaceHover, "surface-hover", 0xfff0f3f6, 0xff272f38},
    Entry{ColorRole::Border, "border", 0xffdde2e8, 0xff2d353f},
    Entry{ColorRole::BorderStrong, "border-strong", 0xffc3cbd5, 0xff434e5b},
    Entry{ColorRole::Text, "text", 0xff18222d, 0xffe5eaf0},
    Entry{ColorRole::Muted, "muted", 0xff576574, 0xff9aa8b7},
    Entry{ColorRole::Accent, "accent", 0xff0b6a8c, 0xff58b9db},
    Entry{ColorRole::AccentHover, "accent-hover", 0xff095773, 0xff7ccbe5},
    Entry{ColorRole::AccentText, "accent-text", 0xffffffff, 0xff06212c},
    Entry{ColorRole::AccentSoft, "accent-soft", 0xffdcedf4, 0xff163442},
    Entry{ColorRole::Success, "success", 0xff17703f, 0xff58c98d},
    Entry{ColorRole::SuccessSoft, "success-soft", 0xffdcf1e5, 0xff17362a},
    Entry{ColorRole::Warning, "warning", 0xff855400, 0xffe2b34c},
    Entry{ColorRole::WarningSoft, "warning-soft", 0xfffbeed2, 0xff3a2f16},
    Entry{ColorRole::Danger, "danger", 0xffb3261e, 0xfff08a80},
    Entry{ColorRole::DangerHover, "danger-hover", 0xff8f1d17, 0xfff5a8a0},
    Entry{ColorRole::DangerSoft, "danger-soft", 0xfffae3e1, 0xff40211f},
    Entry{ColorRole::NeutralSoft, "neutral-soft", 0xffe9edf1, 0xff2a313a},
    Entry{ColorRole::Service2, "service-2", 0xff6b4fa3, 0xffb9a2e8},
    Entry{ColorRole::Service3, "service-3", 0xff3f6b2a, 0xff9ac978},
};

struct Monogram
{
    QRgb light;
    QRgb dark;
};

constexpr std::array monograms{
    Monogram{0xff0b6a8c, 0xff1f6f8b},
    Monogram{0xff5b5bb0, 0xff55559c},
    Monogram{0xff8a4b8f, 0xff7c4a80},
    Monogram{0xffa34f3d, 0xff8c4a3b},
    Monogram{0xff4f7a3a, 0xff4a6f39},
    Monogram{0xff3f6a9c, 0xff3d628c},
};

QRgb pick(const Entry &entry, ColorScheme scheme)
{
    return scheme == ColorScheme::Dark ? entry.dark : entry.light;
}

} // namespace

QColor colorFor(ColorRole role, ColorScheme scheme)
{
    // The table is in the order of the enumeration; a unit test holds it to that.
    return QColor::fromRgb(pick(entries.at(static_cast<std::size_t>(role)), scheme));
}

QMap<QString, QString> namedColors(ColorScheme scheme)
{
    QMap<QString, QString> names;
    for (const Entry &entry : entries) {
        names.insert(QString::fromLatin1(entry.name), QColor::fromRgb(pick(entry, scheme)).name());
    }
    return names;
}

QColor monogramColor(const QString &title, ColorScheme scheme)
{
    uint sum = 0;
    for (const QChar character : title) {
        sum = sum * 31 + character.unicode();
    }
    const Monogram &monogram = monograms.at(sum % monograms.size());
    return QColor::fromRgb(scheme == ColorScheme::Dark ? monogram.dark : monogram.light);
}

} // namespace pierhead::desktop
