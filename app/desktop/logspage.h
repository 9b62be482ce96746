#pragma once

#include "backendbar.h"
#include "enginesession.h"
#include "logtoolbar.h"
#include "logview.h"
#include "problempanel.h"
#include "servicelist.h"

#include <host/backend/backendlog.h>
#include <host/backend/backendusage.h>

namespace pierhead::desktop {

/// The logs of an extension's backend, with its services, what they take, and what can be done
/// about them. Escape goes back, Ctrl+F searches.
class LogsPage final : public QWidget
{
    Q_OBJECT

public:
    LogsPage(const Theme &theme, EngineSession &engines, ExtensionRow row, QWidget *parent);
    ~LogsPage() override;

    [[nodiscard]] QString key() const { return m_row.key(); }

    void setRow(const ExtensionRow &row);
    void setAction(std::optional<BackendAction> action);
    void showProblem(const QString &title, const Error &error);

Q_SIGNALS:
    void closeRequested();
    void actionRequested(pierhead::desktop::BackendAction action);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHeader(const Theme &theme);
    void makeShortcuts();
    void connectParts();
    void connectEngine();
    void follow(const engine::Engine &engine);
    void refresh();

    EngineSession &m_engines;
    ExtensionRow m_row;
    BackendBar *m_bar;
    ProblemPanel *m_problem;
    LogToolbar *m_toolbar;
    LogView *m_view;
    QLabel *m_nothing; ///< in place of lines
    ServiceList *m_services;
    QBoxLayout *m_body = nullptr;
    std::unique_ptr<backend::BackendLog> m_log;
    std::unique_ptr<backend::BackendUsage> m_usage;
    bool m_isConnecting = false;
};

} // namespace pierhead::desktop
