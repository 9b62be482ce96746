#pragma once

#include <host/base/result.h>

#include <QByteArray>
#include <QString>

namespace pierhead::archive {

/// The name of an archive's entry as a path below the folder it is unpacked to; empty for that
/// folder itself. InvalidImage for an absolute path, "..", a name that is not UTF-8, or one that is
/// too long to be removed again.
[[nodiscard]] Result<QString> entryPath(const QByteArray &name);

/// Where a link leads that stands at `path`, both below the same root. An absolute target counts
/// from the root. InvalidImage where it leaves the root.
[[nodiscard]] Result<QString> linkedPath(const QString &path, const QByteArray &target);

/// The way from a link at `path` to `target`: first up, then down, never up again. So it stays
/// below the root even where other links are on its way.
[[nodiscard]] QString relativeTarget(const QString &path, const QString &target);

/// A name from outside for a message: its control characters escaped, and cut where it is long.
[[nodiscard]] QString shown(const QByteArray &name);

/// Why an entry is not unpacked: InvalidImage, with what is wrong ("is a device") behind its name.
[[nodiscard]] tl::unexpected<Error> refusedEntry(const QByteArray &name, const Text &reason);

} // namespace pierhead::archive
