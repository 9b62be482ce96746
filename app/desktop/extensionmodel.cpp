#include "extensionmodel.h"

#include "displaytext.h"

#include <algorithm>

namespace pierhead::desktop {

namespace {

using extensions::InstalledExtension;

bool isBefore(const InstalledExtension &left, const InstalledExtension &right)
{
    const int order = left.displayTitle().compare(right.displayTitle(), Qt::CaseInsensitive);
    return order != 0 ? order < 0 : left.id.value() < right.id.value();
}

BackendStatus unknownStatus(const InstalledExtension &extension)
{
    BackendStatus status;
    if (extension.manifest.backend) {
        status.kind = BackendStatus::Kind::Checking;
    }
    return status;
}

QString imageOf(const std::optional<InstalledExtension> &extension)
{
    return extension ? extension->imageId : QString();
}

} // namespace

void ExtensionModel::setExtensions(std::vector<InstalledExtension> extensions)
{
    std::sort(extensions.begin(), extensions.end(), isBefore);
    const auto staysAt = [&extensions](const ExtensionRow &row) {
        return std::any_of(
            extensions.begin(), extensions.end(), [&row](const InstalledExtension &extension) {
                return extension.id == row.extension.id
                    && extension.displayTitle() == row.extension.displayTitle();
            });
    };
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        if (!staysAt(m_rows.at(static_cast<std::size_t>(row)))) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }
    // What is left has its old order, which is that of the titles: the new ones go in between.
    for (std::size_t row = 0; row < extensions.size(); ++row) {
        InstalledExtension &extension = extensions.at(row);
        const int place = static_cast<int>(row);
        if (row < m_rows.size() && m_rows.at(row).extension.id == extension.id) {
            const BackendStatus status = unknownStatus(extension);
            m_rows.at(row).extension = std::move(extension);
            if ((status.kind == BackendStatus::Kind::None)
                != (m_rows.at(row).backend.kind == BackendStatus::Kind::None)) {
                m_rows.at(row).backend = status;
            }
            Q_EMIT dataChanged(index(place), index(place));
        } else {
            beginInsertRows({}, place, place);
            BackendStatus status = unknownStatus(extension);
            const bool isDisabled = m_disabled.contains(extension.id.value());
            m_rows.insert(m_rows.begin() + place, {std::move(extension), status, isDisabled});
            endInsertRows();
        }
    }
}

void ExtensionModel::setDisabled(const QStringList &ids)
{
    m_disabled = ids;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const bool isDisabled = ids.contains(m_rows.at(row).key());
        if (m_rows.at(row).isDisabled != isDisabled) {
            m_rows.at(row).isDisabled = isDisabled;
            const QModelIndex place = index(static_cast<int>(row));
            Q_EMIT dataChanged(place, place);
        }
    }
}

void ExtensionModel::setFormers(
    const std::function<std::optional<InstalledExtension>(const InstalledExtension &)> &look)
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        std::optional<InstalledExtension> former = look(m_rows.at(row).extension);
        const bool isOther = imageOf(former) != imageOf(m_rows.at(row).former);
        m_rows.at(row).former = std::move(former);
        if (isOther) {
            const QModelIndex place = index(static_cast<int>(row));
            Q_EMIT dataChanged(place, place);
        }
    }
}

void ExtensionModel::setBackend(const QString &key, const BackendStatus &status)
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).key() == key && m_rows.at(row).backend != status) {
            m_rows.at(row).backend = status;
            const QModelIndex place = index(static_cast<int>(row));
            Q_EMIT dataChanged(place, place);
        }
    }
}

const ExtensionRow *ExtensionModel::find(const QString &key) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&key](const ExtensionRow &row) { return row.key() == key; });
    return found == m_rows.end() ? nullptr : &*found;
}

int ExtensionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ExtensionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ExtensionRow &row = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return singleLine(row.extension.displayTitle());
    case Qt::ToolTipRole:
        return singleLine(row.extension.reference);
    default:
        return {};
    }
}

} // namespace pierhead::desktop
