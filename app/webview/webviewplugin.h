#pragma once

#include "extensionviewfactory.h"

#include <bridge/core/methodtable.h>
#include <bridge/web/colorscheme.h>
#include <bridge/web/extensionprofiles.h>

#include <QPointer>

namespace pierhead::webview {

class ExtensionWebView;

/// The plug-in's root object.
class WebViewPlugin final
    : public QObject
    , public ExtensionViewFactory
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.pierhead.ExtensionViewFactory/6")
    Q_INTERFACES(pierhead::webview::ExtensionViewFactory)

public:
    WebViewPlugin();

    void start() override;
    [[nodiscard]] ExtensionView *createView(bridge::PageContext context, QWidget *parent) override;
    void forget(const extensions::InstalledExtension &extension) override;
    void setColorScheme(ColorScheme scheme) override;

private:
    void startEngine();

    bridge::MethodTable m_methods;
    /// Shared with the views, because the profiles must go after the last of them and before the
    /// application.
    std::shared_ptr<bridge::ExtensionProfiles> m_profiles;
    bridge::ColorScheme m_scheme = bridge::ColorScheme::Light;
    bridge::ColorScheme m_engineScheme = bridge::ColorScheme::Light;
    std::vector<QPointer<ExtensionWebView>> m_views;
};

} // namespace pierhead::webview
