#include "connectproxy.h"

#include <QNetworkProxy>
#include <QTcpSocket>

namespace pierhead::test {

ConnectProxy::ConnectProxy(QByteArray login)
    : m_login(std::move(login))
{
    m_server.setProxy(QNetworkProxy::NoProxy);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        QTcpSocket *client = m_server.nextPendingConnection();
        QObject::connect(
            client, &QTcpSocket::readyRead, &m_server, [this, client] { take(client); });
        QObject::connect(client, &QTcpSocket::disconnected, &m_server, [this, client] {
            m_begun.remove(client);
            client->deleteLater();
        });
    });
    m_server.listen(QHostAddress::LocalHost);
}

void ConnectProxy::lead(const QByteArray &authority, quint16 port)
{
    m_ports.insert(authority, port);
}

QByteArray ConnectProxy::url(const QByteArray &login) const
{
    return "http://" + login + (login.isEmpty() ? "" : "@")
        + "127.0.0.1:" + QByteArray::number(m_server.serverPort());
}

void ConnectProxy::take(QTcpSocket *client)
{
    QByteArray &begun = m_begun[client];
    begun += client->readAll();
    const qsizetype end = begun.indexOf("\r\n\r\n");
    if (end >= 0) {
        // More does not come before the answer.
        const QByteArray request = begun.left(end) + "\r\n";
        begun.clear();
        answer(client, request);
    }
}

void ConnectProxy::answer(QTcpSocket *client, const QByteArray &request)
{
    const QByteArray authority = request.split(' ').value(1);
    const QByteArray wanted = "\r\nProxy-Authorization: Basic " + m_login.toBase64() + "\r\n";
    if (!m_login.isEmpty() && !request.contains(wanted)) {
        m_refused.append(authority);
        client->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                      "Proxy-Authenticate: Basic realm=\"tests\"\r\nContent-Length: 0\r\n\r\n");
    } else if (request.startsWith("CONNECT ") && m_ports.contains(authority)) {
        m_led.append(authority);
        join(client, m_ports.value(authority));
    } else {
        client->write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    }
}

void ConnectProxy::join(QTcpSocket *client, quint16 port)
{
    QObject::disconnect(client, &QTcpSocket::readyRead, &m_server, nullptr);
    auto *target = new QTcpSocket(client);
    target->setProxy(QNetworkProxy::NoProxy);
    QObject::connect(target, &QTcpSocket::connected, client, [client] {
        client->write("HTTP/1.1 200 Connection established\r\n\r\n");
    });
    QObject::connect(target, &QTcpSocket::readyRead, client, [client, target] {
        client->write(target->readAll());
    });
    QObject::connect(client, &QTcpSocket::readyRead, target, [client, target] {
        target->write(client->readAll());
    });
    QObject::connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    target->connectToHost(QHostAddress::LocalHost, port);
}

} // namespace pierhead::test
