#include "engineswitcher.h"
#include "mainwindow.h"

// What the window does about engines.

namespace pierhead::desktop {

void MainWindow::connectEngines()
{
    const auto show = [this] {
        m_sidebar->setEngine(m_context.engines.status());
        m_page->setEngine(m_context.engines.status());
    };
    connect(&m_context.engines, &EngineSession::changed, this, show);
    connect(&m_context.engines, &EngineSession::failed, this, [this](const Error &error) {
        m_toasts->show(ToastStack::Kind::Error, error.localMessage);
    });
    connect(m_sidebar, &Sidebar::engineRequested, this, &MainWindow::showEngines);
    show();
}

void MainWindow::showEngines()
{
    auto *switcher =
        new EngineSwitcher(m_context.theme, m_context.engines, m_context.choices, this);
    switcher->popUp(m_sidebar->engineCorner());
}

} // namespace pierhead::desktop
