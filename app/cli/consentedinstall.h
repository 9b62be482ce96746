#pragma once

#include "exitcode.h"
#include "session.h"

#include <host/extensions/extensionsource.h>

namespace pierhead::cli {

/// Whether the user has said already that the extension may be installed.
enum class Consent {
    AskFor,
    Given,
};

/// Asks where that is needed, then installs what the argument means (see
/// ExtensionSource::fromArgument), printing how it goes. Without a terminal to ask on it refuses.
/// Where it replaces a version that asks for less, it shows that and asks about it too.
[[nodiscard]] Task<Result<ExitCode>>
installWithConsent(Session session, QString argument, Consent given);

/// Whether the user wants to install, knowing what extensions can do; asked on the terminal.
/// InvalidArgument where there is none.
[[nodiscard]] Task<Result<bool>> consentToInstall(Session session);

/// Installs that, to which the user has agreed, printing how it goes.
[[nodiscard]] Task<Result<void>> installSource(Session session, extensions::ExtensionSource source);

/// Updates what is installed to what the argument means. It asks once it is known what the new
/// version asks for, and shows the difference. Without a terminal it refuses one that asks for
/// more, and lets others through.
[[nodiscard]] Task<Result<ExitCode>>
updateWithConsent(Session session, QString argument, Consent given);

} // namespace pierhead::cli
