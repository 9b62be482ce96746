#pragma once

#include "backendstate.h"
#include "execspec.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>
#include <host/settings/settings.h>

namespace pierhead::backend {

/// What a backend is made from.
struct BackendSpec
{
    extensions::ExtensionId id;
    QString image;       ///< reference or id, DESKTOP_PLUGIN_IMAGE already put in; with a compose
                         ///< file, what DESKTOP_PLUGIN_IMAGE stands for in it
    QString displayName; ///< for the label com.docker.desktop.extension.name
    QString socket;      ///< name under /run/guest-services, or empty
    QString composeFile = {};            ///< absolute; empty where the backend is the image alone
    settings::BackendLimits limits = {}; ///< the user's, of each container
};

/// The backend of one extension on one engine, by the names and labels that extensions know from
/// Docker Desktop.
///
/// /run/guest-services, where a backend makes its socket, is a tmpfs, writable for every user: of
/// the container, or a volume that a compose file's services share. A folder of the engine's host
/// would be made by the engine as root's own, so that a backend with a user of its own could not
/// write there. A tmpfs is the same on a remote and a rootless engine, and is empty after each
/// start, so no dead socket is in the way.
class BackendRunner final
{
public:
    BackendRunner(engine::EngineClient engine, extensions::ExtensionId id);

    /// The references of the images that the backend is made of, of a compose file as the compose
    /// program reads it. InvalidManifest where it finds faults, or where a service is to be built.
    [[nodiscard]] Task<Result<QStringList>> images(BackendSpec spec, StopToken stop = {}) const;
    /// Makes network and containers and starts them; the images are there. What was there of it is
    /// replaced; a failure leaves nothing, or what was there when the image is not. A program that
    /// ends at once is no failure: the engine starts it again and again, and state() shows it.
    [[nodiscard]] Task<Result<void>> up(BackendSpec spec, StopToken stop = {}) const;
    /// Removes containers and networks of the project; the author's volumes stay. Nothing there is
    /// success.
    [[nodiscard]] Task<Result<void>> down() const;
    [[nodiscard]] Task<Result<BackendState>> state(StopToken stop = {}) const;

    /// Runs a command in the service's container and waits for its end. A missing program is an
    /// outcome with 126 or 127, not an error; no running container is NotFound. Cancelled, the
    /// process in the container is killed where this machine can see it (execkiller.h); the error's
    /// detail says so where it goes on.
    [[nodiscard]] Task<Result<ExecOutcome>> exec(ExecSpec spec, StopToken stop = {}) const;

private:
    engine::EngineClient m_engine;
    extensions::ExtensionId m_id;
};

} // namespace pierhead::backend
