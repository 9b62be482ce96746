#pragma once

#include "engineaddress.h"
#include "httpmessage.h"

#include <host/base/async.h>
#include <host/base/bytequeue.h>

#include <memory>

namespace pierhead::engine {

class ConnectionPool;
class HttpStream;

/// HTTP/1.1 to one engine. The work is done by Boost.Beast on one I/O thread that all clients
/// share; answers come back on the caller's thread. Connections are kept for a while and used
/// again, by copies of the client too. A response of 400 and above is a Result with the
/// engine's own "message" (EngineRefused; 404 NotFound; 409 Conflict); no connection is
/// EngineUnreachable.
class HttpClient final
{
public:
    explicit HttpClient(EngineAddress address);

    [[nodiscard]] const EngineAddress &address() const { return m_address; }

    /// The same engine, whose answers to send() are waited for that long at most, also those that
    /// may rightly take any time.
    [[nodiscard]] HttpClient answeringWithin(std::chrono::seconds limit) const;

    /// The whole response in memory; over `maximumBytes` it ends with ErrorCode::Protocol.
    [[nodiscard]] Task<Result<HttpResponse>>
    send(HttpRequest request, StopToken stop = {}, qint64 maximumBytes = defaultMaximum) const;

    /// The response's body into the file at `path` (made or truncated); the response has an empty
    /// body. Over `maximumBytes` the file is removed and the error says so
    /// (ErrorCode::InvalidArgument).
    [[nodiscard]] Task<Result<HttpResponse>>
    download(HttpRequest request, QString path, qint64 maximumBytes, StopToken stop = {}) const;

    /// The response's body into the queue, whose end it makes in any case. Over `maximumBytes` it
    /// fails likewise; where the reader wants no more, it has succeeded.
    [[nodiscard]] Task<Result<HttpResponse>> download(HttpRequest request,
                                                      std::shared_ptr<ByteQueue> target,
                                                      qint64 maximumBytes,
                                                      StopToken stop = {}) const;

    /// A response that goes on: its head has arrived when the task is done; its body comes as
    /// signals of the stream.
    [[nodiscard]] Task<Result<std::unique_ptr<HttpStream>>> open(HttpRequest request,
                                                                 StopToken stop = {}) const;

    /// The same with `Connection: Upgrade`: both sides may then write (exec, attach).
    [[nodiscard]] Task<Result<std::unique_ptr<HttpStream>>> upgrade(HttpRequest request,
                                                                    StopToken stop = {}) const;

    static constexpr qint64 defaultMaximum = 64LL * 1024 * 1024;

private:
    EngineAddress m_address;
    std::shared_ptr<ConnectionPool> m_pool;
    std::chrono::seconds m_longestAnswer = noAnswerLimit;
};

} // namespace pierhead::engine
