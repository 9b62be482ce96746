#include "containertest.h"
#include "execspecs.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentinstaller.h>
#include <host/backend/servicerequest.h>
#include <host/backend/servicestream.h>
#include <host/backend/servicewebsocket.h>
#include <host/base/json.h>

#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::command;
using pierhead::test::shell;

namespace {

const QString confinedImage = QStringLiteral("confinedagent/user:1");

/// A service that answers every request with "hello", at a socket that only its own user may open.
std::unique_ptr<QLocalServer> greetAt(const QString &path)
{
    auto server = std::make_unique<QLocalServer>();
    server->setSocketOptions(QLocalServer::UserAccessOption);
    if (!server->listen(path)) {
        qFatal("%s", qPrintable(server->errorString()));
    }
    QObject::connect(
        server.get(), &QLocalServer::newConnection, server.get(), [server = server.get()] {
            QLocalSocket *peer = server->nextPendingConnection();
            QObject::connect(peer, &QLocalSocket::readyRead, peer, [peer] {
                if (peer->readAll().contains("\r\n\r\n")) {
                    peer->write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                }
            });
            QObject::connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
        });
    return server;
}

} // namespace

/// The agent where the container, or its user, may do little.
class ConfinedAgentTest final : public test::ContainerTest
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(confinedImage,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\nUSER 1234:2345\nWORKDIR /tmp\n"
                                   "CMD [\"sleep\", \"100000\"]\n"}}));
    }

    void readOnlyRoot_hasNoAgent_andCommandsRunAllTheSame()
    {
        QVERIFY(run(confinedImage, {{"ReadonlyRootfs", true}}));
        COMPARE_ERROR(await(installAgent(client(), m_container)), ErrorCode::ProcessFailed);
        const BackendSession backend = session();
        const auto outcome = await(backend.exec(shell("echo hello")));
        VERIFY_RESULT(outcome);
        QVERIFY(!backend.hasAgent());
        QCOMPARE(outcome->standardOutput, QByteArray("hello\n"));
        COMPARE_ERROR(await(backend.connectSocket(QStringLiteral("/service/service.sock"))),
                      ErrorCode::ProcessFailed);
    }

    void readOnlyRoot_withTheVolumeOfTheSockets_hasAnAgentThere()
    {
        const QString volume = QStringLiteral("confinedagent-services");
        const nlohmann::json options = {{"type", "tmpfs"}, {"device", "tmpfs"}, {"o", "mode=1777"}};
        VERIFY_RESULT(ask(
            {.method = "POST",
             .target = "/volumes/create",
             .contentType = "application/json",
             .body = json::serialize(
                 {{"Name", volume.toStdString()}, {"Driver", "local"}, {"DriverOpts", options}})}));
        const auto removal = qScopeGuard([this, &volume] {
            VERIFY_RESULT(await(client().removeContainer(m_container)));
            VERIFY_RESULT(await(client().removeVolume(volume)));
        });
        const auto service = greetAt(home() + QStringLiteral("/service.sock"));
        const auto binds = nlohmann::json::array(
            {volume.toStdString() + ":/run/guest-services", home().toStdString() + ":/service"});
        QVERIFY(run(confinedImage, {{"ReadonlyRootfs", true}, {"Binds", binds}}));
        const BackendSession backend = session();
        const auto outcome = await(backend.exec(shell("id -u")));
        VERIFY_RESULT(outcome);
        QVERIFY(backend.hasAgent());
        QCOMPARE(outcome->standardOutput, QByteArray("1234\n"));
        QCOMPARE(processesWith("/run/guest-services/.pierhead-agent"), 1);
        const auto answer = await(
            requestService(backend, QStringLiteral("/service/service.sock"), {.target = "/"}, {}));
        VERIFY_RESULT(answer);
        QCOMPARE(answer->body, QByteArray("hello"));
        // The socket is forbidden to the container's user.
        QCOMPARE(processesWith("/run/guest-services/.pierhead-agent"), 2);
    }

    void socket_thatTheContainersUserMayNotOpen_isOpenedAsRoot()
    {
        const auto service = greetAt(home() + QStringLiteral("/service.sock"));
        QProcess echo;
        echo.start(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral(PIERHEAD_WEBSOCKET_PEER), home() + QStringLiteral("/echo.sock")});
        const auto end = qScopeGuard([&echo] {
            echo.kill();
            echo.waitForFinished();
        });
        QVERIFY(echo.waitForReadyRead(10'000));
        QVERIFY(run(confinedImage, {{"Binds", {home().toStdString() + ":/service"}}}));
        const BackendSession backend = session();
        const QString socket = QStringLiteral("/service/service.sock");

        const auto answer = await(requestService(backend, socket, {.target = "/"}, {}));
        VERIFY_RESULT(answer);
        QCOMPARE(answer->body, QByteArray("hello"));

        const auto streaming = await(ServiceStream::open(backend, socket, {.target = "/"}, {}));
        VERIFY_RESULT(streaming);
        QByteArray body;
        connect(streaming->get(), &ServiceStream::received, this, [&body](const QByteArray &bytes) {
            body += bytes;
        });
        QSignalSpy finished(streaming->get(), &ServiceStream::finished);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(body, QByteArray("hello"));

        const auto webSocket = await(openServiceWebSocket(
            backend, QStringLiteral("/service/echo.sock"), {.target = "/"}, {}));
        VERIFY_RESULT(webSocket);
        QSignalSpy messages(webSocket->get(), &engine::WebSocket::received);
        (*webSocket)->send("hello", true);
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(messages.front().front().toByteArray(), QByteArray("hello"));

        const auto user =
            await(backend.exec(command({QStringLiteral("id"), QStringLiteral("-u")})));
        VERIFY_RESULT(user);
        QCOMPARE(user->standardOutput, QByteArray("1234\n"));
        QCOMPARE(processesWith(".pierhead-agent"), 2);
    }

    void socket_whileItsContainerDoesNotRun_isReachedThroughARelative()
    {
        const auto service = greetAt(home() + QStringLiteral("/service.sock"));
        const auto label = QStringLiteral("confinedagent.project");
        const BackendSession::Relatives relatives{
            {QStringLiteral("label"), {label + QStringLiteral("=sample")}}};
        const QString socket = QStringLiteral("/service/service.sock");
        const auto greeting = [&](const BackendSession &backend) {
            return await(requestService(backend, socket, {.target = "/"}, {}));
        };

        engine::ContainerSpec spec = test::idleContainer();
        spec.labels = {{label, QStringLiteral("sample")}};
        spec.binds = QStringList{home() + QStringLiteral(":/service")};
        const auto first = test::startContainer(client(), spec);
        VERIFY_RESULT(first);
        const auto removal =
            qScopeGuard([this, &first] { VERIFY_RESULT(await(client().removeContainer(*first))); });
        VERIFY_RESULT(await(client().stopContainer(*first, 0)));
        const BackendSession backend(client(), *first, BackendSession::Way::AgentFirst, relatives);
        COMPARE_ERROR(greeting(backend), ErrorCode::NotFound);

        start(spec);
        for (int count = 0; count < 2; ++count) {
            const auto answer = greeting(backend);
            VERIFY_RESULT(answer);
            QCOMPARE(answer->body, QByteArray("hello"));
        }
        QCOMPARE(processesWith(".pierhead-agent"), 1);
        // Commands are the container's own.
        COMPARE_ERROR(await(backend.exec(shell("true"))), ErrorCode::NotFound);
        COMPARE_ERROR(greeting(BackendSession(client(), *first)), ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(ConfinedAgentTest)

#include "tst_confinedagent.moc"
