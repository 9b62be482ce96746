#pragma once

#include <QString>
#include <QSysInfo>

namespace pierhead {

/// Go's name of this machine's architecture.
[[nodiscard]] inline QString machineArchitecture()
{
    const QString name = QSysInfo::buildCpuArchitecture();
    return name == QLatin1String("x86_64") ? QStringLiteral("amd64") : name;
}

} // namespace pierhead
