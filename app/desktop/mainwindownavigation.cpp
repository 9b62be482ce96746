#include "engineviews/makeenginepage.h"
#include "mainwindow.h"

#include <chrono>

// What the window does about its pages of containers, images and volumes.

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;

/// What a page is answered goes to another process. So long it stays after it has asked to be left,
/// to hear that it was.
constexpr std::chrono::milliseconds answerTime = 500ms;

} // namespace

void MainWindow::connectNavigation()
{
    connect(m_sidebar, &Sidebar::viewSelected, this, &MainWindow::openView);
    m_desktop.setNavigator(
        [this](const bridge::NavigationTarget &target) { navigateFrom(m_tab, target); });
    connect(&m_context.engines, &EngineSession::chosen, this, [this](const QString &key) {
        if (m_enginePage) {
            bridge::NavigationTarget target = listOf(m_enginePage->target());
            target.engine = key;
            navigate(target);
        }
    });
}

void MainWindow::navigate(const bridge::NavigationTarget &target)
{
    if (!m_enginePage || !m_enginePage->turnTo(target)) {
        leave();
        m_enginePage = makeEnginePage({m_context.theme, m_context.engines}, target, m_pages);
        // Queued, for it ends the page that asks for it.
        connect(m_enginePage,
                &EnginePage::requested,
                this,
                &MainWindow::navigate,
                Qt::QueuedConnection);
        connect(m_enginePage, &EnginePage::titleChanged, this, &MainWindow::refreshTitle);
        m_pages->addWidget(m_enginePage);
        m_pages->setCurrentWidget(m_enginePage);
        m_enginePage->setFocus(Qt::OtherFocusReason);
    }
    m_sidebar->setCurrentView(listOf(target).view);
    m_tabActions->setEnabled(false);
    refreshTitle();
}

void MainWindow::navigateFrom(const QPointer<ExtensionTab> &tab,
                              const bridge::NavigationTarget &target)
{
    const QPointer<ExtensionTab> asking(tab.data()); // `tab` may be m_tab itself
    m_tab.clear();
    navigate(target);
    m_asking = asking;
    if (asking) {
        QTimer::singleShot(answerTime, asking, &QObject::deleteLater);
    }
}

void MainWindow::openView(bridge::NavigationTarget::View view)
{
    const engine::Engine *engine = m_context.engines.engine();
    if (engine != nullptr) {
        navigate({.view = view, .engine = engine->key()});
        return;
    }
    m_toasts->show(ToastStack::Kind::Warning,
                   tr("No container engine answers yet; there is nothing to show."));
    open({});
}

} // namespace pierhead::desktop
