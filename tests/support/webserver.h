#pragma once

#include <QList>
#include <QMap>
#include <QPair>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace pierhead::test {

/// One request to a WebServer.
struct WebCall
{
    QByteArray method;
    QByteArray path; ///< without the query
    QByteArray query;
    QMap<QByteArray, QByteArray> headers; ///< by name in lower case
    QByteArray body;
    QPointer<QTcpSocket> socket;

    /// The whole answer; the connection is closed behind it.
    void answer(int status,
                const QByteArray &body,
                const QByteArray &type = "text/html",
                const QList<QPair<QByteArray, QByteArray>> &more = {}) const;
    /// An answer of so many bytes, as fast as they are taken; `written` tells how many have gone.
    void flood(qint64 bytes, const std::shared_ptr<qint64> &written) const;
};

/// A web server on the loopback address, that says nothing of origins: somebody else's.
class WebServer final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const WebCall &)>;

    WebServer();

    /// What GET of the path answers, as HTML.
    void serve(const QByteArray &path, const QByteArray &html);
    void on(const QByteArray &path, Handler handler);

    [[nodiscard]] QString url(const QString &path) const;

    [[nodiscard]] int openConnections() const { return m_openConnections; }

private:
    void take(QTcpSocket *socket);

    QMap<QByteArray, Handler> m_handlers;
    QMap<QTcpSocket *, QByteArray> m_begun;
    int m_openConnections = 0;
    QTcpServer m_server; ///< goes first: its sockets tell the others when they end
};

} // namespace pierhead::test
