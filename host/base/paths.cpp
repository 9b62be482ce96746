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
    const QString cache = under(QStandardPaths::GenericCacheLocation);
    // Without a session there is no such folder, and Qt would warn and make one in /tmp.
    return {under(QStandardPaths::GenericDataLocation),
            cache,
            qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")
                ? cache + QStringLiteral("/run")
                : under(QStandardPaths::RuntimeLocation)};
}

QString Paths::extensions() const
{
    return data + QStringLiteral("/extensions");
}

} // namespace pierhead
