#pragma once

#include <QString>

namespace pierhead::desktop {

/// Text from an image made fit to be shown on one line: no line breaks, no control characters, none
/// of the characters that turn the direction of what follows, and not endless.
[[nodiscard]] QString singleLine(const QString &foreign);

/// The text for QWidget::setToolTip, which would take what looks like HTML for that.
[[nodiscard]] QString plainToolTip(const QString &foreign);

} // namespace pierhead::desktop
