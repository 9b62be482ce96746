#pragma once

#include "tarextractor.h"

namespace pierhead::archive {

/// What stands at one path of an image, as the engine's archive endpoint packed it.
struct ImagePart
{
    enum class Kind {
        File,
        Folder,
        Link,
    };

    Kind kind = Kind::File;
    QString linkTarget; ///< Link: the path in the image that it leads to ("assets/ui")
};

/// Looks at the tar file that the engine gave for `path`. The engine does not follow a link at the
/// path's end: ask it for linkTarget then, a few times at most. InvalidImage where the link leaves
/// the image, or what is packed is neither file, folder nor link.
[[nodiscard]] Result<ImagePart> inspectPart(const QString &file, const QString &path);

/// Unpacks the same tar file so that what was `path` in the image becomes `target` (whose folder
/// must exist). Links that stay within `path` are kept, as relative ones; others are refused. Else
/// as extractTar().
[[nodiscard]] Result<> extractPart(const QString &file,
                                   const QString &path,
                                   const QString &target,
                                   const TarLimits &limits = {});

} // namespace pierhead::archive
