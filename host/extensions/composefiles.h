#pragma once

#include "fault.h"
#include "imagefiles.h"

#include <vector>

namespace pierhead::extensions {

/// Copies the folder of the compose file to `target`, for the file may name what is beside it
/// (contract 2.3). Where that folder is the image's root, the file, its `.env` and what the file
/// names are copied, not the whole image. A compose file that cannot be read is a fault.
[[nodiscard]] Task<Result<std::vector<Fault>>>
copyComposeFiles(ImageFiles files, QString composeFile, QString target, StopToken stop);

} // namespace pierhead::extensions
