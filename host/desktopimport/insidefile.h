#pragma once

#include <host/base/result.h>

#include <QByteArray>
#include <QStringList>

namespace pierhead::desktopimport {

/// The content of a file in a folder that somebody else writes; `parts` lead to it from `folder`.
/// Only a regular file is read, no link is followed below `folder`, and one that has more than
/// `most` bytes is Io, as all but NotFound.
[[nodiscard]] Result<QByteArray>
readInside(const QString &folder, const QStringList &parts, qint64 most);

} // namespace pierhead::desktopimport
