#pragma once

#include "httpmessage.h"

#include <host/base/result.h>

#include <memory>
#include <optional>

namespace pierhead::engine {

/// What has become known of a response that is taken as it comes.
struct HttpPiece
{
    std::optional<HttpResponse> head; ///< once, without a body
    QByteArray body;                  ///< what is new of it
    bool isLast = false;
};

/// One HTTP/1.1 request and its response, where something else than HttpClient carries the bytes.
/// The response is taken as a whole, or in pieces of any number and length; not both.
class HttpExchange final
{
public:
    /// A whole response with a longer body is refused with ErrorCode::Protocol.
    static constexpr qint64 bodyLimit = 16LL * 1024 * 1024;

    /// InvalidArgument where method, target or a header are more or less than that. A body file is
    /// not read.
    [[nodiscard]] static Result<HttpExchange> begin(const HttpRequest &request);

    ~HttpExchange();
    HttpExchange(HttpExchange &&) noexcept;
    HttpExchange &operator=(HttpExchange &&) noexcept;
    Q_DISABLE_COPY(HttpExchange)

    /// What to write. It asks for a connection of its own.
    [[nodiscard]] const QByteArray &requestText() const;

    /// What was read. The response once it is whole, of any status, or what is wrong with it;
    /// nothing while there is more to come. Not to be called after that.
    [[nodiscard]] std::optional<Result<HttpResponse>> take(const QByteArray &bytes);
    /// The other side will send no more.
    [[nodiscard]] Result<HttpResponse> takeEnd();

    /// The same in pieces. Not to be called after the last.
    [[nodiscard]] Result<HttpPiece> takePiece(const QByteArray &bytes);
    [[nodiscard]] Result<HttpPiece> takeLastPiece();

private:
    struct State;
    explicit HttpExchange(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace pierhead::engine
