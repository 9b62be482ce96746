#pragma once

#include <QString>

namespace pierhead::cli {

/// The text with every character taken out that would do something to a terminal instead of being
/// shown: control characters (tab and newline stay) and overrides of the reading direction. Each
/// becomes U+FFFD.
[[nodiscard]] QString plainText(QString text);

/// The columns that the text takes on a terminal.
[[nodiscard]] qsizetype displayWidth(const QString &text);

/// The text, cut to that many columns, with "…" where something was cut.
[[nodiscard]] QString fitted(const QString &text, qsizetype columns);

} // namespace pierhead::cli
