#include "sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace pierhead::desktop {

Sparkline::Sparkline(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumHeight(sizeHint().height());
}

void Sparkline::add(const std::vector<double> &values)
{
    m_lines.resize(std::max(m_lines.size(), values.size()));
    for (std::size_t line = 0; line < values.size(); ++line) {
        m_lines.at(line).push_back(values.at(line));
        if (m_lines.at(line).size() > longest) {
            m_lines.at(line).pop_front();
        }
    }
    update();
}

void Sparkline::clear()
{
    m_lines.clear();
    update();
}

void Sparkline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double largest = 0;
    for (const std::deque<double> &line : m_lines) {
        largest = std::max(largest, *std::max_element(line.begin(), line.end()));
    }
    painter.setPen(m_theme.color(ColorRole::Border));
    painter.drawLine(QLineF(0, height() - 0.5, width(), height() - 0.5));
    for (std::size_t line = m_lines.size(); line > 0; --line) {
        paintLine(painter, line - 1, largest);
    }
}

void Sparkline::paintLine(QPainter &painter, std::size_t line, double largest)
{
    const std::deque<double> &values = m_lines.at(line);
    const double step = static_cast<double>(width()) / static_cast<double>(longest - 1);
    const double room = height() - 4.0;
    const double first = width() - step * static_cast<double>(values.size() - 1);
    QPolygonF points;
    for (std::size_t place = 0; place < values.size(); ++place) {
        const double part = largest > 0 ? values.at(place) / largest : 0;
        points.append({first + step * static_cast<double>(place), height() - 2 - part * room});
    }
    QColor color = m_theme.color(line == 0 ? ColorRole::Accent : ColorRole::Service2);
    QPolygonF area = points;
    area.append({points.last().x(), static_cast<double>(height())});
    area.append({points.first().x(), static_cast<double>(height())});
    painter.setPen(Qt::NoPen);
    QColor fill = color;
    fill.setAlphaF(0.15F);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setPen(QPen(color, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points);
}

} // namespace pierhead::desktop
