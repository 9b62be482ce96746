#include "containertest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/servicewebsocket.h>

#include <QProcess>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using engine::WebSocket;
using pierhead::test::await;

/// A WebSocket to a socket that only the container has, through the agent. The other end is
/// Python's websockets.
class ServiceWebSocketTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    std::unique_ptr<QProcess> m_peer;

    Result<std::unique_ptr<WebSocket>>
    open(const char *path, const QList<QByteArray> &protocols = {}, StopToken stop = {}) const
    {
        return await(openServiceWebSocket(*m_session,
                                          QStringLiteral("/service/service.sock"),
                                          {.target = path, .protocols = protocols},
                                          std::move(stop)));
    }

    /// The message that came last, and whether it is text.
    static QByteArray lastOf(const QSignalSpy &received)
    {
        return received.isEmpty() ? QByteArray("nothing") : received.last().at(0).toByteArray();
    }

    std::optional<BackendSession> m_session;

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        m_peer = std::make_unique<QProcess>();
        m_peer->start(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral(PIERHEAD_WEBSOCKET_PEER), home() + QStringLiteral("/service.sock")});
        QVERIFY(m_peer->waitForReadyRead(10000));
        // The service is outside, and its socket is in the container as a backend's would be.
        engine::ContainerSpec spec = test::idleContainer();
        spec.binds = QStringList{home() + QStringLiteral(":/service")};
        start(std::move(spec));
        m_session.emplace(session());
    }

    void cleanup()
    {
        m_peer->kill();
        m_peer->waitForFinished();
        m_peer.reset();
        m_session.reset();
        ContainerTest::cleanup();
    }

    void messages_goBothWays()
    {
        const auto socket = open("/a?b=c", {"first", "second"});
        VERIFY_RESULT(socket);
        QSignalSpy opened(socket->get(), &WebSocket::opened);
        QSignalSpy received(socket->get(), &WebSocket::received);
        QSignalSpy sent(socket->get(), &WebSocket::sent);
        // Queued until it is open.
        (*socket)->send("path", true);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toByteArray(), QByteArray("second"));
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(lastOf(received), QByteArray("/a?b=c"));
        QCOMPARE(received.last().at(1).toBool(), true);
        QCOMPARE(sent.size(), 1);

        QByteArray big(3'000'000, Qt::Uninitialized);
        std::generate(big.begin(), big.end(), [n = 0]() mutable { return char(n++ * 7); });
        (*socket)->acknowledge();
        (*socket)->send(big, false);
        QTRY_COMPARE_WITH_TIMEOUT(received.size(), 2, 20000);
        QCOMPARE(lastOf(received), big);
        QCOMPARE(received.last().at(1).toBool(), false);
    }

    void close_fromHere_isAnswered()
    {
        const auto socket = open("/");
        VERIFY_RESULT(socket);
        QSignalSpy closed(socket->get(), &WebSocket::closed);
        QSignalSpy sent(socket->get(), &WebSocket::sent);
        (*socket)->send("last words", true);
        (*socket)->close(3005, "done");
        (*socket)->acknowledge(); // of nothing, which does no harm
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(0).toInt(), 3005);
        QCOMPARE(sent.size(), 1);
    }

    void close_fromThere_isTold()
    {
        const auto socket = open("/");
        VERIFY_RESULT(socket);
        QSignalSpy closed(socket->get(), &WebSocket::closed);
        (*socket)->send("close me", true);
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(0).toInt(), 4001);
        QCOMPARE(closed.first().at(1).toString(), QStringLiteral("as you wish"));
    }

    void messages_thatAreNotTaken_holdTheSenderUp()
    {
        const auto socket = open("/flood");
        VERIFY_RESULT(socket);
        QSignalSpy received(socket->get(), &WebSocket::received);
        QSignalSpy closed(socket->get(), &WebSocket::closed);
        QTRY_COMPARE(received.size(), 1);
        QTest::qWait(300);
        QCOMPARE(received.size(), 1);
        connect(socket->get(), &WebSocket::received, socket->get(), [&socket] {
            (*socket)->acknowledge();
        });
        (*socket)->acknowledge();
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, 30000);
        QCOMPARE(received.size(), 1000);
        QCOMPARE(lastOf(received), QByteArray(65536, char(999 % 256)));
    }

    void peer_thatVanishes_isAFailure()
    {
        const auto socket = open("/vanish");
        VERIFY_RESULT(socket);
        QSignalSpy failed(socket->get(), &WebSocket::failed);
        QTRY_COMPARE(failed.size(), 1);
    }

    void peer_thatIsNone_isTold()
    {
        m_peer->kill();
        m_peer->waitForFinished();
        const auto socket = open("/");
        COMPARE_ERROR(socket, ErrorCode::NotFound);
    }

    void socket_thatGoes_disconnects()
    {
        auto socket = open("/");
        VERIFY_RESULT(socket);
        QSignalSpy opened(socket->get(), &WebSocket::opened);
        QTRY_COMPARE(opened.size(), 1);
        socket->reset();
        // The next one is served, and nothing is left (GuardedTest).
        const auto next = open("/");
        VERIFY_RESULT(next);
        QSignalSpy openedNext(next->get(), &WebSocket::opened);
        QTRY_COMPARE(openedNext.size(), 1);
    }
};

PIERHEAD_TEST(ServiceWebSocketTest)

#include "tst_servicewebsocket.moc"
