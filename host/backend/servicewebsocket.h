#pragma once

#include "backendsession.h"

#include <host/engine/websocket.h>

namespace pierhead::backend {

/// Begins a WebSocket to the service behind a unix socket of the container, by the agent's relay.
/// NotFound where nothing answers at the socket; how the handshake went is the WebSocket's signal.
[[nodiscard]] Task<Result<std::unique_ptr<engine::WebSocket>>> openServiceWebSocket(
    BackendSession session, QString socket, engine::WebSocketRequest request, StopToken stop);

} // namespace pierhead::backend
