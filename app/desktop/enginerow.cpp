#include "enginerow.h"

#include "displaytext.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace pierhead::desktop {

namespace {

constexpr int rowPadding = 12;
constexpr int engineDotExtent = 10;
constexpr int tickExtent = 20;
constexpr int textLeft = rowPadding + engineDotExtent + rowPadding;

} // namespace

EngineRow::EngineRow(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("engineRow"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EngineRow::setChoice(const EngineChoice &choice, bool isInUse, bool isAwaited)
{
    m_choice = choice;
    m_isInUse = isInUse;
    m_trouble = isAwaited ? tr("Connecting…") : choice.trouble();
    setEnabled(!choice.key.isEmpty());
    setCursor(isEnabled() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QStringList words{choice.title(), choice.detail()};
    words.append(isInUse ? tr("In use") : m_trouble);
    words.removeAll(QString());
    setAccessibleName(singleLine(words.join(QStringLiteral(", "))));
    const bool isSilent = choice.state == EngineChoice::State::Silent;
    setToolTip(plainToolTip(isSilent ? choice.error.localMessage : choice.detail()));
    update();
}

QSize EngineRow::sizeHint() const
{
    return {extent * 6, extent};
}

void EngineRow::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (isEnabled() && (underMouse() || isDown())) {
        painter.setBrush(m_theme.color(ColorRole::SurfaceHover));
        painter.drawRoundedRect(rect(), 6, 6);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(ColorRole::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
        painter.setPen(Qt::NoPen);
    }
    painter.setBrush(m_theme.color(dotRole()));
    const QRect dot(rowPadding, (extent - engineDotExtent) / 2, engineDotExtent, engineDotExtent);
    painter.drawEllipse(QStyle::visualRect(layoutDirection(), rect(), dot));

    const QRect tick(
        width() - rowPadding - tickExtent, (extent - tickExtent) / 2, tickExtent, tickExtent);
    if (m_isInUse) {
        m_theme.icon(QStringLiteral("step-done"), ColorRole::Accent)
            .paint(&painter, QStyle::visualRect(layoutDirection(), rect(), tick));
    }
    const int textWidth =
        width() - textLeft - rowPadding - (m_isInUse ? tickExtent + rowPadding : 0);
    const int line = fontMetrics().height();
    const int top = (extent - 2 * line - 2) / 2;
    const QRect upper(textLeft, top, textWidth, line);
    const bool isUsable = isEnabled() && m_choice.state != EngineChoice::State::Silent;
    paintLine(painter,
              upper,
              m_choice.title(),
              isUsable ? ColorRole::Text : ColorRole::Muted,
              m_isInUse ? QFont::DemiBold : QFont::Normal);
    const QString lower = m_trouble.isEmpty()
        ? m_choice.detail()
        : m_trouble + QStringLiteral(" – ") + m_choice.detail();
    paintLine(painter, upper.translated(0, line + 2), lower, ColorRole::Muted, QFont::Normal);
}

void EngineRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

ColorRole EngineRow::dotRole() const
{
    switch (m_choice.state) {
    case EngineChoice::State::Answers:
        return ColorRole::Success;
    case EngineChoice::State::Silent:
        return ColorRole::Danger;
    case EngineChoice::State::Asking:
    case EngineChoice::State::Idle:
        break;
    }
    return ColorRole::BorderStrong;
}

void EngineRow::paintLine(QPainter &painter,
                          const QRect &area,
                          const QString &text,
                          ColorRole role,
                          QFont::Weight weight) const
{
    // A name is told at its start, a path at its end.
    const Qt::TextElideMode mode = m_choice.origin.isEmpty() ? Qt::ElideMiddle : Qt::ElideRight;
    QFont font = this->font();
    font.setWeight(weight);
    painter.setFont(font);
    painter.setPen(m_theme.color(role));
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), area),
                     static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(singleLine(text), mode, area.width()));
}

} // namespace pierhead::desktop
