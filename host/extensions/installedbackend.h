#pragma once

#include "extensionstore.h"

#include <host/backend/backendrunner.h>
#include <host/backend/dependencywait.h>

namespace pierhead::extensions {

/// What the backend of `extension` is made from. `reference` is its own image, for which
/// DESKTOP_PLUGIN_IMAGE stands. Only for one that has a backend.
[[nodiscard]] Result<backend::BackendSpec> backendSpec(const InstalledExtension &extension,
                                                       const QString &reference,
                                                       const settings::BackendLimits &limits);

/// The same where the extension was installed some time ago: its tag may mean another image by now.
[[nodiscard]] Task<Result<backend::BackendSpec>> backendSpecNow(engine::EngineClient client,
                                                                InstalledExtension extension,
                                                                settings::BackendLimits limits);

/// Those that the user has set; none where the settings cannot be read.
[[nodiscard]] settings::BackendLimits limitsIn(const ExtensionStore &store);

/// Whether every container that an install makes is there, in whatever state; true where the
/// extension has no backend.
[[nodiscard]] Task<Result<bool>>
hasItsContainers(engine::EngineClient client, InstalledExtension extension, StopToken stop = {});

/// Whether every service that an install makes has its container.
[[nodiscard]] bool isBackendComplete(const backend::BackendState &state,
                                     const InstalledExtension &extension);

/// Stops the backend where extensions, or this one, are disabled.
[[nodiscard]] Task<Result<void>>
stopWhereDisabled(engine::EngineClient client, ExtensionStore store, ExtensionId id);

/// When the limits that the user has set hold for a backend.
enum class LimitsEffect {
    AtOnce,
    FromNextStart, ///< some, or some containers: see backend::changeLimits()
};

/// Starts and stops the backend of what is installed. Where containers of it are missing, or were
/// have other limits than the user has set, all of them are made anew from the installed version,
/// as the install made them; else it is as BackendControl does it.
class InstalledBackend final
{
public:
    /// `engine` is the one that the extension is installed on.
    InstalledBackend(engine::EngineClient engine, ExtensionStore store, ExtensionId id);

    /// NotFound where the extension is gone, or its image is. Conflict while it is being installed
    /// or removed. PermissionDenied where extensions, or this one, are disabled.
    [[nodiscard]] Task<Result<void>> start(StopToken stop = {},
                                           backend::WaitTimes times = {}) const;
    /// Noted (stopnote.h), so that Pierhead starts it only when it is asked to; not noted where
    /// extensions, or this one, are disabled.
    [[nodiscard]] Task<Result<void>> stop() const;
    [[nodiscard]] Task<Result<void>> restart(StopToken stop = {},
                                             backend::WaitTimes times = {}) const;
    /// Gives the running containers the limits that the user has set. NotFound where the extension
    /// is gone; an engine's refusal leaves the limits for the next start.
    [[nodiscard]] Task<Result<LimitsEffect>> applyLimits(StopToken stop = {}) const;

private:
    engine::EngineClient m_engine;
    ExtensionStore m_store;
    ExtensionId m_id;
};

} // namespace pierhead::extensions
