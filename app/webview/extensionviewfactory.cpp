#include "extensionviewfactory.h"

#include <QCoreApplication>
#include <QDir>

namespace pierhead::webview {

QString pluginPath()
{
    return QDir::cleanPath(QCoreApplication::applicationDirPath()
                           + QStringLiteral("/../lib/pierhead/webview.so"));
}

} // namespace pierhead::webview
