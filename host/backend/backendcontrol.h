#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>

namespace pierhead::backend {

/// Stops and starts the containers of a backend that is there. They are started in the order in
/// which they were made, which is that of their dependencies, and stopped the other way round; a
/// one-shot that ended well is not run again. Every container is tried; the first error counts.
class BackendControl final
{
public:
    BackendControl(engine::EngineClient engine, extensions::ExtensionId id);

    /// NotFound where the backend has no container. What runs already goes on.
    [[nodiscard]] Task<Result<void>> start(StopToken stop = {}) const;
    /// A program gets ten seconds to end. Nothing there is success.
    [[nodiscard]] Task<Result<void>> stop() const;
    /// stop(), then start().
    [[nodiscard]] Task<Result<void>> restart(StopToken stop = {}) const;

private:
    engine::EngineClient m_engine;
    extensions::ExtensionId m_id;
};

} // namespace pierhead::backend
