#pragma once

#include <QString>

namespace pierhead::backend {

/// What a program wrote on a line, as text to be shown: terminal escape sequences and control
/// characters taken out, tabs made spaces, a progress bar's carriage returns resolved to what would
/// be seen last, and a line that is too long cut (which the "…" at its end shows).
[[nodiscard]] QString plainLogText(const QByteArray &written);

} // namespace pierhead::backend
