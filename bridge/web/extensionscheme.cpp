#include "extensionscheme.h"

#include <QWebEngineUrlScheme>

namespace pierhead::bridge::extensionscheme {

QByteArray name()
{
    return QByteArrayLiteral("extension");
}

void registerScheme()
{
    if (!QWebEngineUrlScheme::schemeByName(name()).name().isEmpty()) {
        return; // it can be registered once only, and the plug-in may be loaded again
    }
    QWebEngineUrlScheme scheme(name());
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Host);
    // Never LocalScheme: pages of such a scheme may read the machine's files.
    scheme.setFlags(QWebEngineUrlScheme::SecureScheme | QWebEngineUrlScheme::CorsEnabled);
    QWebEngineUrlScheme::registerScheme(scheme);
}

QUrl origin(const extensions::ExtensionId &id)
{
    QUrl url;
    url.setScheme(QString::fromLatin1(name()));
    url.setHost(id.urlHost());
    return url;
}

QUrl entryPage(const extensions::InstalledExtension &extension)
{
    if (!extension.manifest.tab) {
        return {};
    }
    QString path = extension.manifest.tab->src;
    if (!path.startsWith(QLatin1Char('/'))) {
        path.prepend(QLatin1Char('/'));
    }
    QUrl url = origin(extension.id);
    url.setPath(path, QUrl::DecodedMode);
    return url;
}

} // namespace pierhead::bridge::extensionscheme
