#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// Which images some references meant before an install brought its own, so that a failed install
/// can leave the engine as it was.
class FormerImages final
{
public:
    /// Looks the references up; those that are known already are not asked for again.
    [[nodiscard]] static Task<Result<FormerImages>>
    with(FormerImages known, engine::EngineClient client, QStringList references, StopToken stop);

    /// Makes each reference mean what it meant: images that came are removed where no other name
    /// holds them, names that moved go back. What the engine refuses stays as it is.
    [[nodiscard]] Task<void> restore(engine::EngineClient client) const;

private:
    QMap<QString, QString> m_ids; ///< reference to image id; empty where there was none
};

} // namespace pierhead::extensions
