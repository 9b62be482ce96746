#pragma once

#include "importdialog.h"
#include "importflow.h"

#include <app/desktop/mainwindow.h>

#include <QPointer>

namespace pierhead::desktop {

/// Offers what Docker Desktop has: by a banner on the Extensions page, until the user does not want
/// it, and by the menu at any time.
class ImportControl final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportControl)

public:
    ImportControl(const settings::Settings &settings,
                  const extensions::ExtensionStore &store,
                  InstallFlow &install,
                  MainWindow &window,
                  QObject *parent = nullptr);

    /// Reads what Docker Desktop has.
    void look();
    /// What is installed here has changed.
    void refresh();

private:
    /// Not installed here; what is broken too.
    [[nodiscard]] std::vector<desktopimport::DesktopExtension> missing() const;
    /// Of those, what can be installed and was not declined.
    [[nodiscard]] std::vector<desktopimport::DesktopExtension> offered() const;
    void showDialog();
    void decline();
    void summarize(int wanted, int installed);

    const settings::Settings &m_settings;
    const extensions::ExtensionStore &m_store;
    MainWindow &m_window;
    ImportFlow m_flow;
    std::vector<desktopimport::DesktopExtension> m_found;
    QPointer<ImportDialog> m_dialog;
};

} // namespace pierhead::desktop
