#include "importcontrol.h"

#include <app/desktop/displaytext.h>
#include <host/base/background.h>

namespace pierhead::desktop {

namespace {

using desktopimport::DesktopExtension;

Task<std::vector<DesktopExtension>> readDesktopExtensions()
{
    const auto work = [] {
        return desktopimport::desktopExtensions(desktopimport::desktopExtensionsFolder());
    };
    co_return co_await runInBackground(work);
}

} // namespace

ImportControl::ImportControl(const settings::Settings &settings,
                             const extensions::ExtensionStore &store,
                             InstallFlow &install,
                             MainWindow &window,
                             QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_store(store)
    , m_window(window)
    , m_flow(install, this)
{
    ImportBanner &banner = window.extensionsPage().importBanner();
    connect(&banner, &ImportBanner::chooseRequested, this, &ImportControl::showDialog);
    connect(&banner, &ImportBanner::declined, this, &ImportControl::decline);
    connect(&window, &MainWindow::importRequested, this, &ImportControl::showDialog);
    connect(&m_flow, &ImportFlow::finished, this, &ImportControl::summarize);
}

void ImportControl::look()
{
    QCoro::connect(
        readDesktopExtensions(), this, [this](const std::vector<DesktopExtension> &found) {
            m_found = found;
            refresh();
        });
}

void ImportControl::refresh()
{
    if (!m_found.empty()) {
        m_window.extensionsPage().importBanner().setCount(static_cast<int>(offered().size()));
    }
}

std::vector<DesktopExtension> ImportControl::missing() const
{
    std::vector<DesktopExtension> found = m_found;
    const std::vector<extensions::InstalledExtension> installed = m_store.list();
    std::erase_if(found, [&installed](const DesktopExtension &extension) {
        return desktopimport::isInstalled(extension, installed);
    });
    return found;
}

std::vector<DesktopExtension> ImportControl::offered() const
{
    std::vector<DesktopExtension> found = missing();
    const QStringList declined = m_settings.values().notImported;
    std::erase_if(found, [&declined](const DesktopExtension &extension) {
        return !extension.isUsable() || declined.contains(extension.slug);
    });
    return found;
}

void ImportControl::showDialog()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = new ImportDialog(missing(), &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog,
            &ImportDialog::chosen,
            this,
            [this](const std::vector<DesktopExtension> &extensions) {
                m_window.open({});
                m_flow.start(extensions);
            });
    m_dialog->open();
}

void ImportControl::decline()
{
    QStringList slugs;
    for (const DesktopExtension &extension : offered()) {
        slugs.append(extension.slug);
    }
    const Result<> kept = m_settings.change([&slugs](settings::SettingValues &values) {
        values.notImported += slugs;
        values.notImported.removeDuplicates();
    });
    if (!kept) {
        m_window.extensionsPage().showProblem(tr("The offer will come again"), kept.error());
    }
    m_window.extensionsPage().importBanner().setCount(0);
}

void ImportControl::summarize(int wanted, int installed)
{
    const std::vector<ImportFlow::Failure> &failures = m_flow.failures();
    if (failures.empty()) {
        return; // each was told, or the user cancelled
    }
    QStringList titles;
    QStringList reasons;
    for (const ImportFlow::Failure &failure : failures) {
        titles.append(singleLine(failure.title));
        reasons.append(
            QStringLiteral("%1: %2").arg(singleLine(failure.title), failure.error.localMessage));
        if (!failure.error.localDetail.isEmpty()) {
            reasons.append(failure.error.localDetail);
        }
    }
    m_window.extensionsPage().showProblem(
        tr("%1 of %2 extensions were imported").arg(installed).arg(wanted),
        {failures.front().error.code,
         tr("Not installed: %1.").arg(titles.join(QStringLiteral(", "))),
         reasons.join(QLatin1Char('\n'))});
}

} // namespace pierhead::desktop
