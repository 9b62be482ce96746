#pragma once

#include <QLabel>

namespace pierhead::desktop {

/// Text of any length, never read as HTML, on as many lines as it needs. `look` is one of the style
/// sheet's, or empty.
[[nodiscard]] QLabel *plainLabel(const QString &text, QWidget *parent, const QString &look = {});

} // namespace pierhead::desktop
