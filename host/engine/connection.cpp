#include "connection.h"

#include "iothread.h"

#include <host/base/async.h>
#include <host/base/json.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/file_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>

namespace pierhead::engine {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::size_t pieceSize = 64UL * 1024;
constexpr qsizetype refusalLimit = 1024 * 1024;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

template <typename Body>
void setHead(http::request<Body> &message, const HttpRequest &request, Hijack hijack)
{
    message.method_string(view(request.method));
    message.target(view(request.target));
    message.version(11);
    message.set(http::field::host, "docker");
    message.set(http::field::user_agent, "Pierhead");
    if (!request.contentType.isEmpty()) {
        message.set(http::field::content_type, view(request.contentType));
    }
    for (const auto &[name, value] : request.headers) {
        message.set(view(name), view(value));
    }
    if (hijack == Hijack::Yes) {
        message.set(http::field::connection, "Upgrade");
        message.set(http::field::upgrade, "tcp");
    } else {
        message.set(http::field::connection, "close");
    }
    message.prepare_payload();
}

QString words(const error_code &code)
{
    return QString::fromStdString(code.message());
}

/// The engine's own sentence out of {"message": …} (Docker) or {"cause": …} (Podman), else the body
/// as it is.
QString engineWords(const QByteArray &body)
{
    const Result<nlohmann::json> object = json::parse(body);
    if (object && object->is_object()) {
        for (const char *key : {"message", "cause"}) {
            const auto found = object->find(key);
            if (found != object->end() && found->is_string()
                && !found->get_ref<const std::string &>().empty()) {
                return found->get<QString>();
            }
        }
    }
    return QString::fromUtf8(body).trimmed();
}

ErrorCode codeFor(int status)
{
    switch (status) {
    case 404:
        return ErrorCode::NotFound;
    case 409:
        return ErrorCode::Conflict;
    default:
        return ErrorCode::EngineRefused;
    }
}

} // namespace

Connection::Connection(EngineAddress address)
    : m_address(std::move(address))
    , m_socket(IoThread::shared().context())
{
    m_parser.body_limit(boost::none);
    m_parser.header_limit(64 * 1024);
}

asio::awaitable<Result<>> Connection::exchangeHead(HttpRequest request, Hijack hijack)
{
    const Result<> connected = co_await connect();
    if (!connected) {
        co_return connected;
    }
    // An engine may refuse a body before all of it is sent; then its answer says more than the
    // broken pipe.
    const error_code sent = co_await sendRequest(std::move(request), hijack);
    error_code read;
    co_await http::async_read_header(
        m_socket, m_buffer, m_parser, asio::redirect_error(asio::use_awaitable, read));
    if (read) {
        co_return tl::unexpected<Error>(broken(sent ? sent : read));
    }
    if (status() >= 400) {
        co_return co_await readRefusal();
    }
    co_return Result<>{};
}

asio::awaitable<Result<>> Connection::connect()
{
    error_code code;
    if (m_address.transport == EngineAddress::Transport::UnixSocket) {
        const std::string path = m_address.path.toStdString();
        if (path.size() > 107) {
            co_return failure(
                ErrorCode::InvalidArgument,
                QStringLiteral(
                    "The engine's socket path %1 has more than the 107 bytes that a unix "
                    "socket's name may have. Use a shorter path.")
                    .arg(m_address.path));
        }
        co_await m_socket.async_connect(asio::local::stream_protocol::endpoint(path),
                                        asio::redirect_error(asio::use_awaitable, code));
    } else {
        asio::ip::tcp::resolver resolver(m_socket.get_executor());
        const auto found =
            co_await resolver.async_resolve(m_address.host.toStdString(),
                                            std::to_string(m_address.port),
                                            asio::redirect_error(asio::use_awaitable, code));
        for (const auto &entry : found) {
            error_code ignored;
            m_socket.close(ignored);
            co_await m_socket.async_connect(entry.endpoint(),
                                            asio::redirect_error(asio::use_awaitable, code));
            if (!code || m_isAborted) {
                break;
            }
        }
    }
    if (code || m_isAborted) {
        co_return tl::unexpected<Error>(unreachable(code));
    }
    co_return Result<>{};
}

asio::awaitable<error_code> Connection::sendRequest(HttpRequest request, Hijack hijack)
{
    error_code code;
    if (request.bodyFile.isEmpty()) {
        http::request<http::span_body<const char>> message;
        message.body() = {request.body.constData(), static_cast<std::size_t>(request.body.size())};
        setHead(message, request, hijack);
        co_await http::async_write(
            m_socket, message, asio::redirect_error(asio::use_awaitable, code));
    } else {
        http::request<http::file_body> message;
        message.body().open(
            request.bodyFile.toUtf8().constData(), boost::beast::file_mode::scan, code);
        if (!code) {
            setHead(message, request, hijack);
            co_await http::async_write(
                m_socket, message, asio::redirect_error(asio::use_awaitable, code));
        }
    }
    co_return code;
}

asio::awaitable<Result<>> Connection::readRefusal()
{
    QByteArray body;
    while (body.size() < refusalLimit) {
        const Result<QByteArray> piece = co_await readBody();
        if (!piece || piece->isEmpty()) {
            break;
        }
        body += *piece;
    }
    QString message = engineWords(body);
    if (message.isEmpty()) {
        message = QStringLiteral("The engine answered with HTTP status %1.").arg(status());
    }
    co_return failure(codeFor(status()), message);
}

asio::awaitable<Result<QByteArray>> Connection::readBody()
{
    QByteArray piece;
    while (!m_parser.is_done() && piece.isEmpty()) {
        piece.resize(pieceSize);
        auto &body = m_parser.get().body();
        body.data = piece.data();
        body.size = pieceSize;
        error_code code;
        co_await http::async_read_some(
            m_socket, m_buffer, m_parser, asio::redirect_error(asio::use_awaitable, code));
        if (code && code != http::error::need_buffer) {
            co_return tl::unexpected<Error>(broken(code));
        }
        piece.resize(static_cast<qsizetype>(pieceSize - m_parser.get().body().size));
    }
    co_return piece;
}

asio::awaitable<Result<QByteArray>> Connection::readRaw()
{
    if (m_buffer.size() > 0) {
        const auto data = m_buffer.data();
        QByteArray piece(static_cast<const char *>(data.data()),
                         static_cast<qsizetype>(data.size()));
        m_buffer.consume(m_buffer.size());
        co_return piece;
    }
    QByteArray piece(static_cast<qsizetype>(pieceSize), Qt::Uninitialized);
    error_code code;
    const std::size_t count = co_await m_socket.async_read_some(
        asio::buffer(piece.data(), pieceSize), asio::redirect_error(asio::use_awaitable, code));
    if (code && code != asio::error::eof) {
        co_return tl::unexpected<Error>(broken(code));
    }
    piece.resize(static_cast<qsizetype>(count));
    co_return piece;
}

asio::awaitable<Result<>> Connection::writeRaw(QByteArray bytes)
{
    error_code code;
    co_await asio::async_write(
        m_socket,
        asio::buffer(bytes.constData(), static_cast<std::size_t>(bytes.size())),
        asio::redirect_error(asio::use_awaitable, code));
    if (code) {
        co_return tl::unexpected<Error>(broken(code));
    }
    co_return Result<>{};
}

void Connection::closeWrite()
{
    error_code ignored;
    m_socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

void Connection::abort()
{
    m_isAborted = true;
    error_code ignored;
    m_socket.close(ignored);
}

int Connection::status() const
{
    return static_cast<int>(m_parser.get().result_int());
}

QByteArray Connection::contentType() const
{
    const auto value = m_parser.get()[http::field::content_type];
    return {value.data(), static_cast<qsizetype>(value.size())};
}

Error Connection::broken(const error_code &code) const
{
    if (m_isAborted) {
        return cancelled(QStringLiteral("The request to the engine")).value();
    }
    if (code == http::error::end_of_stream || code == http::error::partial_message
        || code == asio::error::eof || code == asio::error::connection_reset
        || code == asio::error::broken_pipe) {
        return {ErrorCode::EngineUnreachable,
                QStringLiteral("The engine at %1 closed the connection before its answer was "
                               "complete. Look whether "
                               "it is still running, then try again.")
                    .arg(m_address.toString()),
                words(code)};
    }
    if (code.category() == http::make_error_code(http::error::bad_version).category()) {
        return {ErrorCode::Protocol,
                QStringLiteral("What answers at %1 is not HTTP: %2. Check the engine's address.")
                    .arg(m_address.toString(), words(code))};
    }
    return {ErrorCode::Io,
            QStringLiteral("The exchange with the engine at %1 failed: %2.")
                .arg(m_address.toString(), words(code))};
}

Error Connection::unreachable(const error_code &code) const
{
    if (m_isAborted) {
        return cancelled(QStringLiteral("The request to the engine")).value();
    }
    if (code == asio::error::access_denied) {
        return {ErrorCode::PermissionDenied,
                QStringLiteral("You may not use the engine at %1: %2. Add yourself to the group "
                               "that owns the socket "
                               "(often \"docker\"), or choose a rootless engine.")
                    .arg(m_address.toString(), words(code))};
    }
    return {ErrorCode::EngineUnreachable,
            QStringLiteral("No container engine answers at %1: %2. Start the engine, or choose "
                           "another with --engine.")
                .arg(m_address.toString(), words(code))};
}

} // namespace pierhead::engine
