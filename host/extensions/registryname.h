#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::extensions {

/// The registry that somebody wrote, as references name it: "docker.io" for nothing, "ghcr.io" for
/// "https://ghcr.io/". InvalidArgument for what is no host name.
[[nodiscard]] Result<QString> registryNamed(const QString &text);

} // namespace pierhead::extensions
