#include "servicerequest.h"

#include <host/base/answer.h>
#include <host/engine/httpexchange.h>

#include <QCoroFuture>

namespace pierhead::backend {

namespace {

/// One request under way; of the relay's thread.
struct Exchange
{
    engine::HttpExchange http;
    Answer<engine::HttpResponse> done;

    void take(const QByteArray &bytes)
    {
        if (done.isGiven()) {
            return;
        }
        if (auto response = http.take(bytes)) {
            done.give(std::move(*response));
        }
    }

    void takeEnd()
    {
        if (!done.isGiven()) {
            done.give(http.takeEnd());
        }
    }
};

void connectExchange(RelayStream *relay, const std::shared_ptr<Exchange> &exchange)
{
    QObject::connect(
        relay, &RelayStream::received, relay, [relay, exchange](const QByteArray &bytes) {
            relay->acknowledge(bytes.size());
            exchange->take(bytes);
        });
    QObject::connect(relay, &RelayStream::readFinished, relay, [exchange] { exchange->takeEnd(); });
    QObject::connect(relay, &RelayStream::closed, relay, [exchange] { exchange->takeEnd(); });
    QObject::connect(relay, &RelayStream::failed, relay, [exchange](const Error &reason) {
        exchange->done.give(tl::unexpected<Error>(reason));
    });
}

} // namespace

Task<Result<engine::HttpResponse>>
requestService(BackendSession session, QString socket, engine::HttpRequest request, StopToken stop)
{
    Result<engine::HttpExchange> http = engine::HttpExchange::begin(request);
    if (!http) {
        co_return tl::unexpected<Error>(http.error());
    }
    Result<std::unique_ptr<RelayStream>> connected = co_await session.connectSocket(socket, stop);
    if (!connected) {
        co_return tl::unexpected<Error>(connected.error());
    }
    const std::unique_ptr<RelayStream> relay = std::move(*connected);
    const auto exchange = std::make_shared<Exchange>(Exchange{std::move(*http), {}});
    connectExchange(relay.get(), exchange);
    relay->write(exchange->http.requestText());
    // A stop may come from any thread.
    const auto onStop = [exchange, stream = relay.get()] {
        QMetaObject::invokeMethod(stream, [exchange] {
            exchange->done.give(cancelled(QStringLiteral("The request to the backend's service")));
        });
    };
    std::optional<std::stop_callback<decltype(onStop)>> stopping;
    stopping.emplace(stop, onStop);
    const QFuture<Result<engine::HttpResponse>> future = exchange->done.future();
    Result<engine::HttpResponse> response = co_await future;
    stopping.reset();
    co_return response;
}

} // namespace pierhead::backend
