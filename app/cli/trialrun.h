#pragma once

#include "validation.h"

#include <host/engine/engine.h>
#include <host/extensions/sourceimage.h>

namespace pierhead::cli {

/// Installs the image for a trial (TrialInstall), runs its backend and its page where the request
/// wants that, and takes all of it away again, after a stop too. What does not work is a fault; an
/// Error is Cancelled, or that the program for the page is not there. The engine must outlive the
/// task.
[[nodiscard]] Task<Result<ValidationChecks>> tryOut(Session session,
                                                    const engine::Engine *engine,
                                                    extensions::SourceImage image,
                                                    ValidationRequest request,
                                                    QString scratchRoot);

} // namespace pierhead::cli
