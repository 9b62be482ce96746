#pragma once

#include "pagecontext.h"

#include <host/base/async.h>

#include <memory>

namespace pierhead::bridge {

class ChunkSink;
class StreamInput;

/// What a handler knows of its call: who calls, and when to stop. A call may outlive its page, so
/// the page's context is shared with it.
struct CallContext
{
    std::shared_ptr<const PageContext> page;
    StopToken stop;
};

/// What a handler of a stream knows besides: where its chunks go, and where what the page writes
/// comes from.
struct StreamContext : CallContext
{
    std::shared_ptr<ChunkSink> sink;
    std::shared_ptr<StreamInput> input;
};

} // namespace pierhead::bridge
