#pragma once

#include "session.h"

#include <host/engine/engine.h>
#include <host/extensions/installedextension.h>

namespace pierhead::cli {

/// An installed extension, and the engine it is on.
struct TargetExtension
{
    extensions::InstalledExtension extension;
    std::unique_ptr<engine::Engine> engine;
};

/// The extension of that name, id or image reference. NotFound where there is none;
/// EngineUnreachable where its engine does not answer. Another engine never takes its place,
/// whatever the command line says.
[[nodiscard]] Task<Result<TargetExtension>> findTarget(Session session, QString key);

/// The same for one with a backend; `doing` is what is wanted of it ("restarted").
[[nodiscard]] Task<Result<TargetExtension>>
findTargetWithBackend(Session session, QString key, QString doing);

} // namespace pierhead::cli
