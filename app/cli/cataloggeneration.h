#pragma once

#include "exitcode.h"
#include "session.h"

#include <host/base/result.h>

#include <chrono>

namespace pierhead::cli {

/// What `catalog generate` is asked to do.
struct CatalogGeneration
{
    QString list;         ///< the path of a file with a reference on each line, or "-"
    QString output;       ///< a file; empty for standard output
    QString title;        ///< of the catalog, or empty
    bool isLocal = false; ///< the images of the engine are meant, not those of registries
    std::chrono::milliseconds limit = std::chrono::seconds(30); ///< for each image
};

/// Writes an index of those images. Each that cannot be listed is told on standard error; the
/// others are written, and the exit code is Failure.
[[nodiscard]] Task<Result<ExitCode>> generateCatalog(Session session, CatalogGeneration asked);

} // namespace pierhead::cli
