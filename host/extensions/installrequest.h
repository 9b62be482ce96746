#pragma once

#include "extensionsource.h"
#include "updatequestion.h"

namespace pierhead::extensions {

/// What ExtensionInstaller::install() is asked for.
struct InstallRequest
{
    enum class Purpose {
        Install,
        Update, ///< of what is installed, and only where there is something newer
    };

    ExtensionSource source;
    Purpose purpose = Purpose::Install;
    AgreeToUpdate agree = {}; ///< where it replaces a version; without it nobody is asked
};

} // namespace pierhead::extensions
