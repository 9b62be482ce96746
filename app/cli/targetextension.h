#pragma once

#include "parameter.h"
#include "session.h"

#include <host/engine/engine.h>
#include <host/extensions/installedextension.h>

namespace pierhead::cli {

/// The argument that names an installed extension.
[[nodiscard]] Parameter extensionArgument(QString &key);

/// An installed extension with a backend, and the engine it is on.
struct TargetExtension
{
    extensions::InstalledExtension extension;
    std::unique_ptr<engine::Engine> engine;
};

/// The extension that the argument names. NotFound where there is none, InvalidArgument where it
/// has no backend that could be `doing` ("restarted"), EngineUnreachable where its engine does not
/// answer. Another engine never takes its place, whatever the command line says.
[[nodiscard]] Task<Result<TargetExtension>> findTarget(Session session, QString key, QString doing);

} // namespace pierhead::cli
