#pragma once

#include "composefile.h"
#include "dependencywait.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>

namespace pierhead::backend {

/// Stops and starts the containers of a backend that is there. They are started in the order of
/// `compose`, and stopped the other way round; services that are not in it come first, in the order
/// in which they were made. A one-shot that ended well is not run again. Every container is tried,
/// but for those whose `depends_on` has a condition that does not come about (awaitDependency); the
/// first error counts. No compose program takes part, so it does not matter what the user's knows
/// of conditions. What is missing is not made: extensions::InstalledBackend does that.
///
/// The containers are made with the restart policy `always` (contract 2.3), with which an engine
/// that is started again starts what was stopped, too. So it is `unless-stopped` from a stop to the
/// next start.
class BackendControl final
{
public:
    /// `compose` is the author's file, or nothing where the backend is one container.
    BackendControl(engine::EngineClient engine,
                   extensions::ExtensionId id,
                   ComposeFile compose = {},
                   WaitTimes times = {});

    /// NotFound where the backend has no container. What runs already goes on, and waits for
    /// nothing.
    [[nodiscard]] Task<Result<void>> start(StopToken stop = {}) const;
    /// A program gets ten seconds to end. Nothing there is success.
    [[nodiscard]] Task<Result<void>> stop() const;
    /// stop(), then start().
    [[nodiscard]] Task<Result<void>> restart(StopToken stop = {}) const;

private:
    engine::EngineClient m_engine;
    extensions::ExtensionId m_id;
    ComposeFile m_compose;
    WaitTimes m_times;
};

} // namespace pierhead::backend
