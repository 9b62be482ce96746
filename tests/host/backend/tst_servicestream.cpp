#include "containertest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/servicestream.h>

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

/// Responses that are taken as they come, from a socket that only the container has.
class ServiceStreamTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    std::unique_ptr<QLocalServer> m_server;
    QPointer<QLocalSocket> m_peer; ///< the server's end of the last connection
    QByteArray m_asked;

    /// A stream whose request has arrived; what came of it.
    struct Open
    {
        std::unique_ptr<ServiceStream> stream;
        std::optional<engine::HttpResponse> head;
        QByteArray body;
        std::optional<Error> error;
        bool isFinished = false;
        bool acknowledges = true;
    };

    void open(Open &open)
    {
        auto opened = await(ServiceStream::open(*m_session,
                                                QStringLiteral("/service/service.sock"),
                                                {.method = "GET", .target = "/events"},
                                                {}));
        VERIFY_RESULT(opened);
        open.stream = std::move(*opened);
        connect(open.stream.get(),
                &ServiceStream::headArrived,
                this,
                [&open](const engine::HttpResponse &head) { open.head = head; });
        connect(
            open.stream.get(), &ServiceStream::received, this, [&open](const QByteArray &bytes) {
                open.body += bytes;
                if (open.acknowledges) {
                    open.stream->acknowledge(bytes.size());
                }
            });
        connect(
            open.stream.get(), &ServiceStream::finished, this, [&open] { open.isFinished = true; });
        connect(open.stream.get(), &ServiceStream::failed, this, [&open](const Error &error) {
            open.error = error;
        });
        QTRY_VERIFY(m_asked.endsWith("\r\n\r\n"));
    }

    std::optional<BackendSession> m_session;

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        m_asked.clear();
        m_server = std::make_unique<QLocalServer>();
        QVERIFY(m_server->listen(home() + QStringLiteral("/service.sock")));
        connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
            m_peer = m_server->nextPendingConnection();
            connect(
                m_peer, &QLocalSocket::readyRead, this, [this] { m_asked += m_peer->readAll(); });
        });
        engine::ContainerSpec spec = test::idleContainer();
        spec.binds = QStringList{home() + QStringLiteral(":/service")};
        start(std::move(spec));
        m_session.emplace(session());
    }

    void cleanup()
    {
        m_server.reset();
        m_session.reset();
        ContainerTest::cleanup();
    }

    void pieces_comeWhenTheyAreThere()
    {
        Open opened;
        open(opened);
        QVERIFY(m_asked.startsWith("GET /events HTTP/1.1\r\n"));
        m_peer->write("HTTP/1.1 206 Some of it\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n");
        QTRY_VERIFY(opened.head);
        QCOMPARE(opened.head->status, 206);
        QCOMPARE(opened.head->reason, QByteArray("Some of it"));
        QVERIFY(opened.head->headers.contains(QPair<QByteArray, QByteArray>("X-A", "b")));
        m_peer->write("5\r\nfirst\r\n");
        QTRY_COMPARE(opened.body, QByteArray("first"));
        m_peer->write("7\r\n second\r");
        QTRY_COMPARE(opened.body, QByteArray("first second"));
        QVERIFY(!opened.isFinished);
        m_peer->write("\n0\r\n\r\n");
        QTRY_VERIFY(opened.isFinished);
        QVERIFY(!opened.error);
    }

    void end_byClosing_isAnEnd()
    {
        Open opened;
        open(opened);
        m_peer->write("HTTP/1.0 200 OK\r\n\r\nall");
        m_peer->disconnectFromServer();
        QTRY_VERIFY(opened.isFinished);
        QCOMPARE(opened.body, QByteArray("all"));
    }

    void end_beforeItsTime_isAFailure_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("garbage") << QByteArray("what is this?\r\n\r\n");
        QTest::newRow("half a body")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
        QTest::newRow("half a chunk")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf");
    }

    void end_beforeItsTime_isAFailure()
    {
        QFETCH(const QByteArray, text);
        Open opened;
        open(opened);
        m_peer->write(text);
        m_peer->disconnectFromServer();
        QTRY_VERIFY(opened.error);
        QCOMPARE(opened.error->code, ErrorCode::Protocol);
        QVERIFY(!opened.isFinished);
    }

    void body_thatIsNotTaken_holdsTheServiceUp()
    {
        constexpr qint64 much = 64LL * 1024 * 1024;
        Open opened;
        opened.acknowledges = false;
        open(opened);
        qint64 written = m_peer->write("HTTP/1.1 200 OK\r\n\r\n");
        const auto more = [this, &written] {
            while (written < much && m_peer->bytesToWrite() < 65536) {
                written += m_peer->write(QByteArray(65536, 'x'));
            }
        };
        connect(m_peer, &QLocalSocket::bytesWritten, this, more);
        more();
        QTest::qWait(1000);
        QVERIFY2(written < much / 2, qPrintable(QString::number(written)));
        opened.acknowledges = true;
        opened.stream->acknowledge(opened.body.size());
        QTRY_VERIFY_WITH_TIMEOUT(opened.body.size() >= much, 30000);
    }

    void stream_thatGoes_disconnects()
    {
        Open opened;
        open(opened);
        m_peer->write("HTTP/1.1 200 OK\r\n\r\n");
        QTRY_VERIFY(opened.head);
        opened.stream.reset();
        QTRY_COMPARE(m_peer->state(), QLocalSocket::UnconnectedState);
    }
};

PIERHEAD_TEST(ServiceStreamTest)

#include "tst_servicestream.moc"
