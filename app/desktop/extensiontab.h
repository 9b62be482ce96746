#pragma once

#include "enginesession.h"
#include "extensionmodel.h"
#include "pagezoom.h"
#include "problempanel.h"
#include "viewplugin.h"

#include <host/settings/settings.h>

#include <QPointer>
#include <QVBoxLayout>

namespace pierhead::desktop {

/// What a tab needs to make its page.
struct TabContext
{
    const Theme &theme;
    EngineSession &engines;
    ViewPlugin &plugin;
    bridge::DesktopPort &desktop;
    const settings::Settings &settings;
    const PageZoom &zoom;
};

/// The page of one extension, from the click to the leaving. Deleting it ends the page.
class ExtensionTab final : public QWidget
{
    Q_OBJECT

public:
    enum class State {
        Loading,
        Loaded,
        Failed,
    };

    /// `query` is what the page gets of a link.
    ExtensionTab(TabContext context, ExtensionRow row, QString query, QWidget *parent);

    [[nodiscard]] QString key() const { return m_row.key(); }

    [[nodiscard]] State state() const { return m_state; }

    /// Why it is Failed.
    [[nodiscard]] const Error &error() const { return m_error; }

    /// Whether that is the page's own doing: the engine, the web view and the policy are there.
    [[nodiscard]] bool isPageAtFault() const { return m_isPageAtFault; }

    /// Null until the page is made.
    [[nodiscard]] webview::ExtensionView *view() const { return m_view; }

    /// From the start: engine, view and page.
    void reload();
    /// Another version is opened from the start. Else the page stays as it is, and over it is told
    /// what is wrong with its backend; one that could not be made because its engine did not answer
    /// is made when that is back.
    void setRow(const ExtensionRow &row);

Q_SIGNALS:
    void stateChanged();

private:
    void setBackend(const BackendStatus &status);
    void connectEngine();
    void makeView(const engine::Engine &engine);
    /// The error is the policy's.
    [[nodiscard]] Result<bridge::PageContext> pageContext(const engine::Engine &engine) const;
    void setLoaded();
    void fail(const Error &error);
    void setState(State state);

    TabContext m_context;
    ExtensionRow m_row;
    QString m_query;
    settings::DevSettings m_dev; ///< when it was opened
    State m_state = State::Loading;
    Error m_error;
    bool m_isPageAtFault = false;
    QLabel *m_notice;
    QWidget *m_loading;
    QWidget *m_failed;
    ProblemPanel *m_problem;
    QPushButton *m_again;
    QVBoxLayout *m_layout;
    QPointer<webview::ExtensionView> m_view;
};

} // namespace pierhead::desktop
