#include "clampedlabel.h"

#include <app/desktop/displaytext.h>

#include <QPainter>
#include <QTextLayout>

namespace pierhead::desktop {

ClampedLabel::ClampedLabel(int lines, QWidget *parent)
    : QLabel(parent)
    , m_lines(lines)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ClampedLabel::setLines(const QString &foreign)
{
    setText(singleLine(foreign));
    setToolTip(plainToolTip(text()));
}

QSize ClampedLabel::sizeHint() const
{
    return minimumSizeHint();
}

QSize ClampedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().lineSpacing() * m_lines};
}

void ClampedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect area = contentsRect();
    QTextLayout layout(text(), font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.beginLayout();
    for (int number = 0; number < m_lines; ++number) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(area.width());
        const int top = area.top() + number * fontMetrics().lineSpacing();
        const bool isLast = number + 1 == m_lines;
        if (isLast && line.textStart() + line.textLength() < text().size()) {
            const QString rest = fontMetrics().elidedText(
                text().mid(line.textStart()), Qt::ElideRight, area.width());
            painter.drawText(QRect(area.left(), top, area.width(), fontMetrics().lineSpacing()),
                             Qt::TextSingleLine,
                             rest);
        } else {
            line.draw(&painter, QPointF(area.left(), top));
        }
    }
    layout.endLayout();
}

} // namespace pierhead::desktop
