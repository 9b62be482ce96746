#include "servicewebsocket.h"

#include "relaysocket.h"

#include <host/base/answer.h>

#include <QCoroFuture>

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
    // A stop may come from any thread.
    const auto onStop = [connected, stream = relay.get()] {
        QMetaObject::invokeMethod(
            stream, [connected] { connected->give(cancelled(QStringLiteral("The WebSocket"))); });
    };
    std::optional<std::stop_callback<decltype(onStop)>> stopping;
    stopping.emplace(stop, onStop);
    const QFuture<Result<void>> future = connected->future();
    const Result<void> outcome = co_await future;
    stopping.reset();
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
