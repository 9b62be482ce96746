#pragma once

#include <QChar>
#include <QString>

namespace pierhead::cli {

/// Whether a terminal does something on it instead of showing it: control characters but tab and
/// newline, and overrides of the reading direction.
[[nodiscard]] bool isTerminalControl(QChar character);

/// The text with U+FFFD in place of every terminal control.
[[nodiscard]] QString plainText(QString text);

/// The columns that the text takes on a terminal.
[[nodiscard]] qsizetype displayWidth(const QString &text);

/// The text, cut to that many columns, with "…" where something was cut.
[[nodiscard]] QString fitted(const QString &text, qsizetype columns);

} // namespace pierhead::cli
