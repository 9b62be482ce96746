#pragma once

#include <QStringList>

namespace pierhead::test {

/// What this program told screen readers as an alert since the last call, or since it began. They
/// are none: Qt hands what it tells to a plug-in of this program.
[[nodiscard]] QStringList takeAlerts();

} // namespace pierhead::test
