#pragma once

#include <host/base/async.h>
#include <host/extensions/imagereference.h>
#include <host/registry/registryclient.h>

namespace pierhead::updates {

/// Which versions of a repository can be installed here.
struct FittingVersions
{
    QStringList versions;        ///< tags; the greatest first
    std::vector<Error> failures; ///< of images that could not be read, which do not count as such
};

/// Of `tags` the greatest version after the installed one whose image can be installed: it is made
/// for the architecture (Go's name), asks for an extension API that is offered here and is allowed
/// by the policy. At most five images are looked at, without being pulled, from the greatest down.
/// Behind it is what is not after the installed one, to which that may be rolled back.
[[nodiscard]] Task<Result<FittingVersions>> fittingVersions(registry::RegistryClient client,
                                                            extensions::ImageReference installed,
                                                            QString architecture,
                                                            QStringList tags,
                                                            StopToken stop);

} // namespace pierhead::updates
