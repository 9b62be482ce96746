#include "engineproxy.h"

#include <QDir>
#include <QLocalSocket>

namespace pierhead::test {

EngineProxy::EngineProxy(const QString &engineSocket, const QByteArray &pattern)
    : m_folder(QDir::tempPath() + QStringLiteral("/phproxy-XXXXXX"))
    , m_engineSocket(engineSocket)
    , m_pattern(pattern)
{
    connect(&m_server, &QLocalServer::newConnection, this, &EngineProxy::accept);
    if (!m_server.listen(m_folder.filePath(QStringLiteral("e.sock")))) {
        qFatal("%s", qPrintable(m_server.errorString()));
    }
}

QString EngineProxy::address() const
{
    return QStringLiteral("unix://") + m_server.fullServerName();
}

void EngineProxy::accept()
{
    QLocalSocket *client = m_server.nextPendingConnection();
    auto *engine = new QLocalSocket(client);
    connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    connect(client, &QLocalSocket::readyRead, engine, [this, client, engine] {
        const QByteArray bytes = client->readAll();
        const QByteArray requestLine = bytes.left(bytes.indexOf("\r\n"));
        if (!m_isHolding && requestLine.contains(m_pattern)) {
            m_isHolding = true;
            return;
        }
        engine->write(bytes);
    });
    connect(engine, &QLocalSocket::readyRead, client, [client, engine] {
        client->write(engine->readAll());
    });
    connect(engine, &QLocalSocket::disconnected, client, [client, engine] {
        client->write(engine->readAll());
        client->disconnectFromServer();
    });
    engine->connectToServer(m_engineSocket);
}

} // namespace pierhead::test
