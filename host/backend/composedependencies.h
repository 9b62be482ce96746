#pragma once

#include "composefile.h"

namespace YAML { // NOLINT(readability-identifier-naming): the library's
class Node;
} // namespace YAML

namespace pierhead::backend {

/// What the author's service waits for: `depends_on` as a list or with conditions. Sharing another
/// service's network, processes, IPC or volumes (`network_mode: "service:db"`, `volumes_from`), and
/// `links`, are dependencies too, as they are for compose. Each service is there once; of a
/// condition that is not known, or that a variable says, Started is left.
[[nodiscard]] std::vector<ComposeDependency> composeDependencies(const YAML::Node &service);

/// As an author writes it: "service_healthy".
[[nodiscard]] QString conditionName(DependencyCondition condition);

} // namespace pierhead::backend
