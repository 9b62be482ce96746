#pragma once

#include "extensionstore.h"

#include <host/backend/backendrunner.h>

namespace pierhead::extensions {

/// What the backend of `extension` is made from. `reference` is its own image, for which
/// DESKTOP_PLUGIN_IMAGE stands. Only for one that has a backend.
[[nodiscard]] Result<backend::BackendSpec> backendSpec(const InstalledExtension &extension,
                                                       const QString &reference);

/// The same where the extension was installed some time ago: its tag may mean another image by now.
[[nodiscard]] Task<Result<backend::BackendSpec>> backendSpecNow(engine::EngineClient client,
                                                                InstalledExtension extension);

/// Starts and stops the backend of what is installed. Where containers of it are missing, all of
/// them are made anew from the installed version, as the install made them; else it is as
/// BackendControl does it.
class InstalledBackend final
{
public:
    /// `engine` is the one that the extension is installed on.
    InstalledBackend(engine::EngineClient engine, ExtensionStore store, ExtensionId id);

    /// NotFound where the extension is gone, or its image is. Conflict while it is being installed
    /// or removed.
    [[nodiscard]] Task<Result<void>> start(StopToken stop = {}) const;
    [[nodiscard]] Task<Result<void>> stop() const;
    [[nodiscard]] Task<Result<void>> restart(StopToken stop = {}) const;

private:
    engine::EngineClient m_engine;
    ExtensionStore m_store;
    ExtensionId m_id;
};

} // namespace pierhead::extensions
