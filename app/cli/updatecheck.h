#pragma once

#include "exitcode.h"
#include "session.h"

namespace pierhead::cli {

/// Asks the registries of all extensions, or of that of the key (see ExtensionStore::find), for
/// newer versions, and prints what can be updated in the format (see OutputFormat::textOption).
/// ExitCode::Failure where one does not answer.
[[nodiscard]] Task<Result<ExitCode>> checkForUpdates(Session session, QString key, QString format);

} // namespace pierhead::cli
