#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// Kills what an exec started, with its children; true when the engine says that it has ended.
///
/// The engine's API has no call for it: it tells the process's number on the engine's host, and
/// that helps only where that is this machine. Whether it is, is not guessed from the address: the
/// process of that number has to be in the container's control group. Then it is killed by a
/// handle that cannot come to mean another process; where the user may not do that (a root engine),
/// by `kill` in the container. On an engine elsewhere, or where neither is possible, the program
/// goes on, and the result is false.
[[nodiscard]] Task<bool> killExec(engine::EngineClient client, QString container, QString exec);

} // namespace pierhead::backend
