#include "serviceusage.h"

namespace pierhead::backend {

namespace {

constexpr double nanosecondsPerMillisecond = 1e6;

} // namespace

void from_json(const nlohmann::json &source, UsageSample &target)
{
    target.read =
        QDateTime::fromString(json::fieldOr<QString>(source, "read", {}), Qt::ISODateWithMs);
    const nlohmann::json nothing = nlohmann::json::object();
    const nlohmann::json cpu = source.value("cpu_stats", nothing);
    target.cpuTime = json::fieldOr<qint64>(cpu.value("cpu_usage", nothing), "total_usage", 0);
    const nlohmann::json memory = source.value("memory_stats", nothing);
    const auto used = json::fieldOr<qint64>(memory, "usage", 0);
    const nlohmann::json stats = memory.value("stats", nothing);
    // The first is what unified control groups tell, the second the older ones.
    const auto cached =
        stats.is_object() ? json::optionalField<qint64>(stats, "inactive_file") : std::nullopt;
    const auto cachedBelow = stats.is_object()
        ? json::optionalField<qint64>(stats, "total_inactive_file")
        : std::nullopt;
    target.memory = qMax<qint64>(0, used - cachedBelow.value_or(cached.value_or(0)));
}

ServiceUsage usageBetween(const std::optional<UsageSample> &before, const UsageSample &now)
{
    ServiceUsage usage{.cpuPercent = {}, .memory = now.memory};
    const qint64 passed = before ? before->read.msecsTo(now.read) : 0;
    if (before && passed > 0 && now.cpuTime >= before->cpuTime) {
        const auto worked = static_cast<double>(now.cpuTime - before->cpuTime);
        usage.cpuPercent = 100 * worked / (static_cast<double>(passed) * nanosecondsPerMillisecond);
    }
    return usage;
}

} // namespace pierhead::backend
