#pragma once

#include "windowsupport.h"

#include <app/desktop/engineviews/entrytable.h>

#include <QTest>
#include <QToolButton>

namespace pierhead::test {

/// The list that is shown, or null.
[[nodiscard]] inline desktop::EntryTable *table(QWidget &window)
{
    return visible<desktop::EntryTable>(window, QStringLiteral("entryTable"));
}

/// The index of a field in the row whose first field is `name`; invalid where it is not shown.
[[nodiscard]] inline QModelIndex field(QWidget &window, const QString &name, int column)
{
    desktop::EntryTable *shown = table(window);
    for (int row = 0; shown != nullptr && row < shown->model()->rowCount(); ++row) {
        if (shown->model()->index(row, 0).data().toString() == name) {
            return shown->model()->index(row, column);
        }
    }
    return {};
}

/// What stands in a field, or nothing.
[[nodiscard]] inline QString fieldText(QWidget &window, const QString &name, int column)
{
    return field(window, name, column).data().toString();
}

/// Clicks a button of the row whose first field is `name`; false where it is not there or off.
[[nodiscard]] inline bool clickInRow(QWidget &window, const QString &name, const QString &button)
{
    const QModelIndex index = field(window, name, 0);
    const QString key = index.data(desktop::EntryModel::keyRole).toString();
    if (!key.isEmpty()) {
        table(window)->scrollTo(index);
    }
    desktop::RowActions *actions = key.isEmpty() ? nullptr : table(window)->actionsOf(key);
    auto *found = actions == nullptr ? nullptr : actions->findChild<QToolButton *>(button);
    if (found == nullptr || !found->isVisible() || !found->isEnabled()) {
        return false;
    }
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

/// Clicks on the name of the row.
[[nodiscard]] inline bool openRow(QWidget &window, const QString &name)
{
    const QModelIndex index = field(window, name, 0);
    if (!index.isValid()) {
        return false;
    }
    table(window)->scrollTo(index);
    QTest::mouseClick(table(window)->viewport(),
                      Qt::LeftButton,
                      Qt::NoModifier,
                      table(window)->visualRect(index).center());
    return true;
}

/// Opens Containers, Images or Volumes by the sidebar: "containersView" and so on.
[[nodiscard]] inline bool openList(QWidget &window, const QString &button)
{
    auto *found = visible<desktop::SidebarButton>(window, button);
    if (found == nullptr) {
        return false;
    }
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

} // namespace pierhead::test
