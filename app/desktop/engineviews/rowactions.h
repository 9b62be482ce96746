#pragma once

#include "entrymodel.h"

#include <QToolButton>
#include <QWidget>

namespace pierhead::desktop {

/// What can be done to an entry of a list.
enum class RowAction {
    Start, ///< where it is not active
    Stop,  ///< where it is
    Restart,
    Remove,
};

/// The buttons of one row.
class RowActions final : public QWidget
{
    Q_OBJECT

public:
    RowActions(const Theme &theme, const std::vector<RowAction> &offered, QWidget *parent);

    void setEntry(const Entry &entry, bool isBusy);

Q_SIGNALS:
    void triggered(pierhead::desktop::RowAction action);

private:
    struct Button
    {
        RowAction action;
        QToolButton *button;
    };

    std::vector<Button> m_buttons;
};

} // namespace pierhead::desktop
