#pragma once

#include <app/webview/extensionviewfactory.h>
#include <host/base/result.h>

#include <QPluginLoader>

namespace pierhead::desktop {

/// The plug-in with the web engine, loaded on the first tab and kept until the program ends.
class ViewPlugin final
{
public:
    explicit ViewPlugin(const QString &file = webview::pluginPath());
    Q_DISABLE_COPY_MOVE(ViewPlugin)

    /// Io, with the loader's own words, where the plug-in is missing or cannot be loaded. The
    /// factory has been started and follows `scheme`.
    [[nodiscard]] Result<webview::ExtensionViewFactory *> load(webview::ColorScheme scheme);

    /// Null until it was loaded.
    [[nodiscard]] webview::ExtensionViewFactory *loaded() const { return m_factory; }

private:
    QPluginLoader m_loader;
    webview::ExtensionViewFactory *m_factory = nullptr;
};

} // namespace pierhead::desktop
