#pragma once

#include <QLabel>

namespace pierhead::desktop {

/// One line of plain text that ends in an ellipsis where the room does; the whole is in the tool
/// tip and the accessible name.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr);

    void setLine(const QString &foreign);
    /// Where names have their telling part at the end.
    void setElideMode(Qt::TextElideMode mode);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace pierhead::desktop
