#include "enginerequests.h"

#include "httpstream.h"

#include <QCoroFuture>
#include <QPromise>

#include <atomic>

namespace pierhead::engine {

namespace {

/// The end of a stream, whoever brings it about first: the stream, its reader, or a stop.
class StreamEnd final
{
public:
    StreamEnd() { m_promise.start(); }

    void settle(const Result<> &outcome)
    {
        if (!m_isSettled.test_and_set()) {
            m_promise.addResult(outcome);
            m_promise.finish();
        }
    }

    [[nodiscard]] bool isSettled() const { return m_isSettled.test(); }

    [[nodiscard]] QFuture<Result<>> future() { return m_promise.future(); }

private:
    QPromise<Result<>> m_promise;
    std::atomic_flag m_isSettled;
};

using Taker = std::function<Result<>(const QByteArray &)>;

/// Gives the stream's bytes to `take` until it ends, `take` fails, or a stop is asked for.
Task<Result<void>> drain(std::unique_ptr<HttpStream> stream, Taker take, StopToken stop)
{
    const auto end = std::make_shared<StreamEnd>();
    QObject::connect(
        stream.get(), &HttpStream::received, stream.get(), [=](const QByteArray &bytes) {
            if (!end->isSettled()) {
                const Result<> taken = take(bytes);
                if (!taken) {
                    end->settle(taken);
                }
            }
        });
    QObject::connect(stream.get(), &HttpStream::finished, stream.get(), [=] { end->settle({}); });
    QObject::connect(stream.get(), &HttpStream::failed, stream.get(), [=](const Error &reason) {
        end->settle(tl::unexpected<Error>(reason));
    });
    const std::stop_callback onStop(
        stop, [=] { end->settle(cancelled(Text::english("The request to the engine"))); });
    stream->start();
    co_return co_await end->future();
}

} // namespace

Task<Result<HttpResponse>> request(HttpClient http, HttpRequest message, Text doing, StopToken stop)
{
    Result<HttpResponse> response = co_await http.send(std::move(message), std::move(stop));
    co_return std::move(response).map_error(
        [&doing](Error error) { return withContext(doing, std::move(error)); });
}

Task<Result<void>> perform(HttpClient http, HttpRequest message, Text doing, StopToken stop)
{
    const Result<HttpResponse> response =
        co_await request(std::move(http), std::move(message), std::move(doing), std::move(stop));
    if (!response) {
        co_return tl::unexpected<Error>(response.error());
    }
    co_return Result<>{};
}

Task<Result<void>> performRemoval(HttpClient http, HttpRequest message, Text doing)
{
    Result<> removed = co_await perform(std::move(http), std::move(message), std::move(doing), {});
    if (!removed && removed.error().code == ErrorCode::NotFound) {
        removed = {};
    }
    co_return removed;
}

Task<Result<ProgressReader>>
transfer(HttpClient http, HttpRequest message, ProgressSink progress, Text doing, StopToken stop)
{
    message.answerLimit = noAnswerLimit;
    const auto reader = std::make_shared<ProgressReader>(std::move(progress));
    const auto context = [&doing](Error error) {
        return withContext(doing, std::move(error));
    };
    Result<std::unique_ptr<HttpStream>> stream = co_await http.open(std::move(message), stop);
    if (!stream) {
        co_return tl::unexpected<Error>(context(std::move(stream).error()));
    }
    const Taker take = [reader](const QByteArray &bytes) {
        return reader->take(bytes);
    };
    Result<> outcome = co_await drain(std::move(*stream), take, stop);
    if (outcome) {
        outcome = reader->finish();
    }
    if (!outcome) {
        co_return tl::unexpected<Error>(context(std::move(outcome).error()));
    }
    co_return std::move(*reader);
}

} // namespace pierhead::engine
