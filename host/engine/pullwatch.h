#pragma once

#include "enginetypes.h"

#include <host/base/timelimit.h>

#include <QSet>

namespace pierhead::engine {

/// How long a registry may send nothing in the middle of a pull.
inline constexpr std::chrono::milliseconds pullSilenceLimit = std::chrono::seconds(60);

/// Ends a pull that a registry has left hanging: nothing was told for so long while something is
/// still to come from it. Unpacking, which the engine does alone, takes as long as it takes. Lives
/// on one thread, which has an event loop, for as long as the pull.
class PullWatch final
{
    Q_DISABLE_COPY_MOVE(PullWatch)

public:
    PullWatch(std::chrono::milliseconds limit, StopToken outer);

    /// What the engine told.
    void take(const TransferProgress &progress);

    [[nodiscard]] StopToken token() const { return m_limit.token(); }

    /// What the pull's error is to its caller: that of the silence, where that ended it.
    [[nodiscard]] Error explain(const QString &reference, Error error) const;

private:
    std::chrono::milliseconds m_silence;
    TimeLimit m_limit;
    QSet<QString> m_coming;   ///< layers that the registry has not sent whole
    QSet<QString> m_unpacked; ///< that the engine is at work on
};

} // namespace pierhead::engine
