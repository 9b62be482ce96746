#pragma once

#include "extensionstore.h"

namespace pierhead::extensions {

// What the user stopped on purpose, under `stopped` in the settings: on the engine a backend that
// was stopped may look like one that ended with its machine. `disable` is no stop: it has a list
// of its own.

[[nodiscard]] bool isStopNoted(const ExtensionStore &store, const ExtensionId &id);

/// Settings that cannot be written are logged, and keep no backend from being stopped or started.
void noteStop(const ExtensionStore &store, const ExtensionId &id);
void forgetStop(const ExtensionStore &store, const ExtensionId &id);

} // namespace pierhead::extensions
