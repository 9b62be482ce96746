#include "webviewplugin.h"

#include "extensionwebview.h"

#include <bridge/core/backendhandlers.h>
#include <bridge/core/desktophandlers.h>
#include <bridge/core/dialoghandlers.h>
#include <bridge/core/dockerhandlers.h>
#include <bridge/core/hosthandlers.h>
#include <bridge/core/navigationhandlers.h>
#include <bridge/core/nethandlers.h>
#include <bridge/core/secrethandlers.h>
#include <bridge/web/extensionscheme.h>

#include <QCoreApplication>

#include <cstdio>

namespace pierhead::webview {

WebViewPlugin::WebViewPlugin()
{
    bridge::addBackendHandlers(m_methods);
    bridge::addDesktopHandlers(m_methods);
    bridge::addDialogHandlers(m_methods);
    bridge::addDockerHandlers(m_methods);
    bridge::addHostHandlers(m_methods);
    bridge::addNavigationHandlers(m_methods);
    bridge::addNetHandlers(m_methods);
    bridge::addSecretHandlers(m_methods);
}

void WebViewPlugin::start()
{
    bridge::extensionscheme::registerScheme();
    const QByteArray debugging = qgetenv("QTWEBENGINE_REMOTE_DEBUGGING");
    if (!debugging.isEmpty()) {
        const QByteArray address =
            debugging.contains(':') ? debugging : QByteArrayLiteral("127.0.0.1:") + debugging;
        std::fprintf(stderr,
                     "Extension pages can be debugged and driven at http://%s "
                     "(QTWEBENGINE_REMOTE_DEBUGGING).\n",
                     address.constData());
    }
}

ExtensionView *WebViewPlugin::createView(bridge::PageContext context, QWidget *parent)
{
    if (!m_profiles) {
        startEngine();
    }
    auto *view = new ExtensionWebView(std::move(context), m_methods, m_profiles, parent);
    view->start(m_engineScheme, m_scheme);
    std::erase(m_views, nullptr);
    m_views.emplace_back(view);
    return view;
}

void WebViewPlugin::forget(const extensions::InstalledExtension &extension)
{
    if (m_profiles) {
        m_profiles->forget(extension);
    }
}

void WebViewPlugin::setColorScheme(ColorScheme scheme)
{
    m_scheme = scheme == ColorScheme::Dark ? bridge::ColorScheme::Dark : bridge::ColorScheme::Light;
    for (const QPointer<ExtensionWebView> &view : m_views) {
        if (view) {
            view->setColorScheme(m_scheme);
        }
    }
}

void WebViewPlugin::startEngine()
{
    // The engine's own preference is fixed when it starts. What it starts with costs no page
    // anything; ColorSchemeOverride does the rest.
    m_engineScheme = m_scheme;
    if (m_engineScheme == bridge::ColorScheme::Dark) {
        qputenv("QTWEBENGINE_CHROMIUM_FLAGS",
                qgetenv("QTWEBENGINE_CHROMIUM_FLAGS") + " --force-dark-mode");
    }
    m_profiles = std::make_shared<bridge::ExtensionProfiles>();
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, [this] {
        m_profiles.reset();
    });
}

} // namespace pierhead::webview
