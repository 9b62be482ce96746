#include "servicerequest.h"

#include <host/base/answer.h>
#include <host/engine/httpexchange.h>

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
    const auto onStop = [exchange] {
        exchange->done.give(cancelled(QStringLiteral("The request to the backend's service")));
    };
    co_return co_await answerOf(exchange->done.future(), stop, relay.get(), onStop);
}

} // namespace pierhead::backend
