#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::extensions {

/// A path as authors write it ("ui", "/ui/", "./ui") as a path relative to the image's root ("ui").
/// The root itself is empty. InvalidManifest, with only the reason for a message, where it has
/// "..", a backslash, a control character, a drive letter or a URL in it.
[[nodiscard]] Result<QString> imagePath(const QString &text);

/// The same for the name of a socket in /run/guest-services, which has no folder.
[[nodiscard]] Result<QString> socketName(const QString &text);

} // namespace pierhead::extensions
