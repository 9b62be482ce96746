#include "devtoolswindow.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace pierhead::webview {

namespace {

constexpr QSize usualToolsSize(1100, 700);

} // namespace

DevToolsWindow::DevToolsWindow(QWebEnginePage &inspected, const QString &title)
    : QWidget(nullptr, Qt::Window)
    , m_inspected(inspected)
    , m_profile(std::make_unique<QWebEngineProfile>())
    , m_tools(std::make_unique<QWebEnginePage>(m_profile.get()))
    , m_view(std::make_unique<QWebEngineView>())
{
    setObjectName(QStringLiteral("devTools"));
    setWindowTitle(tr("Developer tools – %1").arg(title));
    resize(usualToolsSize);
    m_view->setPage(m_tools.get());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view.get());
    connect(m_tools.get(), &QWebEnginePage::windowCloseRequested, this, &QWidget::close);
    inspected.setDevToolsPage(m_tools.get());
}

DevToolsWindow::~DevToolsWindow()
{
    m_inspected.setDevToolsPage(nullptr);
}

void DevToolsWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace pierhead::webview
