#include "viewplugin.h"

namespace pierhead::desktop {

ViewPlugin::ViewPlugin(const QString &file)
    : m_loader(file)
{ }

Result<webview::ExtensionViewFactory *> ViewPlugin::load(webview::ColorScheme scheme)
{
    if (m_factory != nullptr) {
        m_factory->setColorScheme(scheme);
        return m_factory;
    }
    m_factory = qobject_cast<webview::ExtensionViewFactory *>(m_loader.instance());
    if (m_factory == nullptr) {
        return failure(ErrorCode::Io,
                       Text::english("The web view could not be loaded: its plug-in %1 is missing "
                                     "or broken. Install Pierhead again.")
                           .arg(m_loader.fileName()),
                       m_loader.errorString());
    }
    m_factory->start();
    m_factory->setColorScheme(scheme);
    return m_factory;
}

} // namespace pierhead::desktop
