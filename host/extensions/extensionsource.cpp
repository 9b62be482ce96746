#include "extensionsource.h"

#include <QDir>
#include <QFileInfo>

namespace pierhead::extensions {

ExtensionSource ExtensionSource::fromArgument(const QString &argument)
{
    ExtensionSource source;
    source.location = argument;
    const QFileInfo info(argument);
    if (argument.isEmpty() || !info.exists()) {
        return source;
    }
    source.kind = info.isDir() ? Kind::Folder : Kind::Archive;
    source.location = QDir::cleanPath(info.absoluteFilePath());
    return source;
}

} // namespace pierhead::extensions
