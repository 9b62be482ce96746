#pragma once

#include <host/base/result.h>

#include <QByteArray>

namespace pierhead::bridge {

/// A file of an extension's ui folder, as a page asked for it.
struct ExtensionAsset
{
    QByteArray mimeType; ///< with charset where it is text
    QString file;        ///< absolute, links resolved
};

/// The file at `path` (decoded, from the URL) below `root`. NotFound: there is none, or it is a
/// folder. PermissionDenied: the path leads out of root, by ".." or by a link.
[[nodiscard]] Result<ExtensionAsset> findAsset(const QString &root, const QString &path);

/// By the ending of the name, never by the content; application/octet-stream for what is not known.
[[nodiscard]] QByteArray mimeTypeOf(const QString &fileName);

} // namespace pierhead::bridge
