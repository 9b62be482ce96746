#include "backendlimits.h"

#include <algorithm>
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

settings::BackendLimits limitsFrom(const QString &text)
{
    settings::BackendLimits limits;
    const QStringList parts = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString value = part.section(QLatin1Char('='), 1);
        if (part.startsWith(QLatin1String("memory="))) {
            limits.memoryMiB = std::max<qint64>(value.toLongLong(), 0);
        } else if (part.startsWith(QLatin1String("cpus="))) {
            const double cpus = value.toDouble();
            limits.cpus = std::isfinite(cpus) && cpus > 0 ? cpus : 0;
        }
    }
    return limits;
}

} // namespace pierhead::backend
