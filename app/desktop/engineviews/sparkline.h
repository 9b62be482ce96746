#pragma once

#include <app/desktop/theme.h>

#include <QWidget>

#include <deque>

namespace pierhead::desktop {

/// The last minute of one or two figures as lines, from nothing at the bottom to the largest of
/// them at the top.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t longest = 60; ///< samples

    Sparkline(const Theme &theme, QWidget *parent);

    /// One sample of each line; a line begins with its first.
    void add(const std::vector<double> &values);
    void clear();

    [[nodiscard]] QSize sizeHint() const override { return {160, 56}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintLine(QPainter &painter, std::size_t line, double largest);

    const Theme &m_theme;
    std::vector<std::deque<double>> m_lines;
};

} // namespace pierhead::desktop
