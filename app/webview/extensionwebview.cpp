#include "extensionwebview.h"

#include "devtoolskeys.h"

#include <bridge/web/extensionscheme.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

namespace pierhead::webview {

namespace {

/// A script's result as JSON text. An array around it lets single values through.
QString toJson(const QVariant &value)
{
    const QByteArray text =
        QJsonDocument(QJsonArray{QJsonValue::fromVariant(value)}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

} // namespace

ExtensionWebView::ExtensionWebView(bridge::PageContext context,
                                   const bridge::MethodTable &methods,
                                   std::shared_ptr<bridge::ExtensionProfiles> profiles,
                                   QWidget *parent)
    : ExtensionView(parent)
    , m_title(context.extension.displayTitle())
    , m_profiles(std::move(profiles))
    , m_failure(new PageFailure(this))
    , m_stack(new QStackedLayout(this))
{
    QWebEngineProfile &profile = m_profiles->profileFor(context.extension, context.uiFolder);
    m_page = std::make_unique<bridge::ExtensionPage>(std::move(context), methods, &profile);
    m_view = std::make_unique<QWebEngineView>();
    m_view->setPage(m_page.get());
    // While it loads the view shows its background alone, which is the theme's.
    m_stack->addWidget(m_view.get());
    m_stack->addWidget(m_failure);
    setFocusProxy(m_view.get()); // keys go to the page

    connect(m_page.get(), &QWebEnginePage::loadFinished, this, &ExtensionWebView::onLoadFinished);
    connect(m_page.get(), &bridge::ExtensionPage::crashed, this, [this](const QString &reason) {
        m_isCrashed = true;
        showFailure(reason);
    });
    connect(m_failure, &PageFailure::reloadRequested, this, &ExtensionWebView::reload);
    const auto *keys = new DevToolsKeys(this);
    connect(keys, &DevToolsKeys::typed, this, &ExtensionWebView::showDevTools);
}

ExtensionWebView::~ExtensionWebView()
{
    m_page->disconnect(this);
    m_devTools.reset();
    m_override.reset();
    m_view.reset();
    m_page.reset();
}

void ExtensionWebView::reload()
{
    m_isCrashed = false;
    m_stack->setCurrentWidget(m_view.get());
    m_page->start();
}

void ExtensionWebView::readText(std::function<void(const QString &)> receiver)
{
    m_page->toPlainText(receiver);
}

void ExtensionWebView::runScript(const QString &script,
                                 std::function<void(const QString &)> receiver)
{
    m_page->runJavaScript(script, [receiver](const QVariant &value) { receiver(toJson(value)); });
}

void ExtensionWebView::showDevTools()
{
    if (!m_devTools) {
        m_override.reset();
        m_devTools = std::make_unique<DevToolsWindow>(*m_page, m_title);
        // Queued, for it is deleted then.
        connect(m_devTools.get(),
                &DevToolsWindow::closed,
                this,
                &ExtensionWebView::onDevToolsClosed,
                Qt::QueuedConnection);
    }
    m_devTools->show();
    m_devTools->raise();
}

void ExtensionWebView::setZoom(double factor)
{
    m_zoom = factor;
    m_page->setZoomFactor(factor);
}

QStringList ExtensionWebView::consoleLines() const
{
    return m_page->consoleLines();
}

void ExtensionWebView::start(bridge::ColorScheme engineScheme, bridge::ColorScheme scheme)
{
    m_engineScheme = engineScheme;
    m_override = std::make_unique<bridge::ColorSchemeOverride>(*m_page, engineScheme);
    setColorScheme(scheme);
    if (scheme == engineScheme) {
        m_page->start();
        return;
    }
    // The page's first script must find the right scheme.
    connect(
        m_override.get(),
        &bridge::ColorSchemeOverride::applied,
        m_page.get(),
        [this] { m_page->start(); },
        Qt::SingleShotConnection);
}

void ExtensionWebView::setColorScheme(bridge::ColorScheme scheme)
{
    m_scheme = scheme;
    if (m_override) {
        m_override->set(scheme);
    }
    m_page->setBackgroundColor(bridge::backgroundOf(scheme));
    m_failure->setBackground(bridge::backgroundOf(scheme));
}

void ExtensionWebView::showFailure(const QString &reason)
{
    const QString message = QStringLiteral("%1: %2").arg(m_title, reason);
    m_failure->setReason(message);
    m_stack->setCurrentWidget(m_failure);
    Q_EMIT failed(message);
}

void ExtensionWebView::onLoadFinished(bool succeeded)
{
    if (m_isCrashed || (!succeeded && m_page->takeRefusal())) {
        return;
    }
    if (!succeeded) {
        showFailure(loadFailure());
        return;
    }
    // The engine forgets it where another of its processes shows the page.
    m_page->setZoomFactor(m_zoom);
    m_stack->setCurrentWidget(m_view.get());
    Q_EMIT loaded();
}

void ExtensionWebView::onDevToolsClosed()
{
    m_devTools.reset();
    m_override = std::make_unique<bridge::ColorSchemeOverride>(*m_page, m_engineScheme);
    m_override->set(m_scheme);
}

QString ExtensionWebView::loadFailure() const
{
    const bridge::PageContext &context = m_page->router().context();
    if (!context.uiFolder.isEmpty()) {
        return tr("its page did not load from the folder %1, which `docker extension dev "
                  "ui-source` has set. Look whether the page is there, or go back to the installed "
                  "one by `docker extension dev reset %2`.")
            .arg(context.uiFolder, context.extension.name);
    }
    if (context.uiSource.isEmpty()) {
        return tr("its page did not load. Reload it, or install the extension again.");
    }
    return tr("its page did not load from %1, which `docker extension dev ui-source` has set. Look "
              "whether the server runs, or go back to the installed page by `docker extension dev "
              "reset %2`.")
        .arg(context.uiSource.toString(), context.extension.name);
}

} // namespace pierhead::webview
