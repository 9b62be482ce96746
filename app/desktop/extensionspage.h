#pragma once

#include "catalogviews/catalogbrowser.h"
#include "disablednotice.h"
#include "emptystate.h"
#include "enginestatus.h"
#include "extensioncard.h"
#include "importviews/importbanner.h"
#include "installpanel.h"
#include "offeredupdate.h"
#include "problempanel.h"
#include "updatewatch.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace pierhead::desktop {

/// The page that is always there: what is installed, what catalogs offer, and the other ways to
/// install more.
class ExtensionsPage final : public QWidget
{
    Q_OBJECT

public:
    ExtensionsPage(const Theme &theme,
                   const ExtensionModel &model,
                   InstallFlow &install,
                   CatalogShelf &catalogs,
                   const UpdateWatch &updates,
                   QWidget *parent);

    /// Shows what catalogs offer; the details of the extension of that id where one has it.
    void browse(const QString &id = {});
    void setEngine(const EngineStatus &status);
    /// While an extension is being removed.
    void setBusy(const QString &key, bool busy);
    /// While something is done to the backend of an extension.
    void setAction(const QString &key, std::optional<BackendAction> action);
    void showProblem(const QString &title, const Error &error);

    /// Says what Docker Desktop has.
    [[nodiscard]] ImportBanner &importBanner() { return *m_import; }

    /// Whether extensions are on.
    void setSwitch(const policy::ExtensionSwitch &state);

Q_SIGNALS:
    void openRequested(const QString &key);
    void removeRequested(const QString &key);
    void rollBackRequested(const QString &key);
    void logsRequested(const QString &key);
    void actionRequested(const QString &key, pierhead::desktop::BackendAction action);
    void installFromFileRequested();
    void installFromFolderRequested();
    void searchEngineRequested();
    void enableRequested();
    /// One that is disabled by itself.
    void enableOneRequested(const QString &key);
    /// An install failed for want of it.
    void loginRequested(const QString &registry);
    /// A web page, for the system's browser.
    void linkRequested(const QUrl &url);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] InstallPanel *makeInstallPanel(QWidget *content);
    [[nodiscard]] ExtensionCard *makeCard(const QString &key);
    void rebuild();
    void fitWidth();
    void refreshEmptyState();
    [[nodiscard]] std::optional<OfferedUpdate> updateOf(const QString &key) const;
    void refreshUpdates();
    void showView();
    [[nodiscard]] QWidget *makeInstalled();

    const Theme &m_theme;
    const ExtensionModel &m_model;
    InstallFlow &m_flow;
    CatalogShelf &m_catalogs;
    const UpdateWatch &m_updates;
    QString m_engineKey;
    QLabel *m_count = nullptr;
    QPushButton *m_install = nullptr;
    DisabledNotice *m_disabled;
    ProblemPanel *m_engineProblem;
    ProblemPanel *m_problem;
    ImportBanner *m_import;
    EmptyState *m_empty;
    QVBoxLayout *m_cardLayout;
    QTabBar *m_views;
    QWidget *m_installed;
    CatalogBrowser *m_browser;
    QVBoxLayout *m_layout = nullptr;
    std::vector<ExtensionCard *> m_cards;
    bool m_isOn = true;
};

} // namespace pierhead::desktop
