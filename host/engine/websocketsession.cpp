#include "websocketsession.h"

#include "bytesview.h"
#include "iothread.h"

#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>

namespace pierhead::engine {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

namespace {

asio::const_buffer bufferOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

WebSocketSession::WebSocketSession(WebSocket *owner, int socket, WebSocketRequest request)
    : m_owner(owner)
    , m_request(std::move(request))
    , m_stream(IoThread::shared().context())
{
    error_code ignored; // a socket that is none fails with the first operation
    m_stream.next_layer().assign(asio::local::stream_protocol(), socket, ignored);
    m_stream.read_message_max(static_cast<std::size_t>(WebSocket::maximumMessageBytes));
    m_stream.auto_fragment(false);
    m_stream.set_option(websocket::stream_base::decorator(
        [protocols = m_request.protocols](websocket::request_type &message) {
            message.set(http::field::user_agent, "Pierhead");
            if (!protocols.isEmpty()) {
                message.set(http::field::sec_websocket_protocol, view(protocols.join(", ")));
            }
        }));
}

void WebSocketSession::start()
{
    post([this] { handshake(); });
}

void WebSocketSession::send(QByteArray message, bool isText)
{
    post([this, outgoing = Outgoing{std::move(message), isText}] { enqueue(outgoing); });
}

void WebSocketSession::close(int status, QByteArray reason)
{
    websocket::close_reason why;
    if (status != WebSocket::noStatus) {
        why = {websocket::close_code(status), boost::beast::string_view(view(reason))};
    }
    post([this, outgoing = Outgoing{{}, false, why}] { enqueue(outgoing); });
}

void WebSocketSession::read()
{
    post([this] { readNext(); });
}

void WebSocketSession::detach()
{
    {
        const std::lock_guard lock(m_mutex);
        m_owner = nullptr;
    }
    post([this] {
        error_code ignored;
        m_stream.next_layer().close(ignored);
    });
}

void WebSocketSession::post(std::function<void()> work)
{
    asio::post(IoThread::shared().context(),
               [self = shared_from_this(), work = std::move(work)] { work(); });
}

void WebSocketSession::handshake()
{
    m_stream.async_handshake(
        m_response,
        "localhost",
        view(m_request.target),
        [self = shared_from_this()](const error_code &code) {
            if (code) {
                self->end(code);
                return;
            }
            self->m_isOpen = true;
            const auto chosen = self->m_response[http::field::sec_websocket_protocol];
            self->notify([protocol = QByteArray(chosen.data(), qsizetype(chosen.size()))](
                             WebSocket &owner) { Q_EMIT owner.opened(protocol); });
            self->readNext();
            if (!self->m_outgoing.empty()) {
                self->writeNext();
            }
        });
}

void WebSocketSession::enqueue(Outgoing outgoing)
{
    m_isClosing = m_isClosing || outgoing.close.has_value();
    m_outgoing.push_back(std::move(outgoing));
    if (m_isOpen && m_outgoing.size() == 1) {
        writeNext();
    }
}

void WebSocketSession::writeNext()
{
    const Outgoing &next = m_outgoing.front();
    if (next.close) {
        m_stream.async_close(*next.close, [self = shared_from_this()](const error_code &code) {
            // The reader may have met the end before.
            self->end(code ? code : error_code(websocket::error::closed));
        });
        return;
    }
    m_stream.text(next.isText);
    m_stream.async_write(bufferOf(next.bytes),
                         [self = shared_from_this()](const error_code &code, std::size_t) {
                             if (code) {
                                 return; // the reader tells
                             }
                             self->notify([](WebSocket &owner) { Q_EMIT owner.sent(); });
                             self->m_outgoing.pop_front();
                             if (!self->m_outgoing.empty()) {
                                 self->writeNext();
                             }
                         });
}

void WebSocketSession::readNext()
{
    if (!m_isOpen || std::exchange(m_isReading, true)) {
        return; // acknowledged before anything came
    }
    m_stream.async_read(m_buffer, [self = shared_from_this()](const error_code &code, std::size_t) {
        self->m_isReading = false;
        if (code) {
            self->end(code);
        } else {
            self->takeMessage();
        }
    });
}

void WebSocketSession::takeMessage()
{
    const auto read = m_buffer.cdata();
    const QByteArray message(static_cast<const char *>(read.data()), qsizetype(read.size()));
    m_buffer.clear();
    if (m_isClosing) {
        readNext(); // up to the other side's close
        return;
    }
    notify([message, isText = m_stream.got_text()](WebSocket &owner) {
        Q_EMIT owner.received(message, isText);
    });
}

void WebSocketSession::end(const error_code &code)
{
    if (std::exchange(m_isOver, true)) {
        return;
    }
    if (code == websocket::error::closed) {
        const websocket::close_reason &why = m_stream.reason();
        const int status = why ? int(why.code) : WebSocket::noStatus;
        const QString reason = QString::fromUtf8(why.reason.data(), qsizetype(why.reason.size()));
        notify([status, reason](WebSocket &owner) { Q_EMIT owner.closed(status, reason); });
        return;
    }
    const QString what = QString::fromStdString(code.message());
    const Error error = m_isOpen
        ? Error{ErrorCode::Io, QStringLiteral("The WebSocket broke: %1.").arg(what)}
        : Error{ErrorCode::Protocol,
                QStringLiteral("The WebSocket could not be opened at %1: %2 (status %3).")
                    .arg(QString::fromUtf8(m_request.target), what)
                    .arg(m_response.result_int())};
    notify([error](WebSocket &owner) { Q_EMIT owner.failed(error); });
}

void WebSocketSession::notify(std::function<void(WebSocket &)> tell)
{
    const std::lock_guard lock(m_mutex);
    if (m_owner == nullptr) {
        return;
    }
    // Posted under the lock: the owner, and what is posted to it, go together.
    QMetaObject::invokeMethod(
        m_owner, [owner = m_owner, tell = std::move(tell)] { tell(*owner); }, Qt::QueuedConnection);
}

} // namespace pierhead::engine
