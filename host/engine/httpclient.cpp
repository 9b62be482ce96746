#include "httpclient.h"

#include "connection.h"
#include "httpstream.h"
#include "iothread.h"
#include "streamconnection.h"

#include <QCoroFuture>
#include <QFile>
#include <QPromise>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <optional>

namespace pierhead::engine {

namespace asio = boost::asio;

namespace {

/// An engine and the connections to it that may be used again.
struct EngineLine
{
    EngineAddress address;
    std::shared_ptr<ConnectionPool> pool;
};

/// Where a body goes, piece by piece; called on the I/O thread.
struct Sink
{
    std::function<Result<>(const QByteArray &)> take;
    /// Asked before each piece is read; what waits for room holds the engine up.
    std::function<bool()> hasRoom = [] {
        return true;
    };
    /// Whether the rest of the body is not wanted.
    std::function<bool()> hasEnough = [] {
        return false;
    };
};

Error tooLarge(qint64 maximum)
{
    return {ErrorCode::InvalidArgument,
            Text::english("The engine's answer is larger than the %1 bytes that are allowed.")
                .arg(maximum)};
}

asio::awaitable<Result<>> readAll(std::shared_ptr<Connection> connection, Sink sink)
{
    // The end of a wait is seen within a millisecond; a reader has megabytes before it meanwhile.
    asio::steady_timer timer(IoThread::shared().context());
    while (!sink.hasEnough()) {
        while (!sink.hasRoom()) {
            timer.expires_after(std::chrono::milliseconds(1));
            co_await timer.async_wait(asio::use_awaitable);
        }
        const Result<QByteArray> piece = co_await connection->read();
        if (!piece) {
            co_return tl::unexpected<Error>(piece.error());
        }
        if (piece->isEmpty()) {
            break;
        }
        const Result<> taken = sink.take(*piece);
        if (!taken) {
            co_return taken;
        }
    }
    co_return Result<>{};
}

/// The exchange, and its body into the sink.
asio::awaitable<Result<HttpResponse>>
exchange(std::shared_ptr<Connection> connection, HttpRequest request, Sink sink)
{
    const Result<> head = co_await connection->exchangeHead(std::move(request), Hijack::No);
    if (!head) {
        co_return tl::unexpected<Error>(head.error());
    }
    const Result<> body = co_await readAll(connection, std::move(sink));
    connection->close(); // an upload may still be going on
    if (!body) {
        co_return tl::unexpected<Error>(body.error());
    }
    co_return HttpResponse{connection->status(), connection->contentType(), {}};
}

/// Runs a coroutine of the I/O thread; its result as a future.
template <typename T, typename Function>
QFuture<Result<T>> runOnIoThread(Function function)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    asio::co_spawn(
        IoThread::shared().context(),
        std::move(function),
        [promise](const std::exception_ptr &exception, Result<T> result) {
            if (exception) {
                result = failure(
                    ErrorCode::Io,
                    Text::english("The exchange with the engine ended in an internal error."));
            }
            promise->addResult(std::move(result));
            promise->finish();
        });
    return promise->future();
}

/// Aborts the connection when the token is asked to stop, for as long as it lives.
auto abortOn(const StopToken &stop, const std::shared_ptr<Connection> &connection)
{
    const auto abort = [connection] {
        asio::post(IoThread::shared().context(), [connection] { connection->abort(); });
    };
    return std::make_unique<std::stop_callback<decltype(abort)>>(stop, abort);
}

Task<Result<HttpResponse>>
exchangeAll(EngineLine engine, HttpRequest request, Sink sink, StopToken stop)
{
    const auto connection =
        std::make_shared<Connection>(std::move(engine.address), std::move(engine.pool));
    if (!stop.stop_requested()) {
        connection->sendNow(request, Hijack::No);
    }
    const auto guard = abortOn(stop, connection);
    // A temporary closure within a co_await is destroyed twice by g++ 12: give it a name.
    const auto run = [connection, request = std::move(request), sink = std::move(sink)] {
        return exchange(connection, request, sink);
    };
    co_return co_await runOnIoThread<HttpResponse>(run);
}

Task<Result<HttpResponse>>
sendInMemory(EngineLine engine, HttpRequest request, StopToken stop, qint64 maximum)
{
    const auto body = std::make_shared<QByteArray>();
    const QByteArray target = request.target;
    const auto take = [body, maximum, target](const QByteArray &piece) -> Result<> {
        if (body->size() + piece.size() > maximum) {
            return failure(ErrorCode::Protocol,
                           Text::english("The engine's answer to %1 is larger than %2 bytes.")
                               .arg(QString::fromUtf8(target))
                               .arg(maximum));
        }
        body->append(piece);
        return {};
    };
    const Sink sink{.take = take};
    Result<HttpResponse> response =
        co_await exchangeAll(std::move(engine), std::move(request), sink, stop);
    if (response) {
        response->body = std::move(*body);
    }
    co_return response;
}

Error fileError(const QFile &file)
{
    return {ErrorCode::Io,
            Text::english("Writing %1 failed: %2. Look whether the disk is full.")
                .arg(file.fileName(), file.errorString())};
}

Task<Result<HttpResponse>>
downloadToFile(EngineLine engine, HttpRequest request, QString path, qint64 maximum, StopToken stop)
{
    const auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        co_return tl::unexpected<Error>(fileError(*file));
    }
    const auto take = [file, maximum](const QByteArray &piece) -> Result<> {
        if (file->pos() + piece.size() > maximum) {
            return tl::unexpected<Error>(tooLarge(maximum));
        }
        if (file->write(piece) != piece.size()) {
            return tl::unexpected<Error>(fileError(*file));
        }
        return {};
    };
    const Sink sink{.take = take};
    Result<HttpResponse> response =
        co_await exchangeAll(std::move(engine), std::move(request), sink, stop);
    if (response && !file->flush()) {
        response = tl::unexpected<Error>(fileError(*file));
    }
    if (!response) {
        file->remove();
    }
    co_return response;
}

Task<Result<HttpResponse>> downloadToQueue(EngineLine engine,
                                           HttpRequest request,
                                           std::shared_ptr<ByteQueue> queue,
                                           qint64 maximum,
                                           StopToken stop)
{
    const auto total = std::make_shared<qint64>(0);
    const auto take = [queue, total, maximum](const QByteArray &piece) -> Result<> {
        *total += piece.size();
        if (*total > maximum) {
            return tl::unexpected<Error>(tooLarge(maximum));
        }
        queue->push(piece);
        return {};
    };
    const auto hasRoom = [queue] {
        return queue->hasRoom();
    };
    const auto isAbandoned = [queue] {
        return queue->isAbandoned();
    };
    const Sink sink{.take = take, .hasRoom = hasRoom, .hasEnough = isAbandoned};
    Result<HttpResponse> response =
        co_await exchangeAll(std::move(engine), std::move(request), sink, stop);
    if (response) {
        queue->finish();
    } else {
        queue->fail();
    }
    co_return response;
}

Task<Result<std::unique_ptr<HttpStream>>>
openStream(EngineLine engine, HttpRequest request, Hijack hijack, StopToken stop)
{
    const auto connection =
        std::make_shared<Connection>(std::move(engine.address), std::move(engine.pool));
    if (!stop.stop_requested()) {
        connection->sendNow(request, hijack);
    }
    const auto guard = abortOn(stop, connection);
    const auto run = [connection, request = std::move(request), hijack] {
        return connection->exchangeHead(request, hijack);
    };
    const Result<> head = co_await runOnIoThread<void>(run);
    if (!head) {
        co_return tl::unexpected<Error>(head.error());
    }
    co_return std::make_unique<HttpStream>(std::make_shared<StreamConnection>(connection));
}

} // namespace

HttpClient::HttpClient(EngineAddress address)
    : m_address(std::move(address))
    , m_pool(ConnectionPool::make())
{ }

HttpClient HttpClient::answeringWithin(std::chrono::seconds limit) const
{
    HttpClient limited = *this;
    limited.m_longestAnswer = limit;
    return limited;
}

Task<Result<HttpResponse>>
HttpClient::send(HttpRequest request, StopToken stop, qint64 maximumBytes) const
{
    const bool isLimited = m_longestAnswer != noAnswerLimit;
    if (isLimited
        && (request.answerLimit == noAnswerLimit || request.answerLimit > m_longestAnswer)) {
        request.answerLimit = m_longestAnswer;
    }
    return sendInMemory({m_address, m_pool}, std::move(request), std::move(stop), maximumBytes);
}

Task<Result<HttpResponse>>
HttpClient::download(HttpRequest request, QString path, qint64 maximumBytes, StopToken stop) const
{
    return downloadToFile(
        {m_address, m_pool}, std::move(request), std::move(path), maximumBytes, std::move(stop));
}

Task<Result<HttpResponse>> HttpClient::download(HttpRequest request,
                                                std::shared_ptr<ByteQueue> target,
                                                qint64 maximumBytes,
                                                StopToken stop) const
{
    return downloadToQueue(
        {m_address, m_pool}, std::move(request), std::move(target), maximumBytes, std::move(stop));
}

Task<Result<std::unique_ptr<HttpStream>>> HttpClient::open(HttpRequest request,
                                                           StopToken stop) const
{
    return openStream({m_address, m_pool}, std::move(request), Hijack::No, std::move(stop));
}

Task<Result<std::unique_ptr<HttpStream>>> HttpClient::upgrade(HttpRequest request,
                                                              StopToken stop) const
{
    return openStream({m_address, m_pool}, std::move(request), Hijack::Yes, std::move(stop));
}

} // namespace pierhead::engine
