#pragma once

#include "backendstatus.h"

#include <host/extensions/installedextension.h>

#include <QAbstractListModel>

#include <vector>

namespace pierhead::desktop {

/// An installed extension as the window shows it.
struct ExtensionRow
{
    extensions::InstalledExtension extension;
    BackendStatus backend;

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
    void setBackend(const QString &key, const BackendStatus &status);

    [[nodiscard]] const std::vector<ExtensionRow> &rows() const { return m_rows; }

    /// Null where nothing of that id is installed.
    [[nodiscard]] const ExtensionRow *find(const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: the title; ToolTipRole: the image's reference.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<ExtensionRow> m_rows;
};

} // namespace pierhead::desktop
