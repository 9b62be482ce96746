#include "theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <algorithm>

namespace pierhead::desktop {

namespace {

QByteArray resource(const QString &path)
{
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "resource", qPrintable(path));
    return isOpen ? file.readAll() : QByteArray();
}

/// The style sheet with "@name" replaced by the colour of that name, and "@scheme" by "light" or
/// "dark".
QString styleSheet(ColorScheme scheme)
{
    QString text = QString::fromUtf8(resource(QStringLiteral(":/styles/pierhead.qss")));
    const QMap<QString, QString> colors = namedColors(scheme);
    QStringList names = colors.keys();
    // "surface-hover" goes before "surface", which it begins with.
    std::sort(names.begin(), names.end(), [](const QString &left, const QString &right) {
        return left.size() > right.size();
    });
    for (const QString &name : names) {
        text.replace(QLatin1Char('@') + name, colors.value(name));
    }
    return text.replace(QStringLiteral("@scheme"),
                        scheme == ColorScheme::Dark ? QStringLiteral("dark")
                                                    : QStringLiteral("light"));
}

QPalette palette(ColorScheme scheme)
{
    const auto color = [scheme](ColorRole role) {
        return colorFor(role, scheme);
    };
    QPalette palette;
    palette.setColor(QPalette::Window, color(ColorRole::Window));
    palette.setColor(QPalette::WindowText, color(ColorRole::Text));
    palette.setColor(QPalette::Base, color(ColorRole::Surface));
    palette.setColor(QPalette::AlternateBase, color(ColorRole::SurfaceHover));
    palette.setColor(QPalette::Text, color(ColorRole::Text));
    palette.setColor(QPalette::PlaceholderText, color(ColorRole::Muted));
    palette.setColor(QPalette::Button, color(ColorRole::Surface));
    palette.setColor(QPalette::ButtonText, color(ColorRole::Text));
    palette.setColor(QPalette::BrightText, color(ColorRole::AccentText));
    palette.setColor(QPalette::Highlight, color(ColorRole::Accent));
    palette.setColor(QPalette::HighlightedText, color(ColorRole::AccentText));
    palette.setColor(QPalette::Link, color(ColorRole::Accent));
    palette.setColor(QPalette::LinkVisited, color(ColorRole::Accent));
    palette.setColor(QPalette::ToolTipBase, color(ColorRole::Surface));
    palette.setColor(QPalette::ToolTipText, color(ColorRole::Text));
    palette.setColor(QPalette::Light, color(ColorRole::SurfaceHover));
    palette.setColor(QPalette::Midlight, color(ColorRole::Border));
    palette.setColor(QPalette::Mid, color(ColorRole::BorderStrong));
    palette.setColor(QPalette::Dark, color(ColorRole::BorderStrong));
    palette.setColor(QPalette::Shadow, QColor(Qt::black));
    const QList<QPalette::ColorRole> texts{
        QPalette::WindowText, QPalette::Text, QPalette::ButtonText};
    for (const QPalette::ColorRole role : texts) {
        palette.setColor(QPalette::Disabled, role, color(ColorRole::BorderStrong));
    }
    return palette;
}

QPixmap render(const QByteArray &svg, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

void Theme::setPreference(Preference preference)
{
    m_preference = preference;
    apply();
}

void Theme::setSystemScheme(ColorScheme scheme)
{
    m_system = scheme;
    apply();
}

QIcon Theme::icon(const QString &name, ColorRole role) const
{
    const QByteArray source = resource(QStringLiteral(":/icons/%1.svg").arg(name));
    const auto tinted = [this, &source](ColorRole tint) {
        return QByteArray(source).replace("currentColor", color(tint).name().toLatin1());
    };
    QIcon icon;
    for (const int size : {16, 20, 24, 32, 40, 48, 64}) {
        icon.addPixmap(render(tinted(role), size), QIcon::Normal);
        icon.addPixmap(render(tinted(ColorRole::BorderStrong), size), QIcon::Disabled);
    }
    return icon;
}

void Theme::decorate(QAbstractButton *button, const QString &name, ColorRole role) const
{
    const auto refresh = [this, button, name, role] {
        button->setIcon(icon(name, role));
    };
    connect(this, &Theme::changed, button, refresh);
    refresh();
}

void Theme::apply()
{
    m_scheme = m_system;
    if (m_preference != Preference::System) {
        m_scheme = m_preference == Preference::Dark ? ColorScheme::Dark : ColorScheme::Light;
    }
    QApplication::setPalette(palette(m_scheme));
    qApp->setStyleSheet(styleSheet(m_scheme));
    Q_EMIT changed();
}

} // namespace pierhead::desktop
