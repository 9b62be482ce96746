#pragma once

#include "checkpage.h"
#include "extensionstore.h"
#include "installevent.h"
#include "installrequest.h"

#include <host/backend/backendtrial.h>
#include <host/base/async.h>
#include <host/engine/engine.h>

namespace pierhead::extensions {

struct Installation;

/// Puts extensions on this machine and takes them off again. Either all of it is done or nothing is
/// left: a failed or cancelled install removes what it made, and what was installed before still
/// works.
class ExtensionInstaller final
{
public:
    ExtensionInstaller(const engine::Engine &engine,
                       const ExtensionStore &store,
                       backend::TrialTimes trialTimes = {},
                       CheckPage checkPage = {});

    /// Installs, or replaces what has the same id. Where the replaced backend was running, the new
    /// one has to start (see backend::awaitStart), and its page has to stand the check where the
    /// installer was given one, or what was there is put back.
    ///
    /// For an update it is NotFound where nothing is installed. A reference's registry is asked for
    /// a newer image (see lookForNewer). Where the image is the one that is installed, and nothing
    /// of that is missing, nothing is done, and UpToDate is told.
    ///
    /// Errors: InvalidImage (no extension, another architecture, unsafe paths), InvalidManifest,
    /// Conflict (another install of the id is under way), PermissionDenied (extensions are
    /// disabled, or a policy does not allow this one), ProcessFailed (the new backend does not
    /// start, or the new page does not load), the engine's, Io, Cancelled (also where it was not
    /// agreed to).
    [[nodiscard]] Task<Result<InstalledExtension>>
    install(InstallRequest request, InstallSink sink, StopToken stop = {}) const;

    /// Puts the version before in the place of the installed one, by id, name or reference; the
    /// installed one is then the one before. A failure leaves the installed version running.
    /// NotFound where no version before is known, or its image is not on the engine any more.
    [[nodiscard]] Task<Result<InstalledExtension>>
    rollBack(QString key, InstallSink sink, StopToken stop = {}) const;

    /// Removes by id, name or reference: containers, network, folder. Volumes and the image stay.
    /// Works when the image, the metadata or the engine's containers are gone already.
    [[nodiscard]] Task<Result<void>> remove(QString key, InstallSink sink) const;

private:
    [[nodiscard]] std::shared_ptr<Installation> begin(InstallSink sink, StopToken stop) const;

    const engine::Engine &m_engine;
    const ExtensionStore &m_store;
    backend::TrialTimes m_trialTimes;
    CheckPage m_checkPage;
};

} // namespace pierhead::extensions
