#pragma once

#include <host/desktopimport/desktopextensions.h>

#include <QCheckBox>
#include <QDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace pierhead::desktop {

/// Lists what Docker Desktop has and is not installed here, to choose from. What cannot be
/// installed is there too, with the reason.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(std::vector<desktopimport::DesktopExtension> extensions, QWidget *parent);

Q_SIGNALS:
    /// The user wants these, knowing what extensions can do.
    void chosen(const std::vector<pierhead::desktopimport::DesktopExtension> &extensions);

private:
    void addRow(QVBoxLayout *list, const desktopimport::DesktopExtension &extension);
    void refreshButton();
    void choose();
    [[nodiscard]] std::vector<desktopimport::DesktopExtension> checked() const;

    std::vector<desktopimport::DesktopExtension> m_extensions;
    std::vector<QCheckBox *> m_boxes; ///< one for each of those
    QPushButton *m_install = nullptr;
};

} // namespace pierhead::desktop
