#pragma once

#include "manifest.h"

#include <vector>

namespace pierhead::extensions {

/// What of the host binaries that copyExtensionFiles() put into `folder` does not run on the
/// image's platform (`architecture` in Go's name): a program for another one is an error, what is
/// neither program nor script is a warning, for it may be what a program needs beside it. Those
/// that are not there are told by copyExtensionFiles().
[[nodiscard]] std::vector<Fault>
hostBinaryFaults(const Manifest &manifest, const QString &folder, const QString &architecture);

} // namespace pierhead::extensions
