#include "elidedlabel.h"

#include "displaytext.h"

#include <QPainter>
#include <QStyle>

namespace pierhead::desktop {

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setLine(text);
}

void ElidedLabel::setLine(const QString &foreign)
{
    const QString line = singleLine(foreign);
    setText(line);
    setAccessibleName(line);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const QRect area = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), m_mode, area.width());
    setToolTip(shown == text() ? QString() : plainToolTip(text()));
    const Qt::Alignment alignment = QStyle::visualAlignment(layoutDirection(), this->alignment());
    style()->drawItemText(&painter,
                          area,
                          static_cast<int>(alignment) | Qt::TextSingleLine,
                          palette(),
                          isEnabled(),
                          shown,
                          foregroundRole());
}

} // namespace pierhead::desktop
