#pragma once

#include "engineaddress.h"
#include "httpmessage.h"

#include <host/base/result.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <functional>
#include <memory>

namespace pierhead::engine {

using ResponseParser = boost::beast::http::response_parser<boost::beast::http::buffer_body>;

/// Whether a request asks the engine to hand the connection over.
enum class Hijack {
    No,
    Yes,
};

/// One socket to an engine and one exchange on it. Everything but the constructor is for the I/O
/// thread. Private to host/engine.
class Connection final : public std::enable_shared_from_this<Connection>
{
public:
    explicit Connection(EngineAddress address);

    /// Connects, sends the request and reads the response's head. A status of 400 and above is an
    /// error with the engine's words.
    [[nodiscard]] boost::asio::awaitable<Result<>> exchangeHead(HttpRequest request, Hijack hijack);

    /// The next piece of the body; empty at its end.
    [[nodiscard]] boost::asio::awaitable<Result<QByteArray>> readBody();
    /// The next bytes of a hijacked connection; empty at its end.
    [[nodiscard]] boost::asio::awaitable<Result<QByteArray>> readRaw();
    [[nodiscard]] boost::asio::awaitable<Result<>> writeRaw(QByteArray bytes);
    void closeWrite();

    /// Ends whatever is going on; it fails with ErrorCode::Cancelled.
    void abort();

    [[nodiscard]] int status() const;
    [[nodiscard]] QByteArray contentType() const;

private:
    [[nodiscard]] boost::asio::awaitable<Result<>> connect();
    [[nodiscard]] boost::asio::awaitable<boost::system::error_code> sendRequest(HttpRequest request,
                                                                                Hijack hijack);
    [[nodiscard]] boost::asio::awaitable<Result<>> readRefusal();
    [[nodiscard]] Error broken(const boost::system::error_code &code) const;
    [[nodiscard]] Error unreachable(const boost::system::error_code &code) const;

    EngineAddress m_address;
    boost::asio::generic::stream_protocol::socket m_socket;
    boost::beast::flat_buffer m_buffer;
    ResponseParser m_parser;
    bool m_isAborted = false;
};

} // namespace pierhead::engine
