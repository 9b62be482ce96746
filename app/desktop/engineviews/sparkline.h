#pragma once

#include "usagehistory.h"

#include <app/desktop/theme.h>

#include <QWidget>

namespace pierhead::desktop {

/// A history of one or two figures as lines, from nothing at the bottom to the largest of them at
/// the top, the last sample at the right.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    /// `history` outlives it; update() shows what it has now.
    Sparkline(const Theme &theme, const UsageHistory &history, QWidget *parent);

    /// What a line is painted in.
    [[nodiscard]] static ColorRole colorOf(std::size_t line);

    [[nodiscard]] QSize sizeHint() const override { return {160, 48}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintGrid(QPainter &painter) const;
    void paintLine(QPainter &painter, std::size_t line) const;
    /// A run of samples without a gap.
    void paintRun(QPainter &painter, const QPolygonF &points, std::size_t line) const;
    [[nodiscard]] QPointF pointOf(const UsageHistory::Sample &sample, std::size_t line) const;

    const Theme &m_theme;
    const UsageHistory &m_history;
};

} // namespace pierhead::desktop
