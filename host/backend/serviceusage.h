#pragma once

#include <host/base/json.h>

#include <QDateTime>

#include <optional>

namespace pierhead::backend {

/// Bytes a second, over the time between two samples.
struct UsageRates
{
    double received = 0;
    double sent = 0;
    double bytesRead = 0;
    double bytesWritten = 0;

    bool operator==(const UsageRates &) const = default;
};

/// What one container takes of its machine.
struct ServiceUsage
{
    QDateTime read; ///< when, by the engine's clock
    /// As `docker stats` has it: 100 is one processor, so all of them are processors * 100. Nothing
    /// until there are two samples of the same run.
    std::optional<double> cpuPercent;
    int processors = 0;              ///< of the machine; 0 where the engine does not say
    qint64 memory = 0;               ///< bytes, without what the kernel only caches
    qint64 memoryLimit = 0;          ///< bytes; the machine's memory, or 0, where it has no limit
    std::optional<qint64> processes; ///< and threads; nothing where the engine does not count
    // Bytes since the container was started.
    qint64 received = 0; ///< by all its network devices
    qint64 sent = 0;
    qint64 bytesRead = 0; ///< from block devices
    qint64 bytesWritten = 0;
    std::optional<UsageRates> rates; ///< as cpuPercent

    bool operator==(const ServiceUsage &) const = default;
};

/// One object of GET /containers/{id}/stats.
struct UsageSample
{
    QDateTime read;
    qint64 cpuTime = 0; ///< nanoseconds since the container was started
    // As in ServiceUsage.
    int processors = 0;
    qint64 memory = 0;
    qint64 memoryLimit = 0;
    std::optional<qint64> processes;
    qint64 received = 0;
    qint64 sent = 0;
    qint64 bytesRead = 0;
    qint64 bytesWritten = 0;
};

void from_json(const nlohmann::json &source, UsageSample &target);

/// What two samples of the same container say, the later one second. Processor time is set against
/// the engine's clock. `docker stats` sets it against `system_cpu_usage`, which in Docker's samples
/// goes on as the clock does on every processor, so the figures agree; Podman's has only the time
/// that was worked, and an idle machine would make much of little. `precpu_stats` is not looked at:
/// Docker's first sample has zeros there.
[[nodiscard]] ServiceUsage usageBetween(const std::optional<UsageSample> &before,
                                        const UsageSample &now);

} // namespace pierhead::backend
