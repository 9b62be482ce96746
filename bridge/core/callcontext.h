#pragma once

#include "pagecontext.h"

#include <host/base/async.h>

#include <memory>

namespace pierhead::bridge {

/// What a handler knows of its call: who calls, and when to stop. A call may outlive its page, so
/// the page's context is shared with it.
struct CallContext
{
    std::shared_ptr<const PageContext> page;
    StopToken stop;
};

} // namespace pierhead::bridge
