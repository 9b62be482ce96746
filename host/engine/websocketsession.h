#pragma once

#include "websocket.h"

#include <QPointer>

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <mutex>
#include <optional>

namespace pierhead::engine {

/// What a WebSocket has on the I/O thread. It lives until its last operation has ended. Private to
/// host/engine.
class WebSocketSession final : public std::enable_shared_from_this<WebSocketSession>
{
public:
    WebSocketSession(WebSocket *owner, int socket, WebSocketRequest request);

    // From the owner's thread.
    void start();
    void send(QByteArray message, bool isText);
    void close(int status, QByteArray reason);
    void read();
    /// The owner goes; nothing is told any more.
    void detach();

private:
    using Stream = boost::beast::websocket::stream<boost::asio::local::stream_protocol::socket>;
    using error_code = boost::system::error_code;

    /// A message, or the close, which is the last.
    struct Outgoing
    {
        QByteArray bytes;
        bool isText = false;
        std::optional<boost::beast::websocket::close_reason> close = std::nullopt;
    };

    void post(std::function<void()> work);
    void handshake();
    void enqueue(Outgoing outgoing);
    void writeNext();
    void readNext();
    void takeMessage();
    void end(const error_code &code);
    /// Runs `tell` on the owner's thread, where there is an owner still.
    void notify(std::function<void(WebSocket &)> tell);

    std::mutex m_mutex; ///< of m_owner
    WebSocket *m_owner;
    WebSocketRequest m_request;
    Stream m_stream;
    boost::beast::websocket::response_type m_response;
    boost::beast::flat_buffer m_buffer;
    std::deque<Outgoing> m_outgoing;
    bool m_isOpen = false;
    bool m_isReading = false;
    bool m_isClosing = false; ///< from here: what still comes is dropped
    bool m_isOver = false;
};

} // namespace pierhead::engine
