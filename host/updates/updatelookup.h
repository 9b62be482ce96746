#pragma once

#include <host/base/async.h>
#include <host/base/paths.h>
#include <host/extensions/installedextension.h>

#include <chrono>

namespace pierhead::updates {

/// Which registries are asked.
struct LookupRequest
{
    enum class Freshness {
        Cached,  ///< those that were not asked in the last 24 hours
        Checked, ///< all
    };

    Freshness freshness = Freshness::Cached;
    std::chrono::milliseconds patience = std::chrono::seconds(30); ///< for tags, then for images
};

/// Asks the registries of those extensions for versions that can be installed here, one after the
/// other, and keeps in the UpdateCache what they answer. A login is used only where the registry
/// wants one. Who does not answer, or does not tell of an image what it needs, is asked again the
/// next time; what went wrong is given back. Nobody is asked while extensions are disabled.
[[nodiscard]] Task<std::vector<Error>>
lookUpVersions(Paths paths,
               std::vector<extensions::InstalledExtension> installed,
               LookupRequest request,
               StopToken stop);

} // namespace pierhead::updates
