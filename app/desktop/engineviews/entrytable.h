#pragma once

#include "rowactions.h"

#include <QSortFilterProxyModel>
#include <QTreeView>

namespace pierhead::desktop {

/// A list of containers, images or volumes, which can be sorted and searched. Click and Return
/// open, Delete removes, each row has its buttons.
class EntryTable final : public QTreeView
{
    Q_OBJECT

public:
    EntryTable(const Theme &theme,
               EntryModel &model,
               std::vector<RowAction> offered,
               QWidget *parent);

    /// Only rows that have the text in one of their fields.
    void setSearch(const QString &text);

    [[nodiscard]] int shownCount() const { return m_shown.rowCount(); }

    /// The row's buttons; null where it is not shown.
    [[nodiscard]] RowActions *actionsOf(const QString &key) const;

Q_SIGNALS:
    void opened(const QString &key);
    void actionRequested(const QString &key, pierhead::desktop::RowAction action);
    void shownChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addActions(int first, int last);
    void refreshActions();
    void fitColumns();

    const Theme &m_theme;
    const EntryModel &m_model;
    std::vector<RowAction> m_offered;
    QSortFilterProxyModel m_shown;
};

} // namespace pierhead::desktop
