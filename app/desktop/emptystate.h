#pragma once

#include "theme.h"

#include <QLabel>

namespace pierhead::desktop {

/// What the Extensions page shows while nothing is installed: what extensions are, and how to get
/// one.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const Theme &theme, QWidget *parent);

Q_SIGNALS:
    void installFromFileRequested();
    void installFromFolderRequested();

private:
    void refreshIcon();

    const Theme &m_theme;
    QLabel *m_icon;
};

} // namespace pierhead::desktop
