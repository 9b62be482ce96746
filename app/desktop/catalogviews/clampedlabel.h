#pragma once

#include <QLabel>

namespace pierhead::desktop {

/// Plain text on a few lines, the last of which ends in an ellipsis where there is no room for all.
class ClampedLabel final : public QLabel
{
    Q_OBJECT

public:
    ClampedLabel(int lines, QWidget *parent);

    void setLines(const QString &foreign);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_lines;
};

} // namespace pierhead::desktop
