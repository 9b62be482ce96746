#pragma once

#include <host/settings/settings.h>

namespace pierhead::backend {

/// As the Engine API takes them; 0 for no limit.
[[nodiscard]] qint64 memoryBytes(const settings::BackendLimits &limits);
[[nodiscard]] qint64 nanoCpus(const settings::BackendLimits &limits);

/// "memory=512 cpus=1.5", for a label; empty for none.
[[nodiscard]] QString limitsText(const settings::BackendLimits &limits);
/// The other way round; what is not understood is no limit.
[[nodiscard]] settings::BackendLimits limitsFrom(const QString &text);

} // namespace pierhead::backend
