#pragma once

#include "extensionstore.h"

#include <host/backend/backendstate.h>

namespace pierhead::extensions {

/// Whether Pierhead starts a backend again that it finds in this state when it comes to the engine,
/// or the engine comes back: all that should run has ended, the user has not stopped it, and the
/// engine is Podman. Docker starts by itself what ran, Podman only where systemd tells it to.
/// `product` is EngineVersion::product.
[[nodiscard]] bool
mustStartAgain(const backend::BackendState &state, const QString &product, bool isStopNoted);

/// The same of what is installed here: never while extensions, or this one, are disabled.
[[nodiscard]] bool mustStartAgain(const ExtensionStore &store,
                                  const ExtensionId &id,
                                  const backend::BackendState &state,
                                  const QString &product);

/// Whether Pierhead restarts a backend that runs: a container has a socket of the embedded engine
/// that is dead, and gets the present one by it. Not while extensions, or this one, are disabled,
/// and not what the user has stopped, of which a service may run all the same.
[[nodiscard]] bool
mustRestart(const ExtensionStore &store, const ExtensionId &id, const backend::BackendState &state);

} // namespace pierhead::extensions
