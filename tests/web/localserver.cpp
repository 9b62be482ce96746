#include "localserver.h"

#include <QTcpSocket>

namespace pierhead::test {

LocalServer::LocalServer()
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                return;
            }
            const QByteArray path = socket->readLine().split(' ').value(1);
            const QByteArray body = m_pages.value(path);
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
                          "Content-Length: "
                          + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            socket->disconnectFromHost();
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
    m_server.listen(QHostAddress::LocalHost);
}

QString LocalServer::url(const QString &path) const
{
    return QStringLiteral("http://localhost:%1%2").arg(m_server.serverPort()).arg(path);
}

} // namespace pierhead::test
