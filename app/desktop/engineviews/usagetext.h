#pragma once

#include <QString>

namespace pierhead::desktop {

/// Bytes with two or more digits that tell: "3.4 MiB", "120 KiB".
[[nodiscard]] QString usageSizeText(double bytes);
/// Bytes a second.
[[nodiscard]] QString usageRateText(double bytes);
/// "12.3 %".
[[nodiscard]] QString usagePercentText(double percent);

} // namespace pierhead::desktop
