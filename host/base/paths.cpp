#include "paths.h"

#include <QDir>
#include <QStandardPaths>

namespace pierhead {

Paths Paths::fromEnvironment()
{
    const QString home = qEnvironmentVariable("PIERHEAD_HOME");
    if (!home.isEmpty()) {
        const QDir root(QDir(home).absolutePath());
        return {root.filePath(QStringLiteral("data")),
                root.filePath(QStringLiteral("cache")),
                root.filePath(QStringLiteral("run"))};
    }
    const auto under = [](QStandardPaths::StandardLocation location) {
        return QStandardPaths::writableLocation(location) + QStringLiteral("/pierhead");
    };
    return {under(QStandardPaths::GenericDataLocation),
            under(QStandardPaths::GenericCacheLocation),
            under(QStandardPaths::RuntimeLocation)};
}

QString Paths::extensions() const
{
    return data + QStringLiteral("/extensions");
}

} // namespace pierhead
