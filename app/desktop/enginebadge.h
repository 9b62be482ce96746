#pragma once

#include "elidedlabel.h"
#include "enginestatus.h"
#include "theme.h"

#include <QAbstractButton>

namespace pierhead::desktop {

/// The engine at the foot of the sidebar: a dot for its state, its name and its version. A click
/// asks for another.
class EngineBadge final : public QAbstractButton
{
    Q_OBJECT

public:
    EngineBadge(const Theme &theme, QWidget *parent);

    void setStatus(const EngineStatus &status);
    void setCompact(bool compact);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void paintDot();

    const Theme &m_theme;
    EngineStatus m_status;
    QLabel *m_dot;
    ElidedLabel *m_name;
    ElidedLabel *m_detail;
    QLabel *m_arrow;
    /// Only who uses the keyboard has to see where the focus is.
    bool m_showsFocus = false;
};

} // namespace pierhead::desktop
