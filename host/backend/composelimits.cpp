#include "composelimits.h"

#include "backendlimits.h"

#include <host/base/json.h>

#include <QRegularExpression>

#include <cmath>
#include <yaml-cpp/yaml.h>

namespace pierhead::backend {

namespace {

constexpr double usualPeriod = 100'000;

/// `node[key]`, where there is a mapping to look into; else a node that is not there.
YAML::Node memberOf(const YAML::Node &node, const char *key)
{
    return node.IsDefined() && node.IsMap() ? node[key] : YAML::Node(YAML::NodeType::Undefined);
}

QString scalar(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()).trimmed()
                                               : QString();
}

/// "1.5g", "512m", "300000": bytes; 0 for anything else, as a variable.
qint64 bytesIn(const YAML::Node &node)
{
    static const QRegularExpression size(
        QRegularExpression::anchoredPattern(
            QStringLiteral("(?<number>[0-9]{1,15}(?:\\.[0-9]{1,6})?) ?(?<unit>[kmgt]?)(?:i?b)?")),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = size.match(scalar(node));
    if (!match.hasMatch()) {
        return 0;
    }
    const QString unit = match.captured(QStringLiteral("unit")).toLower();
    const qsizetype power = unit.isEmpty() ? 0 : QStringLiteral("kmgt").indexOf(unit) + 1;
    const double bytes = match.captured(QStringLiteral("number")).toDouble()
        * std::pow(1024.0, static_cast<double>(power));
    constexpr double most = 1e18;
    return bytes < most ? static_cast<qint64>(bytes) : 0;
}

double numberIn(const YAML::Node &node)
{
    const double number = scalar(node).toDouble();
    return std::isfinite(number) && number > 0 ? number : 0;
}

qint64 smallerLimit(qint64 one, qint64 other)
{
    return one == 0 || other == 0 ? one + other : std::min(one, other);
}

void putMemory(nlohmann::json &service, const ComposeLimits &authors, qint64 most)
{
    if (authors.memory == 0 || authors.memory > most) {
        service["mem_limit"] = QStringLiteral("%1b").arg(most);
        if (authors.isMemoryInDeploy) {
            service["deploy"]["resources"]["limits"]["memory"] = QStringLiteral("%1b").arg(most);
        }
    }
    // An engine refuses a container that is to have more than it may have.
    if (authors.isReserved && (authors.reservation == 0 || authors.reservation > most)) {
        service["mem_reservation"] = QStringLiteral("%1b").arg(most);
    }
    if (authors.isReservedInDeploy && (authors.reservation == 0 || authors.reservation > most)) {
        service["deploy"]["resources"]["reservations"]["memory"] = QStringLiteral("%1b").arg(most);
    }
}

void putCpus(nlohmann::json &service, const ComposeLimits &authors, double most)
{
    if (authors.cpus > 0 && authors.cpus <= most) {
        return;
    }
    if (authors.period > 0) {
        // A quota and `cpus` exclude each other.
        service["cpu_quota"] = std::llround(most * authors.period);
        return;
    }
    service["cpus"] = most;
    if (authors.isCpusInDeploy) {
        service["deploy"]["resources"]["limits"]["cpus"] = QString::number(most);
    }
}

} // namespace

ComposeLimits composeLimits(const YAML::Node &service)
{
    const YAML::Node resources = memberOf(memberOf(service, "deploy"), "resources");
    const YAML::Node most = memberOf(resources, "limits");
    const YAML::Node deployMemory = memberOf(most, "memory");
    const YAML::Node deployCpus = memberOf(most, "cpus");
    const YAML::Node reserved = memberOf(memberOf(resources, "reservations"), "memory");
    const YAML::Node quota = memberOf(service, "cpu_quota");
    const YAML::Node period = memberOf(service, "cpu_period");
    ComposeLimits limits;
    limits.memory = smallerLimit(bytesIn(memberOf(service, "mem_limit")), bytesIn(deployMemory));
    limits.reservation = std::max(bytesIn(memberOf(service, "mem_reservation")), bytesIn(reserved));
    limits.cpus = numberIn(memberOf(service, "cpus"));
    limits.cpus = limits.cpus > 0 ? limits.cpus : numberIn(deployCpus);
    if (quota.IsDefined() || period.IsDefined()) {
        limits.period = numberIn(period) > 0 ? numberIn(period) : usualPeriod;
        limits.cpus = numberIn(quota) / limits.period;
    }
    limits.isMemoryInDeploy = deployMemory.IsDefined();
    limits.isCpusInDeploy = deployCpus.IsDefined();
    limits.isReservedInDeploy = reserved.IsDefined();
    limits.isReserved = memberOf(service, "mem_reservation").IsDefined();
    return limits;
}

void putLimits(nlohmann::json &service,
               const ComposeLimits &authors,
               const settings::BackendLimits &users)
{
    if (users.memoryMiB > 0) {
        putMemory(service, authors, memoryBytes(users));
    }
    if (users.cpus > 0) {
        putCpus(service, authors, users.cpus);
    }
}

} // namespace pierhead::backend
