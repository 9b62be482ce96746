#pragma once

#include "connectionpool.h"
#include "requesttext.h"

#include <host/base/result.h>

#include <QFile>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <memory>
#include <optional>

namespace pierhead::engine {

using ResponseParser = boost::beast::http::response_parser<boost::beast::http::buffer_body>;

/// One exchange with an engine, on a line of its own or one that the pool had. Everything but
/// construction, sendNow() and destruction is for the I/O thread. Private to host/engine.
class Connection final : public std::enable_shared_from_this<Connection>
{
public:
    Connection(EngineAddress address, std::shared_ptr<ConnectionPool> pool);

    /// Where the engine is on this machine, does what it can of exchangeHead() on the thread that
    /// asks, which saves it a change of threads. Call it before.
    void sendNow(const HttpRequest &request, Hijack hijack);

    /// Connects, sends the request and reads the response's head. A status of 400 and above is an
    /// error with the engine's words. The request's body may still be on its way when the head is
    /// there: an engine answers while it reads.
    [[nodiscard]] boost::asio::awaitable<Result<>> exchangeHead(HttpRequest request, Hijack hijack);

    /// The next piece of the body, or of a hijacked connection; empty at its end.
    [[nodiscard]] boost::asio::awaitable<Result<QByteArray>> read();
    /// Hijacked connections alone.
    [[nodiscard]] boost::asio::awaitable<Result<>> write(QByteArray bytes);
    /// The same from any thread, as far as the line takes it at once: how many bytes that were.
    [[nodiscard]] qsizetype writeNow(const QByteArray &bytes);
    void closeWrite();

    /// Ends whatever is going on; it fails with ErrorCode::Cancelled.
    void abort();
    /// Everything wanted has been read. The line goes to the pool where it can be used again.
    void close();

    [[nodiscard]] int status() const;
    [[nodiscard]] QByteArray contentType() const;

private:
    using error_code = boost::system::error_code;

    [[nodiscard]] boost::asio::awaitable<Result<>> exchange(HttpRequest request, Hijack hijack);
    [[nodiscard]] Result<> openUpload(const QString &path);
    [[nodiscard]] boost::asio::awaitable<Result<>> connect();
    [[nodiscard]] QByteArray textOf(const HttpRequest &request, Hijack hijack) const;
    [[nodiscard]] boost::asio::awaitable<Result<>> send(HttpRequest request, Hijack hijack);
    [[nodiscard]] bool isReusable();
    void startUpload();
    [[nodiscard]] boost::asio::awaitable<void> upload();
    [[nodiscard]] boost::asio::awaitable<error_code> uploadFile();
    [[nodiscard]] boost::asio::awaitable<Result<>> readRefusal();
    [[nodiscard]] boost::asio::awaitable<Result<QByteArray>> readBody();
    [[nodiscard]] boost::asio::awaitable<Result<QByteArray>> readRaw();
    void limit(std::chrono::seconds duration);
    void fail(Error reason);
    [[nodiscard]] Error broken(const error_code &code) const;

    EngineAddress m_address;
    std::shared_ptr<ConnectionPool> m_pool;
    std::shared_ptr<Transport> m_transport; ///< until it went back to the pool
    boost::asio::steady_timer m_timer;
    std::optional<boost::asio::steady_timer::time_point> m_deadline;
    boost::beast::flat_buffer m_buffer;
    ResponseParser m_parser;
    QByteArray m_piece;             ///< where bytes are read into
    QByteArray m_unsent;            ///< of the request
    QFile m_file;                   ///< what is uploaded after it
    bool m_isBegun = false;         ///< sendNow() has a line
    bool m_isReused = false;        ///< the line has served before
    bool m_isSending = false;       ///< the request is on its way
    bool m_isSent = false;          ///< all of it
    bool m_isRaw = false;           ///< handed over
    std::optional<Error> m_failure; ///< why we closed it ourselves
};

} // namespace pierhead::engine
