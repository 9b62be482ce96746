#pragma once

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
        Stopped,
        Partial, ///< some of its containers run
        Running,
    };

    Kind kind = Kind::None;
    int running = 0;
    int total = 0;

    bool operator==(const BackendStatus &) const = default;
};

/// "Running (1)", for people.
[[nodiscard]] QString statusText(const BackendStatus &status);
/// The tone of the chip: "success", "warning", "danger" or "neutral".
[[nodiscard]] QString statusTone(const BackendStatus &status);

} // namespace pierhead::desktop
