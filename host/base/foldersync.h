#pragma once

#include <QString>

namespace pierhead {

/// The names in the folder are on the disk after this, so that a file that was renamed into it is
/// there after a loss of power. What cannot be synced stays as it is.
void syncFolder(const QString &folder);

} // namespace pierhead
