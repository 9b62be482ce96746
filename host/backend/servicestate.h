#pragma once

#include <host/base/text.h>
#include <host/engine/enginetypes.h>

#include <chrono>
#include <optional>

namespace pierhead::backend {

/// How one service of a backend is.
enum class ServiceCondition {
    Starting,   ///< made and not started yet, or its health is not known yet
    Running,    ///< and healthy, where it has a health check
    Unhealthy,  ///< it runs, and its health check fails
    Restarting, ///< it ended and the engine starts it again, perhaps again and again
    Stopped,    ///< by somebody, or with its machine
    Finished,   ///< a one-shot that ended well: nothing is wrong
    Failed,     ///< it ended badly, or could not be started, and nobody starts it again
};

/// One container of a backend, as the engine tells.
struct ServiceState
{
    QString name;      ///< of the service
    QString container; ///< the container's id
    ServiceCondition condition = ServiceCondition::Starting;
    Text reason;                ///< of Unhealthy, Restarting and Failed, one sentence for people
    bool hasTerminal = false;   ///< its output has no frames
    QString restartPolicy = {}; ///< "always", "no", …
    /// Those it was made with, as limitsText() writes them; nothing where an extension made it.
    std::optional<QString> limits = {};
    bool hasFormerSocket = false; ///< backend::hasFormerSocket()
    /// When the condition changes though no event tells of it; zero for never.
    std::chrono::milliseconds settlesIn{0};

    /// Whether its program runs, or will by itself.
    [[nodiscard]] bool isActive() const
    {
        return condition == ServiceCondition::Starting || condition == ServiceCondition::Running
            || condition == ServiceCondition::Unhealthy
            || condition == ServiceCondition::Restarting;
    }

    /// settlesIn, restartPolicy, limits and hasFormerSocket aside.
    bool operator==(const ServiceState &other) const
    {
        return name == other.name && container == other.container && condition == other.condition
            && reason == other.reason && hasTerminal == other.hasTerminal;
    }
};

/// What `details` say at the time `now`. A service that was restarted by its policy counts as
/// Restarting until it has run for ten seconds, as a crash loop runs for a moment each time.
[[nodiscard]] ServiceState serviceState(const engine::ContainerDetails &details,
                                        const QDateTime &now);

/// The little that a row of the list of containers says.
[[nodiscard]] ServiceState serviceState(const engine::ContainerSummary &summary);

} // namespace pierhead::backend
