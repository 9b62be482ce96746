#pragma once

#include <QByteArray>
#include <QString>

namespace pierhead::archive {

/// A tar archive with one regular file of root's, `path` (relative, up to 100 bytes) with the
/// content and permissions.
[[nodiscard]] QByteArray tarOfFile(const QString &path, const QByteArray &content, int mode);

} // namespace pierhead::archive
