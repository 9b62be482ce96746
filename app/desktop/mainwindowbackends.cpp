#include "displaytext.h"
#include "mainwindow.h"

// What the window does about backends.

namespace pierhead::desktop {

void MainWindow::openLogs(const QString &key)
{
    const ExtensionRow *row = m_context.model.find(key);
    if (row == nullptr || row->backend.kind == BackendStatus::Kind::None
        || (m_logs && m_logs->key() == key)) {
        return;
    }
    leave();
    m_logs = new LogsPage(m_context.theme, m_context.engines, *row, m_pages);
    m_logs->setAction(m_context.actions.current(key));
    connect(m_logs, &LogsPage::closeRequested, this, [this] { open({}); });
    connect(m_logs, &LogsPage::actionRequested, this, [this, key](BackendAction action) {
        m_context.actions.run(key, action);
    });
    m_pages->addWidget(m_logs);
    m_pages->setCurrentWidget(m_logs);
    m_logs->setFocus(Qt::OtherFocusReason);
    m_sidebar->setCurrent({});
    m_tabActions->setEnabled(false);
    refreshTitle();
}

void MainWindow::connectActions()
{
    connect(m_page, &ExtensionsPage::logsRequested, this, &MainWindow::openLogs);
    connect(m_page, &ExtensionsPage::actionRequested, &m_context.actions, &BackendActions::run);
    connect(&m_context.actions, &BackendActions::changed, this, [this](const QString &key) {
        m_page->setAction(key, m_context.actions.current(key));
        if (m_logs && m_logs->key() == key) {
            m_logs->setAction(m_context.actions.current(key));
        }
    });
    connect(&m_context.actions, &BackendActions::failed, this, &MainWindow::showFailure);
}

void MainWindow::showFailure(const QString &key, BackendAction action, const Error &error)
{
    const ExtensionRow *row = m_context.model.find(key);
    QString title = tr("The backend of %1 could not be restarted");
    if (action != BackendAction::Restart) {
        title = action == BackendAction::Stop ? tr("The backend of %1 could not be stopped")
                                              : tr("The backend of %1 could not be started");
    }
    title = title.arg(row == nullptr ? key : singleLine(row->extension.displayTitle()));
    if (m_logs && m_logs->key() == key) {
        m_logs->showProblem(title, error);
    } else {
        m_page->showProblem(title, error);
    }
}

void MainWindow::followModel()
{
    const QString key = m_tab ? m_tab->key() : m_logs ? m_logs->key() : QString();
    if (key.isEmpty()) {
        return;
    }
    const ExtensionRow *row = m_context.model.find(key);
    if (row == nullptr || (m_tab && row->isDisabled)) {
        open({});
        return;
    }
    if (m_tab) {
        m_tab->setRow(*row);
    } else {
        m_logs->setRow(*row);
    }
    refreshTitle();
}

} // namespace pierhead::desktop
