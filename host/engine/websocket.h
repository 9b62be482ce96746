#pragma once

#include <host/base/result.h>

#include <QByteArray>
#include <QList>
#include <QObject>

#include <memory>

namespace pierhead::engine {

class WebSocketSession;

struct WebSocketRequest
{
    QByteArray target;                ///< path and query, percent-encoded
    QList<QByteArray> protocols = {}; ///< what the client offers
};

/// The client's end of a WebSocket (RFC 6455) over a stream socket that is connected already.
/// Reading is paced: the next message is read when the last one has been acknowledged. Destroying
/// it disconnects. The work is done on the I/O thread.
class WebSocket final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebSocket)

public:
    /// A longer message ends the connection, with the status 1009.
    static constexpr qint64 maximumMessageBytes = 8LL * 1024 * 1024;
    /// Statuses of a close that no side has sent (RFC 6455, 7.4.1).
    static constexpr int noStatus = 1005;
    static constexpr int abnormalClosure = 1006;

    /// Takes the socket over, and begins the handshake.
    WebSocket(int socket, WebSocketRequest request);
    ~WebSocket() override; // NOLINT(bugprone-exception-escape): see there

    /// Queues a message; sent() tells when it has gone.
    void send(const QByteArray &message, bool isText);
    /// Begins the closing handshake, behind what was sent. `noStatus` sends none.
    void close(int status, const QByteArray &reason);
    /// The receiver has dealt with the message.
    void acknowledge();

Q_SIGNALS:
    /// `protocol` is the one that the server chose, or empty.
    void opened(const QByteArray &protocol);
    void received(const QByteArray &message, bool isText);
    void sent();
    /// Both sides have closed. Either this or failed() is the last signal.
    void closed(int status, const QString &reason);
    /// It could not be opened, or broke.
    void failed(const pierhead::Error &reason);

private:
    std::shared_ptr<WebSocketSession> m_session;
};

} // namespace pierhead::engine
