#pragma once

#include <host/backend/backendstate.h>

#include <QString>

namespace pierhead::desktop {

/// What is known of an extension's backend.
struct BackendStatus
{
    enum class Kind {
        None,        ///< the extension has no backend
        Checking,    ///< not asked yet
        Unreachable, ///< its engine does not answer
        Missing,     ///< no container is there
        Starting,
        Stopped,
        Partial, ///< some of its services run
        Running,
        Unhealthy,  ///< a health check fails
        Restarting, ///< a service ends again and again
        Failed,     ///< a service ended badly
    };

    Kind kind = Kind::None;
    int running = 0;
    int total = 0;
    QString reason = {}; ///< of the last three, one sentence
    std::vector<backend::ServiceState> services = {};

    /// Whether something of it runs, or will by itself.
    [[nodiscard]] bool isActive() const;

    bool operator==(const BackendStatus &) const = default;
};

/// What the engine's answer says.
[[nodiscard]] BackendStatus backendStatus(const Result<backend::BackendState> &state);

/// "Running (1)", for people.
[[nodiscard]] QString statusText(const BackendStatus &status);
/// The tone of the chip: "success", "warning", "danger", "accent" or "neutral".
[[nodiscard]] QString statusTone(const BackendStatus &status);

/// The same for one service.
[[nodiscard]] QString conditionText(backend::ServiceCondition condition);
[[nodiscard]] QString conditionTone(backend::ServiceCondition condition);

} // namespace pierhead::desktop
