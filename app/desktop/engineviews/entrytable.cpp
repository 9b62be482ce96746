#include "entrytable.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace pierhead::desktop {

namespace {

constexpr int buttonWidth = 34;

} // namespace

EntryTable::EntryTable(const Theme &theme,
                       EntryModel &model,
                       std::vector<RowAction> offered,
                       QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_model(model)
    , m_offered(std::move(offered))
{
    setObjectName(QStringLiteral("entryTable"));
    m_shown.setSortRole(EntryModel::orderRole);
    m_shown.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setSortLocaleAware(true);
    m_shown.setFilterKeyColumn(-1);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setSourceModel(&model);
    setModel(&m_shown);
    // Behind the view's own, which has to know a row before it has buttons.
    connect(&m_shown,
            &QAbstractItemModel::rowsInserted,
            this,
            [this](const QModelIndex &, int first, int last) {
                addActions(first, last);
                Q_EMIT shownChanged();
            });
    connect(&m_shown, &QAbstractItemModel::rowsRemoved, this, &EntryTable::shownChanged);
    connect(&m_shown, &QAbstractItemModel::dataChanged, this, &EntryTable::refreshActions);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setSortingEnabled(true);
    sortByColumn(0, Qt::AscendingOrder);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(false);
    header()->setSectionsClickable(true);
    header()->setHighlightSections(false);
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        Q_EMIT opened(index.data(EntryModel::keyRole).toString());
    });
    fitColumns();
}

void EntryTable::setSearch(const QString &text)
{
    m_shown.setFilterFixedString(text);
    Q_EMIT shownChanged();
}

RowActions *EntryTable::actionsOf(const QString &key) const
{
    const int column = m_shown.columnCount() - 1;
    for (int row = 0; row < m_shown.rowCount(); ++row) {
        const QModelIndex index = m_shown.index(row, column);
        if (index.data(EntryModel::keyRole).toString() == key) {
            return qobject_cast<RowActions *>(indexWidget(index));
        }
    }
    return nullptr;
}

void EntryTable::keyPressEvent(QKeyEvent *event)
{
    const QString key = currentIndex().data(EntryModel::keyRole).toString();
    const bool isOpen = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!key.isEmpty() && isOpen) {
        Q_EMIT opened(key);
    } else if (!key.isEmpty() && event->key() == Qt::Key_Delete) {
        Q_EMIT actionRequested(key, RowAction::Remove);
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void EntryTable::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void EntryTable::addActions(int first, int last)
{
    const int column = m_shown.columnCount() - 1;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_shown.index(row, column);
        const QString key = index.data(EntryModel::keyRole).toString();
        auto *actions = new RowActions(m_theme, m_offered, viewport());
        connect(actions, &RowActions::triggered, this, [this, key](RowAction action) {
            Q_EMIT actionRequested(key, action);
        });
        setIndexWidget(index, actions);
    }
    refreshActions();
}

void EntryTable::refreshActions()
{
    const int column = m_shown.columnCount() - 1;
    for (int row = 0; row < m_shown.rowCount(); ++row) {
        const QModelIndex index = m_shown.index(row, column);
        const Entry *entry = m_model.find(index.data(EntryModel::keyRole).toString());
        auto *actions = qobject_cast<RowActions *>(indexWidget(index));
        if (entry != nullptr && actions != nullptr) {
            actions->setEntry(*entry, m_model.isBusy(entry->key));
        }
    }
}

void EntryTable::fitColumns()
{
    const std::vector<EntryColumn> &columns = m_model.columns();
    for (int place = 0; place < static_cast<int>(columns.size()); ++place) {
        const EntryColumn &column = columns.at(static_cast<std::size_t>(place));
        header()->setSectionResizeMode(
            place, column.width == 0 ? QHeaderView::Stretch : QHeaderView::Interactive);
        setColumnHidden(place, width() < column.hiddenBelow);
        if (column.width > 0 && header()->sectionSize(place) == header()->defaultSectionSize()) {
            header()->resizeSection(place, column.width);
        }
    }
    // Start and Stop share a place.
    const auto buttons =
        static_cast<int>(m_offered.size() > 1 ? m_offered.size() - 1 : m_offered.size());
    const int last = static_cast<int>(columns.size());
    header()->setSectionResizeMode(last, QHeaderView::Fixed);
    header()->resizeSection(last, buttons * buttonWidth + 12);
}

} // namespace pierhead::desktop
