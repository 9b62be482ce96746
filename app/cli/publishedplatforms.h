#pragma once

#include <host/base/async.h>
#include <host/base/paths.h>
#include <host/extensions/fault.h>
#include <host/extensions/sourceimage.h>

#include <optional>
#include <vector>

namespace pierhead::cli {

/// Which of the platforms that a marketplace wants are missing where the image came from: its
/// registry is asked, without pulling. Nothing where no registry is known to have it, or it does
/// not tell: engines give a digest also to what was built there.
[[nodiscard]] Task<std::optional<std::vector<extensions::Fault>>>
publishedPlatformFaults(Paths paths, extensions::SourceImage image, StopToken stop);

} // namespace pierhead::cli
