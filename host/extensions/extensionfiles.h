#pragma once

#include "imagefiles.h"
#include "manifest.h"

#include <vector>

namespace pierhead::extensions {

/// The image's metadata.json, which is also put into `folder`. InvalidImage where there is none:
/// the image is no extension.
[[nodiscard]] Task<Result<QByteArray>>
copyMetadata(ImageFiles files, QString folder, StopToken stop);

/// Copies what the manifest names into `folder`: icon/<base name>, ui/<base name of root>/, and
/// host/<base name>, executable. What the image lacks, or has in an unsafe form, is a fault at its
/// place in metadata.json; all faults come at once. An Error is the engine's or the disk's.
[[nodiscard]] Task<Result<std::vector<Fault>>>
copyExtensionFiles(ImageFiles files, Manifest manifest, QString folder, StopToken stop);

} // namespace pierhead::extensions
