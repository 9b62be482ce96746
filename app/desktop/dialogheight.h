#pragma once

#include <QDialog>

namespace pierhead::desktop {

/// Gives the dialog the height that its texts need at its width, after one has come or grown; it
/// never shrinks.
void growToItsTexts(QDialog &dialog);

} // namespace pierhead::desktop
