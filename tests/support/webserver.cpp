#include "webserver.h"

#include <optional>

namespace pierhead::test {

namespace {

/// The request, once it is whole.
std::optional<WebCall> parse(const QByteArray &text)
{
    const qsizetype end = text.indexOf("\r\n\r\n");
    if (end < 0) {
        return std::nullopt;
    }
    WebCall call;
    const QList<QByteArray> lines = text.left(end).split('\n');
    const QList<QByteArray> words = lines.first().split(' ');
    call.method = words.value(0);
    call.path = words.value(1).split('?').value(0);
    call.query = words.value(1).mid(call.path.size() + 1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        call.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    if (text.size() - end - 4 < call.headers.value("content-length").toLongLong()) {
        return std::nullopt;
    }
    call.body = text.mid(end + 4);
    return call;
}

} // namespace

void WebCall::answer(int status,
                     const QByteArray &content,
                     const QByteArray &type,
                     const QList<QPair<QByteArray, QByteArray>> &more) const
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Type: " + type
        + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n";
    for (const auto &[name, value] : more) {
        head += name + ": " + value + "\r\n";
    }
    socket->write(head + "\r\n" + (method == "HEAD" ? QByteArray() : content));
    socket->disconnectFromHost();
}

void WebCall::flood(qint64 bytes, const std::shared_ptr<qint64> &written) const
{
    static constexpr qint64 piece = 65536;
    QTcpSocket *peer = socket;
    const auto more = [peer, bytes, written] {
        while (*written < bytes && peer->bytesToWrite() < piece) {
            *written += peer->write(QByteArray(qMin(piece, bytes - *written), 'x'));
        }
        if (*written >= bytes) {
            peer->disconnectFromHost();
        }
    };
    peer->write("HTTP/1.1 200 OK\r\n\r\n");
    QObject::connect(peer, &QTcpSocket::bytesWritten, peer, more);
    more();
}

WebServer::WebServer()
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        ++m_openConnections;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_openConnections;
            m_begun.remove(socket);
            socket->deleteLater();
        });
    });
    m_server.listen(QHostAddress::LocalHost);
}

void WebServer::serve(const QByteArray &path, const QByteArray &html)
{
    on(path, [html](const WebCall &call) { call.answer(200, html); });
}

void WebServer::on(const QByteArray &path, Handler handler)
{
    m_handlers.insert(path, std::move(handler));
}

QString WebServer::url(const QString &path) const
{
    return QStringLiteral("http://localhost:%1%2").arg(m_server.serverPort()).arg(path);
}

void WebServer::take(QTcpSocket *socket)
{
    m_begun[socket] += socket->readAll();
    constexpr char handshake = 0x16;
    if (m_begun.value(socket).startsWith(handshake)) {
        socket->disconnectFromHost(); // no TLS here
        return;
    }
    std::optional<WebCall> call = parse(m_begun.value(socket));
    if (!call) {
        return;
    }
    m_begun[socket].clear();
    call->socket = socket;
    if (const Handler handler = m_handlers.value(call->path)) {
        handler(*call);
    } else {
        call->answer(404, "nothing here");
    }
}

} // namespace pierhead::test
