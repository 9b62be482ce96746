#pragma once

#include "callcontext.h"

#include <host/backend/commandstream.h>
#include <host/base/json.h>

namespace pierhead::bridge {

/// {"columns": n, "rows": n}; throws nlohmann's exception as json::field does.
[[nodiscard]] backend::TerminalSize terminalSize(const nlohmann::json &source);

/// Hands a command's output to the page as chunks {"stdout": "…"} or {"stderr": "…"}, as fast as
/// the page uses them, cut between characters. What the page writes is {"stdin": "<Base64>"},
/// {"resize": {"columns": n, "rows": n}} or {"eof": true}. The end is {"code": n}, or {"code":
/// null, "signal": "SIGKILL"} where that is known to have ended it; a stop kills the command.
/// Private to bridge/core.
[[nodiscard]] Task<Result<nlohmann::json>>
streamCommand(StreamContext context, std::unique_ptr<backend::CommandStream> command);

} // namespace pierhead::bridge
