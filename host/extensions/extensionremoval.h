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

} // namespace pierhead::extensions
