#pragma once

#include <QString>

namespace pierhead::desktop {

/// Text from an image made fit to be shown on one line: no line breaks, no control characters, none
/// of the characters that turn the direction of what follows, and not endless.
[[nodiscard]] QString singleLine(const QString &foreign);

} // namespace pierhead::desktop
