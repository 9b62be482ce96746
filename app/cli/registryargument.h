#pragma once

#include "parameter.h"

namespace pierhead::cli {

/// The argument by which `login` and `logout` name a registry.
[[nodiscard]] Parameter registryArgument(QString &target);

} // namespace pierhead::cli
