#pragma once

#include "desktopports.h"
#include "enginechoices.h"
#include "engineviews/enginepage.h"
#include "extensionspage.h"
#include "extensiontab.h"
#include "logspage.h"
#include "sidebar.h"
#include "toaststack.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QStackedWidget>

namespace pierhead::desktop {

/// What the window works with; all of it outlives the window.
struct WindowContext
{
    Theme &theme;
    const ExtensionModel &model;
    EngineSession &engines;
    EngineChoices &choices;
    InstallFlow &install;
    BackendActions &actions;
    ViewPlugin &plugin;
    const settings::Settings &settings;
    CatalogShelf &catalogs;
    const UpdateWatch &updates;
    Paths paths;
};

/// The window: menus, sidebar and pages. It shows and asks; Application does.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowContext context);
    ~MainWindow() override;

    /// An extension's id, or empty for the Extensions page. The page that was open before is
    /// ended. `query` is what the page gets of a link.
    void open(const QString &key, const QString &query = {});

    /// The logs of the extension's backend, in place of the page that was open.
    void openLogs(const QString &key);

    /// A page about containers, images or volumes, in place of the page that was open.
    void navigate(const bridge::NavigationTarget &target);

    /// The open page of that kind, or null.
    [[nodiscard]] EnginePage *enginePage() const { return m_enginePage; }

    /// The open extension's tab, or null.
    [[nodiscard]] ExtensionTab *currentTab() const { return m_tab; }

    [[nodiscard]] ExtensionsPage &extensionsPage() const { return *m_page; }

    /// What pages have of it.
    [[nodiscard]] bridge::DesktopPort &desktop() { return m_desktop; }

    [[nodiscard]] PageZoom &zoom() { return m_zoom; }

    [[nodiscard]] const PageZoom &zoom() const { return m_zoom; }

    /// A short message of the program's own.
    void showToast(ToastStack::Kind kind, const QString &message) { m_toasts->show(kind, message); }

    /// Whether extensions are on: without, no tab is there.
    void setSwitch(const policy::ExtensionSwitch &state);

    /// While something runs that must end before the program may: closing is only asked for.
    void setBusy(bool busy) { m_isBusy = busy; }

    [[nodiscard]] bool isBusy() const { return m_isBusy; }

    /// Whether closing hides the window; the program goes on.
    void setHidesOnClose(bool hides) { m_hidesOnClose = hides; }

    /// Closes it, whatever closing does otherwise.
    void quit();

    /// The engine switcher.
    void showEngines();

    /// The question before a remove.
    void askToRemove(const ExtensionRow &row);

    /// The question before the version before takes the place of the installed one.
    void askToRollBack(const ExtensionRow &row);

Q_SIGNALS:
    void removeConfirmed(const QString &key);
    void themeChosen(pierhead::desktop::Theme::Preference preference);
    /// The user wants the window closed, which is busy.
    void closeRequested();
    void settingsRequested();
    /// What Docker Desktop has is to be shown.
    void importRequested();
    /// It was closed, and its page is ended.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeMenus();
    void makeTabActions(QMenu *menu);
    void makeThemeMenu(QMenu *menu);
    void chooseFile();
    void chooseFolder();
    void chooseImage();
    void install(const QString &path);
    void installImage(const QString &reference);
    /// With a registry, for the install that failed, which is tried again then; else it is asked
    /// for.
    void logIn(const QString &registry);
    void leave();
    void followModel();
    void connectActions();
    void connectEngines();
    void connectNavigation();
    /// The tab's page asked for it: it stays until it has the answer.
    void navigateFrom(const QPointer<ExtensionTab> &tab, const bridge::NavigationTarget &target);
    /// On the engine in use.
    void openView(bridge::NavigationTarget::View view);
    void showFailure(const QString &key, BackendAction action, const Error &error);
    void refreshTitle();

    WindowContext m_context;
    Sidebar *m_sidebar;
    QStackedWidget *m_pages;
    ExtensionsPage *m_page;
    ToastStack *m_toasts;
    DesktopPorts m_desktop;
    QLabel *m_dropHint;
    QActionGroup *m_tabActions; ///< what can be done where a tab is open
    PageZoom m_zoom;
    QPointer<ExtensionTab> m_tab;
    QPointer<LogsPage> m_logs;
    QPointer<EnginePage> m_enginePage;
    QPointer<ExtensionTab> m_asking; ///< was left at its page's own wish a moment ago
    bool m_isBusy = false;
    bool m_hidesOnClose = false;
    bool m_isQuitting = false;
    bool m_isOn = true;
};

} // namespace pierhead::desktop
