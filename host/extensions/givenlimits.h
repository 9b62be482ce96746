#pragma once

#include "extensionstore.h"

#include <host/backend/limitschange.h>

namespace pierhead::extensions {

/// The limits that the backend's containers were given while they ran: `limits.json` in the
/// extension's folder, an object with a text as "memory=512 cpus=1" for each container's id. No
/// file, and one that cannot be read, are none.
[[nodiscard]] backend::GivenLimits readGivenLimits(const ExtensionStore &store,
                                                   const ExtensionId &id);

/// Without any the file is deleted.
[[nodiscard]] Result<> writeGivenLimits(const ExtensionStore &store,
                                        const ExtensionId &id,
                                        const backend::GivenLimits &given);

} // namespace pierhead::extensions
