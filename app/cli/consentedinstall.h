#pragma once

#include "exitcode.h"
#include "session.h"

namespace pierhead::cli {

/// Whether the user has said already that the extension may be installed.
enum class Consent {
    AskFor,
    Given,
};

/// Asks where that is needed, then installs what the argument means (see
/// ExtensionSource::fromArgument), printing how it goes. Without a terminal to ask on it refuses.
[[nodiscard]] Task<Result<ExitCode>>
installWithConsent(Session session, QString argument, Consent given);

} // namespace pierhead::cli
