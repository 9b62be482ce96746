#include "websocket.h"

#include "websocketsession.h"

namespace pierhead::engine {

WebSocket::WebSocket(int socket, WebSocketRequest request)
    : m_session(std::make_shared<WebSocketSession>(this, socket, std::move(request)))
{
    m_session->start();
}

// NOLINTNEXTLINE(bugprone-exception-escape): only where the memory is at its end
WebSocket::~WebSocket()
{
    m_session->detach();
}

void WebSocket::send(const QByteArray &message, bool isText)
{
    m_session->send(message, isText);
}

void WebSocket::close(int status, const QByteArray &reason)
{
    m_session->close(status, reason);
}

void WebSocket::acknowledge()
{
    m_session->read();
}

} // namespace pierhead::engine
