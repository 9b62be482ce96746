#include "sidebarbutton.h"

#include "displaytext.h"

#include <QFocusEvent>
#include <QPainter>
#include <QStyle>

namespace pierhead::desktop {

namespace {

constexpr int extent = 40;
constexpr int buttonIconExtent = 24;
constexpr int buttonPadding = 12;

} // namespace

SidebarButton::SidebarButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setIconSize({buttonIconExtent, buttonIconExtent});
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SidebarButton::setTitle(const QString &foreign, const QString &note)
{
    const QString line = singleLine(foreign);
    m_hasNote = !note.isEmpty();
    setAccessibleName(line);
    setAccessibleDescription(singleLine(note));
    setToolTip(plainToolTip(m_hasNote ? line + QLatin1Char('\n') + singleLine(note) : line));
    // A plain QAbstractButton takes "&" for a mnemonic.
    setText(QString(line).replace(QLatin1Char('&'), QStringLiteral("&&")));
    update();
}

void SidebarButton::setCompact(bool compact)
{
    m_isCompact = compact;
    updateGeometry();
    update();
}

QSize SidebarButton::sizeHint() const
{
    return {m_isCompact ? extent : extent * 5, extent};
}

QSize SidebarButton::minimumSizeHint() const
{
    return {extent, extent};
}

void SidebarButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isChecked() || underMouse() || isDown()) {
        const ColorRole role = isChecked() ? ColorRole::SidebarChecked : ColorRole::SidebarHover;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(role));
        painter.drawRoundedRect(area, 8, 8);
    }
    if (hasFocus() && m_showsFocus) {
        painter.setPen(QPen(m_theme.color(ColorRole::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 7, 7);
    }
    if (isChecked()) {
        const QRect bar(0, extent / 2 - 10, 4, 20);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(ColorRole::Accent));
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), bar), 2, 2);
    }
    const int left = m_isCompact ? (width() - buttonIconExtent) / 2 : buttonPadding;
    const QRect iconArea(left, (extent - buttonIconExtent) / 2, buttonIconExtent, buttonIconExtent);
    icon().paint(&painter, QStyle::visualRect(layoutDirection(), rect(), iconArea));
    if (m_isCompact) {
        return;
    }
    QFont font = this->font();
    font.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(m_theme.color(m_hasNote ? ColorRole::Muted : ColorRole::Text));
    const int textLeft = buttonPadding + buttonIconExtent + buttonPadding;
    const QRect textArea(textLeft, 0, width() - textLeft - buttonPadding, extent);
    const QString shown =
        painter.fontMetrics().elidedText(accessibleName(), Qt::ElideRight, textArea.width());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), textArea),
                     static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                     shown);
}

void SidebarButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void SidebarButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void SidebarButton::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason reason = event->reason();
    m_showsFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
}

} // namespace pierhead::desktop
