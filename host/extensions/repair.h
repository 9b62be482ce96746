#pragma once

#include "underway.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// What a process that died amid an install or a removal has left is put right: an install is taken
/// back, so that what was installed before works again, or, where install.json names the new
/// version already, there is nothing to take back; a removal is finished.

/// Puts right what `left` tells of; `client` is of the engine `left.engine`. Success where there is
/// nothing to do, or somebody is at work on the id. After an error the note stays.
[[nodiscard]] Task<Result<void>>
repair(engine::EngineClient client, ExtensionStore store, UnderWay left, StopToken stop = {});

/// Begins work on an id whose lock the caller holds: puts right what the last has left, where that
/// is of the same engine, and writes the note.
[[nodiscard]] Task<Result<void>>
beginWork(engine::EngineClient client, ExtensionStore store, UnderWay work, StopToken stop = {});

/// Makes the containers of what is installed anew, whatever is there of its project. Takes the
/// lock. NotFound where it is not installed, or its image is gone.
[[nodiscard]] Task<Result<void>> remakeBackend(engine::EngineClient client,
                                               ExtensionStore store,
                                               ExtensionId id,
                                               StopToken stop = {});

} // namespace pierhead::extensions
