#pragma once

#include "backendsession.h"

#include <host/engine/httpmessage.h>

namespace pierhead::backend {

/// Sends an HTTP request to the service behind a unix socket of the container (contract 3.6), by
/// the agent's relay and on a connection of its own, and waits for the whole response, however long
/// it takes. Any status is a response. NotFound where nothing answers at the socket,
/// InvalidArgument for what is no HTTP, Protocol for an answer that is none or too large.
[[nodiscard]] Task<Result<engine::HttpResponse>>
requestService(BackendSession session, QString socket, engine::HttpRequest request, StopToken stop);

} // namespace pierhead::backend
