#pragma once

#include "enginechoice.h"
#include "theme.h"

#include <QAbstractButton>

class QPainter;

namespace pierhead::desktop {

/// One engine in the list to choose from: a dot for its state, what and where it is, and a tick
/// where it is in use.
class EngineRow final : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int extent = 52;

    EngineRow(const Theme &theme, QWidget *parent);

    /// `isAwaited` while it is being taken into use.
    void setChoice(const EngineChoice &choice, bool isInUse, bool isAwaited);

    [[nodiscard]] QString key() const { return m_choice.key; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] ColorRole dotRole() const;
    /// The line in it, in `role` and with `weight`.
    void paintLine(QPainter &painter,
                   const QRect &area,
                   const QString &text,
                   ColorRole role,
                   QFont::Weight weight) const;

    const Theme &m_theme;
    EngineChoice m_choice;
    QString m_trouble;
    bool m_isInUse = false;
};

} // namespace pierhead::desktop
