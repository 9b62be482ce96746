#include "fakeengine.h"

#include "fakeconnection.h"

#include <QDir>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace pierhead::test {

namespace {

QByteArray routeOf(const FakeRequest &request)
{
    return request.method + ' ' + request.path();
}

} // namespace

QString FakeRequest::query(const QString &name) const
{
    const QUrlQuery items(QString::fromUtf8(target.mid(path().size() + 1)));
    return items.queryItemValue(name, QUrl::FullyDecoded);
}

FakeEngine::FakeEngine(QString socketPath)
    : m_socketPath(std::move(socketPath))
{
    if (m_socketPath.isEmpty()) {
        m_folder =
            std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/phengine-XXXXXX"));
        m_socketPath = m_folder->filePath(QStringLiteral("engine.sock"));
    }
    connect(&m_server, &QLocalServer::newConnection, this, &FakeEngine::accept);
    on("GET /version",
       FakeReply::json(200,
                       {{"Version", "20.10.24"},
                        {"ApiVersion", "1.41"},
                        {"Os", "linux"},
                        {"Arch", "amd64"},
                        {"Components", {{{"Name", "Engine"}, {"Version", "20.10.24"}}}}}));
    on("GET /_ping", FakeReply::bytes(200, "OK", "text/plain"));
    start();
}

FakeEngine::~FakeEngine() = default;

engine::EngineAddress FakeEngine::address() const
{
    return {engine::EngineAddress::Transport::UnixSocket, m_socketPath, {}, 0};
}

void FakeEngine::on(const QByteArray &route, const FakeReply &reply)
{
    m_handlers.remove(route);
    m_replies.insert(route, reply);
}

void FakeEngine::once(const QByteArray &route, const FakeReply &reply)
{
    m_once[route].append(reply);
}

void FakeEngine::onRequest(const QByteArray &route, const Handler &handler)
{
    m_handlers.insert(route, handler);
}

QList<FakeRequest> FakeEngine::requestsTo(const QByteArray &route) const
{
    QList<FakeRequest> found;
    std::copy_if(m_requests.begin(),
                 m_requests.end(),
                 std::back_inserter(found),
                 [&route](const FakeRequest &request) { return routeOf(request) == route; });
    return found;
}

qsizetype FakeEngine::openConnections() const
{
    return std::count_if(m_connections.begin(), m_connections.end(), [](const auto &connection) {
        return connection->isOpen();
    });
}

void FakeEngine::stop()
{
    m_server.close();
    breakConnections();
}

void FakeEngine::start()
{
    QVERIFY2(m_server.listen(m_socketPath), qPrintable(m_server.errorString()));
}

void FakeEngine::breakConnections()
{
    for (const auto &connection : m_connections) {
        connection->breakOff();
    }
}

void FakeEngine::push(const QByteArray &bytes)
{
    for (const auto &connection : m_connections) {
        connection->push(bytes);
    }
}

FakeReply FakeEngine::replyTo(const FakeRequest &request)
{
    const QByteArray route = routeOf(request);
    if (!m_once[route].isEmpty()) {
        return m_once[route].takeFirst();
    }
    if (m_handlers.contains(route)) {
        return m_handlers.value(route)(request);
    }
    return m_replies.value(route, FakeReply::refusal(404, QStringLiteral("page not found")));
}

bool FakeEngine::answersBeforeUpload(const FakeRequest &request) const
{
    const QByteArray route = routeOf(request);
    const QList<FakeReply> once = m_once.value(route);
    return (once.isEmpty() ? m_replies.value(route) : once.first()).isBeforeUpload;
}

void FakeEngine::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        m_connections.push_back(std::make_unique<FakeConnection>(*this, socket));
    }
}

} // namespace pierhead::test
