#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::archive {

/// What an extraction may grow to. Past it, it fails with ErrorCode::InvalidImage.
struct TarLimits
{
    qint64 bytes = 2LL * 1024 * 1024 * 1024;
    qint64 entries = 200'000;
};

/// Unpacks the tar file into `folder` (which must exist). Regular files, folders and links that
/// stay inside; absolute paths, "..", device nodes, sockets and links out are refused and named
/// (InvalidImage), a full disk is Io. Owners are not kept, the executable bit is. What was written
/// before a failure stays: the caller drops the folder.
[[nodiscard]] Result<>
extractTar(const QString &file, const QString &folder, const TarLimits &limits = {});

} // namespace pierhead::archive
