#pragma once

#include "containerlogs.h"
#include "containerstats.h"
#include "containerterminal.h"
#include "detailheader.h"
#include "enginepage.h"
#include "inspectview.h"
#include "rowactions.h"

#include <QStackedWidget>
#include <QTabBar>

namespace pierhead::desktop {

/// One container: its logs, what the engine knows of it, a terminal, what it takes. Each part is
/// made when it is first shown, and is live from then on.
class ContainerPage final : public EnginePage
{
    Q_OBJECT

public:
    ContainerPage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent);

    [[nodiscard]] QString title() const override { return m_name; }

    bool turnTo(const bridge::NavigationTarget &target) override;

protected:
    void refresh(const engine::EngineClient &client) override;
    void refused(const Error &error) override;

private:
    /// In the order of the tabs.
    enum Part {
        Logs,
        Inspect,
        Terminal,
        Stats,
    };

    void makeTabs();
    void makeShortcuts();
    void take(const engine::ContainerDetails &details, const QString &image, const QString &json);
    /// Makes the part that is shown where it is not there yet, and tells all what is known.
    void refreshParts();
    void makePart(Part part);
    void replace(Part part, QWidget *widget);
    void run(RowAction action);
    void goBack();
    void refreshButtons();

    DetailHeader *m_header;
    QPushButton *m_toggle;
    QPushButton *m_restart;
    QPushButton *m_remove;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    ContainerLogs *m_logs = nullptr;
    InspectView *m_inspect = nullptr;
    ContainerTerminal *m_terminal = nullptr;
    ContainerStats *m_stats = nullptr;
    QString m_name;
    QString m_json;
    backend::BackendState m_state; ///< the container as the one service of a backend
    bool m_isRunning = false;
    bool m_isBusy = false;
    bool m_isGone = false;
};

} // namespace pierhead::desktop
