#pragma once

#include "consentedinstall.h"

namespace pierhead::cli {

/// `dev watch`: builds and installs the folder, and again after each change in it, until it is
/// stopped, which ends it with Cancelled. An image that it built is removed when neither the
/// installed version nor a way back needs it, unless it has a tag or a container. It asks once, as
/// an install does. What fails is told, and the next change waited for; only the first time what is
/// not the folder's fault (no engine, a policy, no agreement) is an error.
[[nodiscard]] Task<Result<ExitCode>>
watchAndInstall(Session session, QString folder, Consent consent);

} // namespace pierhead::cli
