#include "sparkline.h"

#include <QLinearGradient>
#include <QPainter>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr double lineWidth = 2;
constexpr int gridLines = 4;
/// The largest value is as far below the top, so that its line is whole.
constexpr double headroom = 1.1;

} // namespace

Sparkline::Sparkline(const Theme &theme, const UsageHistory &history, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_history(history)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumHeight(sizeHint().height());
}

ColorRole Sparkline::colorOf(std::size_t line)
{
    return line == 0 ? ColorRole::Accent : ColorRole::Service2;
}

void Sparkline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintGrid(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &samples = m_history.samples();
    const std::size_t lines = samples.empty() ? 0 : samples.back().values.size();
    for (std::size_t line = lines; line > 0; --line) {
        paintLine(painter, line - 1);
    }
}

void Sparkline::paintGrid(QPainter &painter) const
{
    painter.setPen(m_theme.color(ColorRole::Border));
    for (int line = 0; line <= gridLines; ++line) {
        const int y = line * (height() - 1) / gridLines;
        painter.drawLine(0, y, width(), y);
    }
}

void Sparkline::paintLine(QPainter &painter, std::size_t line) const
{
    QPolygonF points;
    for (const UsageHistory::Sample &sample : m_history.samples()) {
        if (!sample.isContinued) {
            paintRun(painter, points, line);
            points.clear();
        }
        points.append(pointOf(sample, line));
    }
    paintRun(painter, points, line);
}

void Sparkline::paintRun(QPainter &painter, const QPolygonF &points, std::size_t line) const
{
    if (points.isEmpty()) {
        return;
    }
    const QColor color = m_theme.color(colorOf(line));
    if (points.size() == 1) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(points.first(), lineWidth, lineWidth);
        return;
    }
    QPolygonF area = points;
    area.append({points.last().x(), static_cast<double>(height())});
    area.append({points.first().x(), static_cast<double>(height())});
    QLinearGradient fill(0, 0, 0, height());
    QColor shade = color;
    shade.setAlphaF(0.3F);
    fill.setColorAt(0, shade);
    shade.setAlphaF(0.05F);
    fill.setColorAt(1, shade);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    QPen pen(color, lineWidth, line == 0 ? Qt::SolidLine : Qt::DashLine); // for who sees no colour
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points);
}

QPointF Sparkline::pointOf(const UsageHistory::Sample &sample, std::size_t line) const
{
    const auto span = static_cast<double>(std::chrono::milliseconds(m_history.span()).count());
    const auto age = static_cast<double>(m_history.samples().back().time - sample.time);
    const double largest = m_history.largest();
    const double value = line < sample.values.size() ? sample.values.at(line) : 0;
    const double part = largest > 0 ? value / (largest * headroom) : 0;
    const double room = height() - lineWidth;
    return {(1 - age / span) * width(), lineWidth / 2 + (1 - part) * room};
}

} // namespace pierhead::desktop
