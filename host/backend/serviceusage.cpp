#include "serviceusage.h"

#include <limits>

namespace pierhead::backend {

namespace {

constexpr double nanosecondsPerMillisecond = 1e6;

/// As Docker's own client: the older engines only list what each processor did.
int processorsOf(const nlohmann::json &cpu)
{
    const int online = json::fieldOr<int>(cpu, "online_cpus", 0);
    if (online > 0) {
        return online;
    }
    const auto usage = cpu.find("cpu_usage");
    if (usage == cpu.end() || !usage->is_object()) {
        return 0;
    }
    const auto each = usage->find("percpu_usage");
    return each != usage->end() && each->is_array() ? static_cast<int>(each->size()) : 0;
}

std::optional<qint64> processesOf(const nlohmann::json &source)
{
    const auto pids = source.find("pids_stats");
    return pids != source.end() && pids->is_object() ? json::optionalField<qint64>(*pids, "current")
                                                     : std::nullopt;
}

void readNetworks(const nlohmann::json &source, UsageSample &target)
{
    const auto networks = source.find("networks");
    if (networks == source.end() || !networks->is_object()) {
        return; // it has none, or the machine's own
    }
    for (const nlohmann::json &network : *networks) {
        target.received += json::fieldOr<qint64>(network, "rx_bytes", 0);
        target.sent += json::fieldOr<qint64>(network, "tx_bytes", 0);
    }
}

/// "op" is "read" or "Read", by the version of the control groups.
void readBlocks(const nlohmann::json &source, UsageSample &target)
{
    const auto blocks = source.find("blkio_stats");
    if (blocks == source.end() || !blocks->is_object()) {
        return;
    }
    const auto entries = blocks->find("io_service_bytes_recursive");
    if (entries == blocks->end() || !entries->is_array()) {
        return;
    }
    for (const nlohmann::json &entry : *entries) {
        const QString kind = json::fieldOr<QString>(entry, "op", {}).toLower();
        const auto bytes = json::fieldOr<qint64>(entry, "value", 0);
        target.bytesRead += kind == QLatin1String("read") ? bytes : 0;
        target.bytesWritten += kind == QLatin1String("write") ? bytes : 0;
    }
}

/// How much more in a second. A total that is smaller is of fewer devices.
double rate(qint64 before, qint64 now, double seconds)
{
    return static_cast<double>(qMax<qint64>(0, now - before)) / seconds;
}

} // namespace

void from_json(const nlohmann::json &source, UsageSample &target)
{
    target.read =
        QDateTime::fromString(json::fieldOr<QString>(source, "read", {}), Qt::ISODateWithMs);
    const nlohmann::json nothing = nlohmann::json::object();
    const nlohmann::json cpu = source.value("cpu_stats", nothing);
    target.cpuTime = json::fieldOr<qint64>(cpu.value("cpu_usage", nothing), "total_usage", 0);
    target.processors = processorsOf(cpu);
    target.processes = processesOf(source);
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
    // Where nothing limits it Podman tells the largest number there is.
    const auto limit = json::fieldOr<quint64>(memory, "limit", 0);
    constexpr auto largest = static_cast<quint64>(std::numeric_limits<qint64>::max());
    target.memoryLimit = limit >= largest ? 0 : static_cast<qint64>(limit);
    readNetworks(source, target);
    readBlocks(source, target);
}

ServiceUsage usageBetween(const std::optional<UsageSample> &before, const UsageSample &now)
{
    ServiceUsage usage{.read = now.read,
                       .cpuPercent = {},
                       .processors = now.processors,
                       .memory = now.memory,
                       .memoryLimit = now.memoryLimit,
                       .processes = now.processes,
                       .received = now.received,
                       .sent = now.sent,
                       .bytesRead = now.bytesRead,
                       .bytesWritten = now.bytesWritten,
                       .rates = {}};
    const qint64 passed = before ? before->read.msecsTo(now.read) : 0;
    // With less of it the container was started again in between.
    if (before && passed > 0 && now.cpuTime >= before->cpuTime) {
        const auto worked = static_cast<double>(now.cpuTime - before->cpuTime);
        usage.cpuPercent = 100 * worked / (static_cast<double>(passed) * nanosecondsPerMillisecond);
        const double seconds = static_cast<double>(passed) / 1000;
        usage.rates = UsageRates{
            .received = rate(before->received, now.received, seconds),
            .sent = rate(before->sent, now.sent, seconds),
            .bytesRead = rate(before->bytesRead, now.bytesRead, seconds),
            .bytesWritten = rate(before->bytesWritten, now.bytesWritten, seconds),
        };
    }
    return usage;
}

} // namespace pierhead::backend
