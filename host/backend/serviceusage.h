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

    bool operator==(const ServiceUsage &) const = default;
};

/// One object of GET /containers/{id}/stats.
struct UsageSample
{
    QDateTime read;
    qint64 cpuTime = 0; ///< nanoseconds since the container was started
    qint64 memory = 0;  ///< as in ServiceUsage
};

void from_json(const nlohmann::json &source, UsageSample &target);

/// What two samples of the same container say, the later one second.
[[nodiscard]] ServiceUsage usageBetween(const std::optional<UsageSample> &before,
                                        const UsageSample &now);

} // namespace pierhead::backend
