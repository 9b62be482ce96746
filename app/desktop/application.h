#pragma once

#include "backendactions.h"
#include "backendrevival.h"
#include "backendwatch.h"
#include "brokeninstalls.h"
#include "disabledguard.h"
#include "enginechoices.h"
#include "importviews/importcontrol.h"
#include "limitswatch.h"
#include "mainwindow.h"
#include "options.h"
#include "screenshotrun.h"
#include "settingscontrol.h"
#include "systemscheme.h"
#include "unixsignals.h"
#include "windowsettings.h"

#include <host/extensions/extensionwatcher.h>
#include <host/settings/settingswatcher.h>

namespace pierhead::desktop {

/// Makes everything, owns it, and ties it together. Members are in the order in which they need
/// each other.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    /// The plug-in is the process's own, since the web engine can be started once only.
    Application(Options options, Paths paths, ViewPlugin &plugin);

    /// Shows the window; the event loop is the caller's.
    void start();
    /// Another start of the program asks for this: the window comes to the front and shows it.
    void show(const Options &asked);

    [[nodiscard]] MainWindow &window() { return m_window; }

    [[nodiscard]] const ExtensionModel &model() const { return m_model; }

    [[nodiscard]] InstallFlow &install() { return m_install; }

    [[nodiscard]] EngineSession &engines() { return m_engines; }

Q_SIGNALS:
    /// The program is to end with this exit code; problems are for standard error.
    void finished(int exitCode, const QStringList &problems);

private:
    void connectAll();
    void reload();
    void openRequested(const Options &asked);
    void openTab(const QString &key, const QString &query);
    void offerInstall(const DeepLink &link);
    void remove(const QString &key);
    /// Ends the page of an extension that goes, and what the web engine holds of it.
    void forget(const extensions::InstalledExtension &extension);
    void close();
    /// Starts every backend whose extension is enabled, or stops all.
    void moveBackends(BackendAction action);
    /// After every change of what runs.
    void refreshBusy();

    Options m_options;
    ViewPlugin &m_plugin;
    WindowSettings m_windowSettings;
    settings::Settings m_settings;
    settings::SettingsWatcher m_settingsWatcher;
    extensions::ExtensionStore m_store;
    extensions::ExtensionWatcher m_watcher;
    EngineSession m_engines;
    ExtensionModel m_model;
    EngineChoices m_choices;
    InstallFlow m_install;
    BackendActions m_actions;
    BrokenInstalls m_broken;
    CatalogShelf m_catalogs;
    UpdateWatch m_updates;
    Theme m_theme;
    SystemScheme m_systemScheme;
    MainWindow m_window;
    SettingsControl m_control;
    ImportControl m_import;
    BackendWatch m_backends;
    DisabledGuard m_guard;
    BackendRevival m_revival;
    LimitsWatch m_limits;
    UnixSignals m_signals;
    ScreenshotRun m_screenshot;
    int m_removals = 0;
    bool m_isClosing = false;
};

} // namespace pierhead::desktop
