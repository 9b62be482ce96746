#pragma once

#include "enginepage.h"
#include "entrytable.h"
#include "nothinghere.h"

#include <QLineEdit>
#include <QStackedWidget>

namespace pierhead::desktop {

/// What the three lists have of their own.
struct ListPageTexts
{
    QString heading; ///< "Containers"
    QString icon;
    QString searchHint;
    QString emptyTitle;
    QString emptyText;
};

/// Base of the pages that list what is on an engine. Ctrl+F searches.
class ListPage : public EnginePage
{
    Q_OBJECT

public:
    [[nodiscard]] QString title() const override { return m_texts.heading; }

protected:
    ListPage(EnginePageContext context,
             bridge::NavigationTarget target,
             ListPageTexts texts,
             std::vector<EntryColumn> columns,
             std::vector<RowAction> offered,
             QWidget *parent);

    /// `summary` stands under the heading.
    void setEntries(std::vector<Entry> entries, const QString &summary);
    /// The page of the entry.
    [[nodiscard]] virtual bridge::NavigationTarget targetOf(const Entry &entry) const = 0;
    /// A button of the entry's row.
    virtual void perform(const Entry &entry, RowAction action) = 0;
    /// Does it, with the row's buttons off meanwhile; a failure is shown under `failure`.
    void run(const QString &key, Task<Result<void>> task, const QString &failure);

private:
    [[nodiscard]] QWidget *makeHeader();
    void refreshNothing();

    ListPageTexts m_texts;
    EntryModel m_model;
    EntryTable *m_table;
    QLabel *m_summary;
    QLineEdit *m_search;
    NothingHere *m_nothing;
    QStackedWidget *m_stack;
    bool m_isFilled = false;
};

} // namespace pierhead::desktop
