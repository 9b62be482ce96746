#pragma once

#include <QString>
#include <QStringList>

namespace pierhead::registry {

/// The tag with the greatest version by semver's rules, as it is written there: "1.10.0" of
/// "1.9.0", "1.10.0", "latest". A "v" in front is allowed. Pre-releases, and tags that are not
/// X.Y.Z, do not count; empty where no other is left. Of tags that differ in build metadata or the
/// "v" alone it is the first.
[[nodiscard]] QString greatestVersion(const QStringList &tags);

/// Those of the tags whose versions are greater than that of `tag`, the greatest first; of equal
/// ones the first. None where `tag` is no version itself.
[[nodiscard]] QStringList versionsAfter(const QString &tag, const QStringList &tags);

} // namespace pierhead::registry
