#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpServer>

class QTcpSocket;

namespace pierhead::test {

/// A proxy on the loopback address that lets through, by CONNECT, to where it was told to lead.
class ConnectProxy final
{
    Q_DISABLE_COPY_MOVE(ConnectProxy)

public:
    /// Who does not give `login`, "name:password", is answered 407; empty: nobody has to.
    explicit ConnectProxy(QByteArray login = {});

    /// A connection to `authority` ("registry.example:443") goes to that port of this machine.
    void lead(const QByteArray &authority, quint16 port);

    /// For HTTPS_PROXY. `login` is percent-encoded.
    [[nodiscard]] QByteArray url(const QByteArray &login = {}) const;

    /// The authorities that connections were made to, and those that a login was asked for.
    [[nodiscard]] QList<QByteArray> led() const { return m_led; }

    [[nodiscard]] QList<QByteArray> refused() const { return m_refused; }

private:
    void take(QTcpSocket *client);
    void answer(QTcpSocket *client, const QByteArray &request);
    void join(QTcpSocket *client, quint16 port);

    QByteArray m_login;
    QHash<QByteArray, quint16> m_ports;
    QList<QByteArray> m_led;
    QList<QByteArray> m_refused;
    QHash<QTcpSocket *, QByteArray> m_begun;
    QTcpServer m_server; ///< goes first: its sockets tell the others when they end
};

} // namespace pierhead::test
