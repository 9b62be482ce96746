#pragma once

#include "backendstatus.h"

#include <host/extensions/installedextension.h>

#include <QAbstractListModel>

#include <functional>
#include <optional>
#include <vector>

namespace pierhead::desktop {

/// An installed extension as the window shows it.
struct ExtensionRow
{
    extensions::InstalledExtension extension;
    BackendStatus backend;
    bool isDisabled = false; ///< by itself, whether or not all are
    /// The version before, where one is known.
    std::optional<extensions::InstalledExtension> former = {};

    [[nodiscard]] QString key() const { return extension.id.value(); }
};

/// What is installed, by title. Sidebar and Extensions page both show this.
class ExtensionModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Makes the rows those of `extensions`; rows that stay keep their place in every view.
    void setExtensions(std::vector<extensions::InstalledExtension> extensions);
    /// The ids of those that are disabled by themselves, installed or not.
    void setDisabled(const QStringList &ids);
    /// Looks the version before up, of every row.
    void setFormers(const std::function<std::optional<extensions::InstalledExtension>(
                        const extensions::InstalledExtension &)> &look);
    void setBackend(const QString &key, const BackendStatus &status);

    [[nodiscard]] const std::vector<ExtensionRow> &rows() const { return m_rows; }

    /// Null where nothing of that id is installed.
    [[nodiscard]] const ExtensionRow *find(const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: the title; ToolTipRole: the image's reference.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<ExtensionRow> m_rows;
    QStringList m_disabled;
};

} // namespace pierhead::desktop
