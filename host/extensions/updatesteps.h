#pragma once

#include "installation.h"

namespace pierhead::extensions {

// What an install does beside its own steps where a version of the id is there already.

/// Whether the purpose is an update, the image is the one that is installed, and nothing of that is
/// missing, on the disk or of its containers.
[[nodiscard]] Task<Result<bool>> isUpToDate(SharedInstallation now, SourceImage image);
/// Asks Installation::agree about the extracted version, where there is a former one. Cancelled
/// where it does not agree.
[[nodiscard]] Task<Result<void>> agreeToUpdate(SharedInstallation now);
/// Lets Installation::checkPage look at the new version's page, where the former one is
/// of another image.
[[nodiscard]] Task<Result<void>> checkNewPage(SharedInstallation now);

} // namespace pierhead::extensions
