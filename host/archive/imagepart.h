#pragma once

#include "tarextractor.h"
#include "tarreader.h"

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

/// Unpacks the tar file that the engine gave for `path`, so that what is there in the image becomes
/// `target` (whose folder must exist). Links that stay within `path` are kept, as relative ones;
/// others are refused. Else as extractTar(). The engine does not follow a link at the path's end:
/// then nothing is unpacked; ask it for linkTarget, a few times at most. InvalidImage where that
/// link leaves the image, or what is packed is neither file, folder nor link.
[[nodiscard]] Result<ImagePart> extractPart(TarReader &reader,
                                            const QString &path,
                                            const QString &target,
                                            const TarLimits &limits = {});

} // namespace pierhead::archive
