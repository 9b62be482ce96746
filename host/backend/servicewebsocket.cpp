#include "servicewebsocket.h"

#include "relaysocket.h"

#include <host/base/answer.h>

namespace pierhead::backend {

Task<Result<std::unique_ptr<engine::WebSocket>>> openServiceWebSocket(
    BackendSession session, QString socket, engine::WebSocketRequest request, StopToken stop)
{
    PIERHEAD_CO_TRY(relay, co_await session.connectSocket(socket, stop));
    const auto connected = std::make_shared<Answer<void>>();
    const auto succeeded = QObject::connect(
        relay.get(), &RelayStream::connected, relay.get(), [connected] { connected->give({}); });
    const auto failed = QObject::connect(
        relay.get(), &RelayStream::failed, relay.get(), [connected](const Error &reason) {
            connected->give(tl::unexpected<Error>(reason));
        });
    const auto onStop = [connected] {
        connected->give(cancelled(QStringLiteral("The WebSocket")));
    };
    const Result<void> outcome = co_await answerOf(connected->future(), stop, relay.get(), onStop);
    QObject::disconnect(succeeded);
    QObject::disconnect(failed);
    if (!outcome) {
        co_return tl::unexpected<Error>(outcome.error());
    }
    PIERHEAD_CO_TRY(joined, RelaySocket::join(std::move(relay)));
    auto webSocket = std::make_unique<engine::WebSocket>(joined->takeSocket(), std::move(request));
    joined.release()->setParent(webSocket.get());
    co_return std::move(webSocket);
}

} // namespace pierhead::backend
