#pragma once

#include "composefile.h"

#include <host/settings/settings.h>

#include <nlohmann/json_fwd.hpp>

namespace YAML { // NOLINT(readability-identifier-naming): the library's
class Node;
} // namespace YAML

namespace pierhead::backend {

/// What the author's service says of its limits, in both forms: `mem_limit`, `cpus`, `cpu_quota`
/// and `deploy.resources`.
[[nodiscard]] ComposeLimits composeLimits(const YAML::Node &service);

/// Puts the user's limits into the override of a service where they are smaller than its author's.
/// Compose v1 reads `mem_limit` and `cpus` alone. Version 2 reads `deploy.resources` too, and wants
/// the same in both, so what the author wrote there is overruled there as well.
void putLimits(nlohmann::json &service,
               const ComposeLimits &authors,
               const settings::BackendLimits &users);

} // namespace pierhead::backend
