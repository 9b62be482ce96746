#pragma once

#include "extensionsource.h"
#include "extensionstore.h"
#include "installevent.h"

#include <host/base/async.h>
#include <host/engine/engine.h>

namespace pierhead::extensions {

/// Puts extensions on this machine and takes them off again. Either all of it is done or nothing is
/// left: a failed or cancelled install removes what it made, and what was installed before still
/// works.
class ExtensionInstaller final
{
public:
    ExtensionInstaller(const engine::Engine &engine, const ExtensionStore &store);

    /// Installs, or replaces what has the same id. Errors: InvalidImage (no extension, another
    /// architecture, unsafe paths), InvalidManifest, Conflict (another install of the id is under
    /// way), the engine's, Io, Cancelled.
    [[nodiscard]] Task<Result<InstalledExtension>>
    install(ExtensionSource source, InstallSink sink, StopToken stop = {}) const;

    /// Removes by id, name or reference: containers, network, folder. Volumes and the image stay.
    /// Works when the image, the metadata or the engine's containers are gone already.
    [[nodiscard]] Task<Result<void>> remove(QString key, InstallSink sink) const;

private:
    const engine::Engine &m_engine;
    const ExtensionStore &m_store;
};

} // namespace pierhead::extensions
