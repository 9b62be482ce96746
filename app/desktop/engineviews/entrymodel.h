#pragma once

#include <app/desktop/theme.h>

#include <QAbstractTableModel>

#include <set>
#include <vector>

namespace pierhead::desktop {

/// One field of an entry, as it is shown.
struct EntryCell
{
    QString text;         ///< fit to be shown on one line
    QVariant order = {};  ///< what it is sorted by; the text where it is not valid
    QString tone = {};    ///< as in Chip; empty for ordinary text
    QString toolTip = {}; ///< plain; the text where empty

    bool operator==(const EntryCell &) const = default;
};

/// One container, image or volume in a list.
struct Entry
{
    QString key; ///< tells it from the others of its list
    QString id;  ///< what the engine knows it by
    QString tag = {};
    bool isActive = false; ///< a container that runs
    std::vector<EntryCell> cells = {};

    /// What it is called: the first field.
    [[nodiscard]] QString name() const { return cells.empty() ? key : cells.front().text; }

    bool operator==(const Entry &) const = default;
};

struct EntryColumn
{
    QString title;
    int width = 0;       ///< pixels; 0 takes what the others leave
    int hiddenBelow = 0; ///< not shown in a table narrower than that
};

/// What is in a list of containers, images or volumes. The last column, without a title, is for
/// what can be done.
class EntryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int orderRole = Qt::UserRole;
    static constexpr int keyRole = Qt::UserRole + 1;

    EntryModel(const Theme &theme, std::vector<EntryColumn> columns, QObject *parent);

    /// Makes the rows those of `entries`; rows that stay keep their place in every view.
    void setEntries(std::vector<Entry> entries);
    /// While something is done to it.
    void setBusy(const QString &key, bool isBusy);

    [[nodiscard]] bool isBusy(const QString &key) const { return m_busy.count(key) > 0; }

    [[nodiscard]] const std::vector<EntryColumn> &columns() const { return m_columns; }

    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

    /// Null where there is none of that key.
    [[nodiscard]] const Entry *find(const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void changed(int first, int last);

    const Theme &m_theme;
    std::vector<EntryColumn> m_columns;
    std::vector<Entry> m_entries;
    std::set<QString> m_busy;
};

} // namespace pierhead::desktop
