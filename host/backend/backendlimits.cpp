#include "backendlimits.h"

#include <cmath>

namespace pierhead::backend {

qint64 memoryBytes(const settings::BackendLimits &limits)
{
    constexpr qint64 mebibyte = qint64(1024) * 1024;
    return limits.memoryMiB * mebibyte;
}

qint64 nanoCpus(const settings::BackendLimits &limits)
{
    constexpr double billion = 1e9;
    return std::llround(limits.cpus * billion);
}

QString limitsText(const settings::BackendLimits &limits)
{
    QStringList parts;
    if (limits.memoryMiB > 0) {
        parts.append(QStringLiteral("memory=%1").arg(limits.memoryMiB));
    }
    if (limits.cpus > 0) {
        parts.append(QStringLiteral("cpus=%1").arg(limits.cpus));
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace pierhead::backend
