#pragma once

#include <host/base/json.h>

#include <QDateTime>

#include <optional>

namespace pierhead::backend {

/// What one container takes of its machine.
struct ServiceUsage
{
    std::optional<double> cpuPercent; ///< of one processor; nothing until there are two samples
    qint64 memory = 0;                ///< bytes, without what the kernel only caches
    qint64 memoryLimit = 0;           ///< bytes; the machine's memory, or 0, where it has no limit
    // Bytes since the container was started.
    qint64 received = 0; ///< by all its network devices
    qint64 sent = 0;
    qint64 bytesRead = 0; ///< from block devices
    qint64 bytesWritten = 0;

    bool operator==(const ServiceUsage &) const = default;
};

/// One object of GET /containers/{id}/stats.
struct UsageSample
{
    QDateTime read;
    qint64 cpuTime = 0; ///< nanoseconds since the container was started
    // As in ServiceUsage.
    qint64 memory = 0;
    qint64 memoryLimit = 0;
    qint64 received = 0;
    qint64 sent = 0;
    qint64 bytesRead = 0;
    qint64 bytesWritten = 0;
};

void from_json(const nlohmann::json &source, UsageSample &target);

/// What two samples of the same container say, the later one second.
[[nodiscard]] ServiceUsage usageBetween(const std::optional<UsageSample> &before,
                                        const UsageSample &now);

} // namespace pierhead::backend
