#include "entrymodel.h"

#include <app/desktop/displaytext.h>

#include <algorithm>

namespace pierhead::desktop {

namespace {

ColorRole roleOf(const QString &tone)
{
    if (tone == QLatin1String("success")) {
        return ColorRole::Success;
    }
    if (tone == QLatin1String("warning")) {
        return ColorRole::Warning;
    }
    if (tone == QLatin1String("danger")) {
        return ColorRole::Danger;
    }
    return tone.isEmpty() ? ColorRole::Text : ColorRole::Muted;
}

} // namespace

EntryModel::EntryModel(const Theme &theme, std::vector<EntryColumn> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_columns(std::move(columns))
{
    connect(&theme, &Theme::changed, this, [this] { changed(0, rowCount() - 1); });
}

void EntryModel::setEntries(std::vector<Entry> entries)
{
    const auto isIn = [](const std::vector<Entry> &list, const QString &key) {
        return std::any_of(
            list.begin(), list.end(), [&key](const Entry &entry) { return entry.key == key; });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto place = m_entries.begin() + row;
        if (!isIn(entries, place->key)) {
            beginRemoveRows({}, row, row);
            m_busy.erase(place->key);
            m_entries.erase(place);
            endRemoveRows();
        }
    }
    for (Entry &entry : entries) {
        const auto known =
            std::find_if(m_entries.begin(), m_entries.end(), [&entry](const Entry &other) {
                return other.key == entry.key;
            });
        if (known == m_entries.end()) {
            beginInsertRows({}, rowCount(), rowCount());
            m_entries.push_back(std::move(entry));
            endInsertRows();
        } else if (*known != entry) {
            *known = std::move(entry);
            const int row = static_cast<int>(known - m_entries.begin());
            changed(row, row);
        }
    }
}

void EntryModel::setBusy(const QString &key, bool isBusy)
{
    if (isBusy) {
        m_busy.insert(key);
    } else {
        m_busy.erase(key);
    }
    for (int row = 0; row < rowCount(); ++row) {
        if (m_entries.at(static_cast<std::size_t>(row)).key == key) {
            changed(row, row);
        }
    }
}

const Entry *EntryModel::find(const QString &key) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&key](const Entry &entry) {
        return entry.key == key;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

int EntryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int EntryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size()) + 1;
}

QVariant EntryModel::data(const QModelIndex &index, int role) const
{
    const Entry &entry = m_entries.at(static_cast<std::size_t>(index.row()));
    if (role == keyRole) {
        return entry.key;
    }
    const auto column = static_cast<std::size_t>(index.column());
    if (column >= entry.cells.size()) {
        return {};
    }
    const EntryCell &cell = entry.cells.at(column);
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::AccessibleTextRole:
        return m_columns.at(column).title + QStringLiteral(": ") + cell.text;
    case Qt::ToolTipRole:
        return plainToolTip(cell.toolTip.isEmpty() ? cell.text : cell.toolTip);
    case Qt::ForegroundRole:
        return m_theme.color(column == 0 || !cell.tone.isEmpty() ? roleOf(cell.tone)
                                                                 : ColorRole::Muted);
    case Qt::FontRole:
        if (column == 0) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case orderRole:
        return cell.order.isValid() ? cell.order : QVariant(cell.text);
    default:
        return {};
    }
}

QVariant EntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto column = static_cast<std::size_t>(section);
    if (orientation != Qt::Horizontal || column >= m_columns.size()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return m_columns.at(column).title;
    }
    return role == Qt::TextAlignmentRole ? QVariant(Qt::AlignLeft | Qt::AlignVCenter) : QVariant();
}

void EntryModel::changed(int first, int last)
{
    if (first <= last) {
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }
}

} // namespace pierhead::desktop
