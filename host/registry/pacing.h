#pragma once

#include "registrysession.h"

namespace pierhead::registry {

/// What a registry answers with that was asked too much.
constexpr int tooManyRequests = 429;

/// One request, of any status. Where the server wants to be left alone for a while it is asked
/// again after that, a few times; Timeout where that is not enough, or longer than anybody waits.
[[nodiscard]] Task<Result<web::WebResponse>>
askPaced(SharedSession session, web::WebRequest message, qint64 maximumBytes, StopToken stop);

} // namespace pierhead::registry
