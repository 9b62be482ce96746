#pragma once

#include "elidedlabel.h"
#include "enginestatus.h"
#include "theme.h"

#include <QFrame>

namespace pierhead::desktop {

/// The engine at the foot of the sidebar: a dot for its state, its name and its version.
class EngineBadge final : public QFrame
{
    Q_OBJECT

public:
    EngineBadge(const Theme &theme, QWidget *parent);

    void setStatus(const EngineStatus &status);
    void setCompact(bool compact);

private:
    void paintDot();

    const Theme &m_theme;
    EngineStatus m_status;
    QLabel *m_dot;
    ElidedLabel *m_name;
    ElidedLabel *m_detail;
};

} // namespace pierhead::desktop
