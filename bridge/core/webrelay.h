#pragma once

#include "callcontext.h"
#include "streamrelay.h"

#include <host/web/webclient.h>

namespace pierhead::bridge {

/// A response of a server of the web on its way to a page. Private to bridge/core.
using WebRelay = StreamRelay<web::WebExchange>;

/// Sends the request; its response comes as the chunks `head` and `body` (PROTOCOL.md), no faster
/// than the page uses them. Who calls waits with WebRelay::wait(). Errors as WebClient::start().
[[nodiscard]] Result<std::shared_ptr<WebRelay>> openWebRelay(const StreamContext &context,
                                                             const web::WebRequest &request);

} // namespace pierhead::bridge
