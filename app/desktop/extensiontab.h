#pragma once

#include "enginesession.h"
#include "extensionmodel.h"
#include "problempanel.h"
#include "viewplugin.h"

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

    /// Null until the page is made.
    [[nodiscard]] webview::ExtensionView *view() const { return m_view; }

    /// From the start: engine, view and page.
    void reload();
    /// Tells what is wrong with it over the page, which stays as it is. A page that could not be
    /// made because its engine did not answer is made when that is back.
    void setBackend(const BackendStatus &status);

Q_SIGNALS:
    void stateChanged();

private:
    void connectEngine();
    void makeView(const engine::Engine &engine);
    void setLoaded();
    void fail(const Error &error);
    void setState(State state);

    TabContext m_context;
    ExtensionRow m_row;
    QString m_query;
    State m_state = State::Loading;
    Error m_error;
    QLabel *m_notice;
    QWidget *m_loading;
    QWidget *m_failed;
    ProblemPanel *m_problem;
    QVBoxLayout *m_layout;
    QPointer<webview::ExtensionView> m_view;
};

} // namespace pierhead::desktop
