#pragma once

#include "requestedaccess.h"

#include <host/base/async.h>

#include <functional>

namespace pierhead::extensions {

/// What has to be agreed to before one version of an extension takes the place of another.
struct UpdateQuestion
{
    QString name;            ///< of the installed extension
    QString formerReference; ///< what is installed
    QString reference;       ///< what is to be
    AccessDifference difference;
};

/// Asks for it, while what is installed goes on working. Where the answer is false, or an error,
/// all is taken back and nothing was changed.
using AgreeToUpdate = std::function<Task<Result<bool>>(UpdateQuestion)>;

} // namespace pierhead::extensions
