#pragma once

#include "theme.h"

#include <host/policy/extensionswitch.h>

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace pierhead::desktop {

/// Says that extensions are disabled, and enables them where the user may.
class DisabledNotice final : public QFrame
{
    Q_OBJECT

public:
    DisabledNotice(const Theme &theme, QWidget *parent);

    /// Hides it where extensions are on.
    void setSwitch(const policy::ExtensionSwitch &state);

Q_SIGNALS:
    void enableRequested();

private:
    void refreshIcon();

    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_enable;
};

} // namespace pierhead::desktop
