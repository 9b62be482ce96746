#pragma once

#include "extensionstore.h"
#include "installevent.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// ExtensionInstaller::remove, on the engine `client` with the key `engineKey`.
[[nodiscard]] Task<Result<void>> removeExtension(engine::EngineClient client,
                                                 QString engineKey,
                                                 ExtensionStore store,
                                                 QString key,
                                                 InstallSink sink);

/// Its last part, again from the beginning, for a removal whose process died: nothing that is gone
/// already is missed. With the lock of the id.
[[nodiscard]] Task<Result<void>>
finishRemoval(engine::EngineClient client, ExtensionStore store, ExtensionId id);

/// What the extension has on the engine: containers and networks of its project, and containers
/// that an install of it has read by. `sink` is told of the backend.
[[nodiscard]] Task<Result<void>>
removeFromEngine(engine::EngineClient client, ExtensionId id, InstallSink sink);

/// Its secrets in the keyring. Those of a keyring that is locked or gone stay, and are logged.
[[nodiscard]] Task<void> removeSecrets(ExtensionStore store, ExtensionId id);

} // namespace pierhead::extensions
