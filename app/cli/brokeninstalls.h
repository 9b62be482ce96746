#pragma once

#include "session.h"

namespace pierhead::cli {

/// Puts right what processes that died amid an install or a removal have left (see
/// host/extensions/repair.h), each on its own engine. What cannot be is told, and stays. Nothing is
/// asked where nothing was broken off.
[[nodiscard]] Task<void> repairBrokenInstalls(Session session);

} // namespace pierhead::cli
