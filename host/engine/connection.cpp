#include "connection.h"

#include "connectionerrors.h"
#include "iothread.h"

#include <host/base/async.h>

#include <QFileInfo>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

namespace pierhead::engine {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr qsizetype pieceSize = 64LL * 1024;
constexpr qsizetype rawPieceSize = 256LL * 1024;
constexpr qsizetype refusalLimit = 1024LL * 1024;
constexpr int refusalStatus = 400;
constexpr std::uint32_t headerLimit = 64U * 1024;

/// How long an engine may take to accept a connection.
constexpr std::chrono::seconds connectLimit{10};

} // namespace

Connection::Connection(EngineAddress address, std::shared_ptr<ConnectionPool> pool)
    : m_address(std::move(address))
    , m_pool(std::move(pool))
    , m_timer(IoThread::shared().context())
    , m_piece(pieceSize, Qt::Uninitialized)
{
    m_parser.body_limit(boost::none);
    m_parser.header_limit(headerLimit);
    // Reading fills what room there is, and never makes more than 512 bytes of it.
    m_buffer.reserve(pieceSize);
}

void Connection::sendNow(const HttpRequest &request, Hijack hijack)
{
    // On a line to elsewhere nothing can be written at once.
    if (m_address.transport != EngineAddress::Transport::UnixSocket
        || !request.bodyFile.isEmpty()) {
        return;
    }
    // A line that is handed over does not come back. The one on which an exec was created is kept
    // for the question how it ended.
    if (hijack == Hijack::No) {
        m_transport = m_pool->take();
    }
    m_isReused = m_transport != nullptr;
    if (!m_isReused) {
        m_transport = Transport::make(m_address);
        if (!m_transport->connectNow()) {
            m_transport.reset();
            return;
        }
    }
    m_unsent = textOf(request, hijack);
    m_unsent.remove(0, m_transport->writeNow(m_unsent));
    m_isBegun = true;
}

asio::awaitable<Result<>> Connection::exchangeHead(HttpRequest request, Hijack hijack)
{
    const Result<> outcome = co_await exchange(std::move(request), hijack);
    limit(noAnswerLimit);
    if (!outcome) {
        close();
    }
    co_return outcome;
}

asio::awaitable<Result<>> Connection::exchange(HttpRequest request, Hijack hijack)
{
    const std::chrono::seconds answerLimit = request.answerLimit;
    if (m_failure) {
        co_return tl::unexpected<Error>(*m_failure);
    }
    const Result<> opened = openUpload(request.bodyFile);
    if (!opened) {
        co_return opened;
    }
    const Result<> sent = co_await send(request, hijack);
    if (!sent) {
        co_return sent;
    }
    limit(answerLimit);
    error_code code;
    co_await http::async_read_header(
        *m_transport, m_buffer, m_parser, asio::redirect_error(asio::use_awaitable, code));
    const bool isStale = code && m_isReused && !m_isSending && !m_parser.got_some();
    if (isStale && request.method == "GET" && !m_failure) {
        // The engine closed it while it was idle.
        m_transport->close();
        m_transport.reset();
        const Result<> again = co_await send(std::move(request), hijack);
        if (!again) {
            co_return again;
        }
        limit(answerLimit);
        co_await http::async_read_header(
            *m_transport, m_buffer, m_parser, asio::redirect_error(asio::use_awaitable, code));
    }
    if (code) {
        co_return tl::unexpected<Error>(broken(code));
    }
    if (status() >= refusalStatus) {
        co_return co_await readRefusal();
    }
    m_isRaw = hijack == Hijack::Yes && !m_parser.chunked();
    co_return Result<>{};
}

Result<> Connection::openUpload(const QString &path)
{
    if (path.isEmpty()) {
        return {};
    }
    m_file.setFileName(path);
    if (QFileInfo(path).isDir()) {
        return tl::unexpected<Error>(
            uploadError(path, Text::english("it is a folder, not a file")));
    }
    if (!m_file.open(QIODevice::ReadOnly)) {
        return tl::unexpected<Error>(uploadError(path, m_file.errorString()));
    }
    return {};
}

QByteArray Connection::textOf(const HttpRequest &request, Hijack hijack) const
{
    return requestText(request, hijack, m_file.isOpen() ? m_file.size() : 0);
}

asio::awaitable<Result<>> Connection::send(HttpRequest request, Hijack hijack)
{
    if (!std::exchange(m_isBegun, false)) {
        limit(connectLimit);
        const Result<> connected = co_await connect();
        if (!connected) {
            co_return connected;
        }
        m_unsent = textOf(request, hijack);
    }
    limit(request.answerLimit);
    m_isSending = true;
    // What is written to a connection that is handed over must follow on the request.
    if (hijack == Hijack::Yes) {
        co_await upload();
    } else {
        startUpload();
    }
    co_return Result<>{};
}

asio::awaitable<Result<>> Connection::connect()
{
    const bool isRetry = m_isReused;
    if (!isRetry) {
        m_transport = m_pool->take();
    }
    m_isReused = m_transport != nullptr;
    if (m_isReused) {
        co_return Result<>{};
    }
    m_transport = Transport::make(m_address);
    const Result<> connected = co_await m_transport->connect();
    if (m_failure) {
        co_return tl::unexpected<Error>(*m_failure);
    }
    co_return connected;
}

void Connection::startUpload()
{
    if (m_unsent.isEmpty() && !m_file.isOpen()) {
        m_isSending = false;
        m_isSent = true;
        return;
    }
    asio::co_spawn(
        Transport::get_executor(),
        [self = shared_from_this()] { return self->upload(); },
        [self = shared_from_this()](const std::exception_ptr &) {});
}

asio::awaitable<void> Connection::upload()
{
    // An engine may refuse a body before all of it is sent, so where writing fails, what is read
    // says why.
    const auto text = asio::buffer(m_unsent.constData(), static_cast<std::size_t>(m_unsent.size()));
    error_code code;
    co_await asio::async_write(*m_transport, text, asio::redirect_error(asio::use_awaitable, code));
    if (!code && m_file.isOpen()) {
        code = co_await uploadFile();
    }
    m_isSending = false;
    m_isSent = !code;
}

asio::awaitable<error_code> Connection::uploadFile()
{
    qint64 left = m_file.size();
    error_code code;
    while (left > 0 && !code) {
        const QByteArray piece = m_file.read(std::min<qint64>(left, pieceSize));
        if (piece.isEmpty()) {
            fail(uploadError(m_file.fileName(),
                             Text::english("it became shorter, or cannot be read")));
            break;
        }
        left -= piece.size();
        const auto bytes = asio::buffer(piece.constData(), static_cast<std::size_t>(piece.size()));
        co_await asio::async_write(
            *m_transport, bytes, asio::redirect_error(asio::use_awaitable, code));
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
    co_return tl::unexpected<Error>(refusal(status(), body));
}

asio::awaitable<Result<QByteArray>> Connection::read()
{
    return m_isRaw ? readRaw() : readBody();
}

asio::awaitable<Result<QByteArray>> Connection::readBody()
{
    qsizetype count = 0;
    while (!m_parser.is_done() && count == 0) {
        auto &body = m_parser.get().body();
        body.data = m_piece.data();
        body.size = static_cast<std::size_t>(m_piece.size());
        error_code code;
        co_await http::async_read_some(
            *m_transport, m_buffer, m_parser, asio::redirect_error(asio::use_awaitable, code));
        if (code && code != http::error::need_buffer) {
            co_return tl::unexpected<Error>(broken(code));
        }
        count = m_piece.size() - static_cast<qsizetype>(m_parser.get().body().size);
    }
    co_return QByteArray(m_piece.constData(), count);
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
    const auto room = asio::buffer(m_piece.data(), static_cast<std::size_t>(m_piece.size()));
    error_code code;
    const std::size_t count = co_await m_transport->async_read_some(
        room, asio::redirect_error(asio::use_awaitable, code));
    if (code && code != asio::error::eof) {
        co_return tl::unexpected<Error>(broken(code));
    }
    const QByteArray piece(m_piece.constData(), static_cast<qsizetype>(count));
    if (piece.size() == m_piece.size()) {
        m_piece.resize(rawPieceSize); // there is much: fewer turns
    }
    co_return piece;
}

asio::awaitable<Result<>> Connection::write(QByteArray bytes)
{
    error_code code;
    co_await asio::async_write(
        *m_transport,
        asio::buffer(bytes.constData(), static_cast<std::size_t>(bytes.size())),
        asio::redirect_error(asio::use_awaitable, code));
    if (code) {
        co_return tl::unexpected<Error>(broken(code));
    }
    co_return Result<>{};
}

qsizetype Connection::writeNow(const QByteArray &bytes)
{
    return m_isRaw && m_transport ? m_transport->writeNow(bytes) : 0;
}

void Connection::closeWrite()
{
    if (m_transport) {
        m_transport->closeWrite();
    }
}

void Connection::abort()
{
    fail(cancelled(Text::english("The request to the engine")).value());
}

void Connection::close()
{
    if (m_transport && isReusable()) {
        m_pool->give(std::exchange(m_transport, nullptr));
    } else if (m_transport) {
        m_transport->close();
    }
}

bool Connection::isReusable()
{
    return m_isSent && !m_isRaw && !m_failure && m_parser.is_done() && m_parser.keep_alive()
        && m_buffer.size() == 0 && m_transport->isQuiet();
}

void Connection::fail(Error reason)
{
    if (!m_failure) {
        m_failure = std::move(reason);
    }
    close();
}

void Connection::limit(std::chrono::seconds duration)
{
    m_timer.cancel();
    m_deadline.reset();
    if (duration == noAnswerLimit) {
        return;
    }
    m_timer.expires_after(duration);
    m_deadline = m_timer.expiry();
    m_timer.async_wait(
        [weak = weak_from_this(), deadline = m_deadline, duration](const error_code &code) {
            const auto self = weak.lock();
            if (code || !self || self->m_deadline != deadline) {
                return;
            }
            self->fail({ErrorCode::Timeout,
                        Text::english("The engine at %1 has not answered for %2 seconds. Look "
                                      "whether it hangs, and restart it if it does.")
                            .arg(self->m_address.toString())
                            .arg(duration.count())});
        });
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
    return m_failure ? *m_failure : m_transport->explain(code, exchangeError(m_address, code));
}

} // namespace pierhead::engine
