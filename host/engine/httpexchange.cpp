#include "httpexchange.h"

#include "bytesview.h"

#include <host/base/httpsyntax.h>

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http/dynamic_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <sstream>

namespace pierhead::engine {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::uint32_t exchangeHeaderLimit = 256U * 1024;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// What would be more or less than one request.
std::optional<Text> faultOf(const HttpRequest &request)
{
    if (!httpsyntax::isToken(request.method)) {
        return Text::english("\"%1\" is no HTTP method").arg(QString::fromUtf8(request.method));
    }
    if (!request.target.startsWith('/') || !httpsyntax::isPrintable(request.target, '!')) {
        return Text::english("\"%1\" is no path of a URL").arg(QString::fromUtf8(request.target));
    }
    for (const auto &[name, value] : request.headers) {
        if (!httpsyntax::isToken(name) || !httpsyntax::isPrintable(value, ' ')) {
            return Text::english("\"%1: %2\" is no HTTP header")
                .arg(QString::fromUtf8(name), QString::fromUtf8(value));
        }
    }
    return std::nullopt;
}

QByteArray textOf(const HttpRequest &request)
{
    http::request<http::string_body> message;
    message.method_string(view(request.method.toUpper()));
    message.target(view(request.target));
    message.version(11);
    message.set(http::field::host, "localhost");
    message.set(http::field::accept, "*/*");
    message.set(http::field::user_agent, "Pierhead");
    if (!request.contentType.isEmpty()) {
        message.set(http::field::content_type, view(request.contentType));
    }
    for (const auto &[name, value] : request.headers) {
        message.set(view(name), view(value));
    }
    message.set(http::field::connection, "close");
    message.body() = std::string(view(request.body));
    message.prepare_payload();
    std::ostringstream text;
    text << message;
    return QByteArray::fromStdString(text.str());
}

Error unreadable(const error_code &error)
{
    if (error == http::error::body_limit) {
        return {ErrorCode::Protocol,
                Text::english("The answer has more than %1 MiB.")
                    .arg(HttpExchange::bodyLimit / 1024 / 1024)};
    }
    return {ErrorCode::Protocol,
            Text::english("The answer is no whole HTTP: %1.")
                .arg(QString::fromStdString(error.message()))};
}

} // namespace

struct HttpExchange::State
{
    QByteArray requestText;
    http::response_parser<http::dynamic_body> parser;
    QByteArray unread;
    bool isHeadTold = false;

    void parse(const QByteArray &bytes, error_code &error)
    {
        unread += bytes;
        while (!unread.isEmpty() && !error && !parser.is_done()) {
            const std::size_t used = parser.put(
                asio::buffer(unread.constData(), static_cast<std::size_t>(unread.size())), error);
            unread.remove(0, static_cast<qsizetype>(used));
        }
        if (error == http::error::need_more) {
            error = {};
        }
    }

    [[nodiscard]] HttpResponse head() const
    {
        const auto &message = parser.get();
        HttpResponse response{.status = static_cast<int>(message.result_int()),
                              .contentType = bytesOf(message[http::field::content_type]),
                              .body = {},
                              .reason = bytesOf(message.reason())};
        for (const auto &field : message) {
            response.headers.append({bytesOf(field.name_string()), bytesOf(field.value())});
        }
        return response;
    }

    [[nodiscard]] QByteArray takeBody()
    {
        auto &body = parser.get().body();
        const std::string text = boost::beast::buffers_to_string(body.data());
        body.consume(body.size());
        return QByteArray::fromStdString(text);
    }

    /// The parser may be told of an end only after something has come.
    void end(error_code &error)
    {
        if (parser.got_some()) {
            parser.put_eof(error);
        } else {
            error = http::error::end_of_stream;
        }
    }

    [[nodiscard]] HttpResponse response()
    {
        HttpResponse whole = head();
        whole.body = takeBody();
        return whole;
    }

    [[nodiscard]] HttpPiece piece()
    {
        HttpPiece piece;
        if (!isHeadTold && parser.is_header_done()) {
            isHeadTold = true;
            piece.head = head();
        }
        piece.body = takeBody();
        piece.isLast = parser.is_done();
        return piece;
    }
};

HttpExchange::HttpExchange(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

HttpExchange::~HttpExchange() = default;
HttpExchange::HttpExchange(HttpExchange &&) noexcept = default;
HttpExchange &HttpExchange::operator=(HttpExchange &&) noexcept = default;

Result<HttpExchange> HttpExchange::begin(const HttpRequest &request)
{
    if (const std::optional<Text> fault = faultOf(request)) {
        return failure(ErrorCode::InvalidArgument,
                       Text::english("The request was not sent: %1.").arg(*fault));
    }
    auto state = std::make_unique<State>();
    state->requestText = textOf(request);
    state->parser.header_limit(exchangeHeaderLimit);
    state->parser.body_limit(static_cast<std::uint64_t>(bodyLimit));
    state->parser.skip(request.method.toUpper() == "HEAD");
    state->parser.eager(true);
    return HttpExchange(std::move(state));
}

const QByteArray &HttpExchange::requestText() const
{
    return m_state->requestText;
}

std::optional<Result<HttpResponse>> HttpExchange::take(const QByteArray &bytes)
{
    error_code error;
    m_state->parse(bytes, error);
    if (error) {
        return tl::unexpected<Error>(unreadable(error));
    }
    if (m_state->parser.is_done()) {
        return m_state->response();
    }
    return std::nullopt;
}

Result<HttpResponse> HttpExchange::takeEnd()
{
    error_code error;
    m_state->end(error);
    if (error) {
        return tl::unexpected<Error>(unreadable(error));
    }
    return m_state->response();
}

Result<HttpPiece> HttpExchange::takePiece(const QByteArray &bytes)
{
    error_code error;
    m_state->parser.body_limit(boost::none);
    m_state->parse(bytes, error);
    if (error) {
        return tl::unexpected<Error>(unreadable(error));
    }
    return m_state->piece();
}

Result<HttpPiece> HttpExchange::takeLastPiece()
{
    error_code error;
    m_state->end(error);
    if (error) {
        return tl::unexpected<Error>(unreadable(error));
    }
    return m_state->piece();
}

} // namespace pierhead::engine
