#pragma once

#include <host/engine/engineclient.h>

namespace pierhead::bench {

/// Milliseconds of one of `count` rounds of the script, one after the other by one shell in the
/// container: what its commands cost there at the least.
[[nodiscard]] double inContainer(const engine::EngineClient &client,
                                 const QString &container,
                                 const QString &script,
                                 int count);

} // namespace pierhead::bench
