#include "containertest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/servicerequest.h>

#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QScopeGuard>
#include <QSignalSpy>

#include <algorithm>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

namespace {

const QString socketPath = QStringLiteral("/service/service.sock");

/// A service that gives one answer, in pieces, to every request, and keeps what it was asked.
class PlainService final : public QObject
{
    Q_OBJECT

public:
    PlainService(const QString &path, QList<QByteArray> pieces, bool isEndedByClosing)
        : m_pieces(std::move(pieces))
        , m_isEndedByClosing(isEndedByClosing)
    {
        if (!m_server.listen(path)) {
            qFatal("%s", qPrintable(m_server.errorString()));
        }
        connect(&m_server, &QLocalServer::newConnection, this, &PlainService::serve);
    }

    QByteArray request;
    int connections = 0;
    int openConnections = 0;

private:
    void serve()
    {
        QLocalSocket *peer = m_server.nextPendingConnection();
        ++connections;
        ++openConnections;
        connect(peer, &QLocalSocket::disconnected, this, [this, peer] {
            --openConnections;
            peer->deleteLater();
        });
        connect(peer, &QLocalSocket::readyRead, this, [this, peer] {
            request += peer->readAll();
            const qsizetype head = request.indexOf("\r\n\r\n");
            static const QRegularExpression length(QStringLiteral("Content-Length: (\\d+)"));
            const auto match = length.match(QString::fromLatin1(request));
            const qsizetype body = match.hasMatch() ? match.captured(1).toLongLong() : 0;
            if (head >= 0 && request.size() >= head + 4 + body) {
                answer(peer);
            }
        });
    }

    void answer(QLocalSocket *peer)
    {
        for (const QByteArray &piece : m_pieces) {
            peer->write(piece);
            peer->flush();
        }
        if (m_isEndedByClosing) {
            peer->disconnectFromServer();
        }
    }

    QLocalServer m_server;
    QList<QByteArray> m_pieces;
    bool m_isEndedByClosing;
};

} // namespace

/// HTTP to a socket that only the container has, through the agent.
class ServiceRequestTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    [[nodiscard]] std::unique_ptr<PlainService> serve(const QList<QByteArray> &pieces,
                                                      bool isEndedByClosing = false) const
    {
        return std::make_unique<PlainService>(
            home() + QStringLiteral("/service.sock"), pieces, isEndedByClosing);
    }

    /// A socket's file at which nobody listens; its descriptor.
    [[nodiscard]] int makeSocketFile() const
    {
        const QByteArray file = QFile::encodeName(home() + QStringLiteral("/service.sock"));
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        std::copy(file.cbegin(), file.cend(), name.sun_path);
        const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (bind(descriptor, reinterpret_cast<const sockaddr *>(&name), sizeof name) != 0) {
            qFatal("%s", strerror(errno));
        }
        return descriptor;
    }

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        // The service is outside, and its socket is in the container as a backend's would be.
        engine::ContainerSpec spec = test::idleContainer();
        spec.binds = QStringList{home() + QStringLiteral(":/service")};
        start(std::move(spec));
    }

    void answer_whole_data()
    {
        QTest::addColumn<QList<QByteArray>>("pieces");
        QTest::addColumn<bool>("isEndedByClosing");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray big(5'000'000, 'x');
        QTest::newRow("with a length")
            << QList<QByteArray>{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"} << false
            << 200 << QByteArray("hello");
        QTest::newRow("in pieces") << QList<QByteArray>{"HTTP/1.1 201 Cre",
                                                        "ated\r\nContent-Length: 5\r",
                                                        "\n\r\nhe",
                                                        "llo"}
                                   << false << 201 << QByteArray("hello");
        QTest::newRow("chunked")
            << QList<QByteArray>{"HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                                 "chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"}
            << false << 200 << QByteArray("hello");
        QTest::newRow("until the end") << QList<QByteArray>{"HTTP/1.0 200 OK\r\n\r\nhel", "lo"}
                                       << true << 200 << QByteArray("hello");
        QTest::newRow("nothing") << QList<QByteArray>{"HTTP/1.1 204 No Content\r\n\r\n"} << false
                                 << 204 << QByteArray();
        QTest::newRow("a refusal")
            << QList<QByteArray>{"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"} << false
            << 404 << QByteArray("gone");
        QTest::newRow("5 MB")
            << QList<QByteArray>{"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n", big} << false
            << 200 << big;
    }

    void answer_whole()
    {
        QFETCH(QList<QByteArray>, pieces);
        QFETCH(bool, isEndedByClosing);
        const auto service = serve(pieces, isEndedByClosing);
        const auto response = await(requestService(session(), socketPath, {.target = "/x"}, {}));
        VERIFY_RESULT(response);
        QTEST(response->status, "status");
        QTEST(response->body, "body");
        QTRY_COMPARE(service->openConnections, 0);
    }

    void request_isSentAsGiven()
    {
        const auto service = serve({"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"});
        const QByteArray body(3'000'000, 'y');
        VERIFY_RESULT(await(requestService(session(),
                                           socketPath,
                                           {.method = "post",
                                            .target = "/a%20b?c=d",
                                            .body = body,
                                            .headers = {{"Content-Type", "text/x"}}},
                                           {})));
        QVERIFY(service->request.startsWith("POST /a%20b?c=d HTTP/1.1\r\n"));
        QVERIFY(service->request.contains("Content-Type: text/x\r\n"));
        QVERIFY(service->request.endsWith("\r\n\r\n" + body));
    }

    void head_withALength_isNotWaitedFor()
    {
        const auto service = serve({"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"});
        const auto response =
            await(requestService(session(), socketPath, {.method = "HEAD", .target = "/"}, {}));
        VERIFY_RESULT(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->body, QByteArray());
    }

    void request_thatIsNone_isRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("method") << QByteArray("GET /x") << QByteArray("/") << QByteArray("v");
        QTest::newRow("target") << QByteArray("GET") << QByteArray("/ HTTP/1.1\r\nX: y")
                                << QByteArray("v");
        QTest::newRow("header") << QByteArray("GET") << QByteArray("/") << QByteArray("v\r\nX: y");
    }

    void request_thatIsNone_isRefused()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, header);
        const auto service = serve({});
        const auto response = await(
            requestService(session(),
                           socketPath,
                           {.method = method, .target = target, .headers = {{"X-Header", header}}},
                           {}));
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(service->connections, 0);
    }

    void answer_thatIsNone_isToldAsSuch()
    {
        const auto service = serve({"220 smtp ready\r\n\r\n"});
        const auto response = await(requestService(session(), socketPath, {.target = "/"}, {}));
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Protocol);
    }

    void answer_brokenOff_isToldAsSuch()
    {
        const auto service = serve({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"}, true);
        const auto response = await(requestService(session(), socketPath, {.target = "/"}, {}));
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Protocol);
    }

    void answer_thatNeverBegins_isToldAsSuch()
    {
        const auto service = serve({}, true);
        const auto response = await(requestService(session(), socketPath, {.target = "/"}, {}));
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Protocol);
    }

    void socket_late_isNotFoundUntilItIsThere()
    {
        const auto early = await(requestService(session(), socketPath, {.target = "/"}, {}));
        QVERIFY(!early);
        QCOMPARE(early.error().code, ErrorCode::NotFound);
        const auto service = serve({"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"});
        VERIFY_RESULT(await(requestService(session(), socketPath, {.target = "/"}, {})));
    }

    void socket_neverOrRefusing_isToldAtOnceEachTime_data()
    {
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<QString>("words");
        QTest::newRow("never") << false << QStringLiteral("no such file or directory");
        QTest::newRow("refuses") << true << QStringLiteral("connection refused");
    }

    /// Pages ask until the service is there, so nothing waits for it.
    void socket_neverOrRefusing_isToldAtOnceEachTime()
    {
        QFETCH(bool, isThere);
        QFETCH(QString, words);
        const int listener = isThere ? makeSocketFile() : -1;
        const auto guard = qScopeGuard([listener] { close(listener); });
        const BackendSession backend = session();
        VERIFY_RESULT(await(backend.exec(
            {.command = {QStringLiteral("true")}, .workingDirectory = {}, .environment = {}})));
        for (int attempt = 0; attempt < 3; ++attempt) {
            QElapsedTimer timer;
            timer.start();
            const auto response = await(requestService(backend, socketPath, {.target = "/"}, {}));
            COMPARE_ERROR(response, ErrorCode::NotFound);
            QVERIFY2(response.error().message.contains(socketPath),
                     qPrintable(response.error().message));
            QVERIFY2(response.error().message.contains(words),
                     qPrintable(response.error().message));
            QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        }
    }

    void stop_duringALongPoll_disconnects()
    {
        const auto service = serve({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"});
        StopSource stop;
        const BackendSession backend = session();
        auto task = requestService(backend, socketPath, {.target = "/watch"}, stop.get_token());
        QTRY_COMPARE(service->openConnections, 1);
        stop.request_stop();
        const auto response = await(std::move(task));
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Cancelled);
        QTRY_COMPARE(service->openConnections, 0);
    }

    void containerStopped_duringALongPoll_isAnError()
    {
        const auto service = serve({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"});
        const BackendSession backend = session();
        auto task = requestService(backend, socketPath, {.target = "/watch"}, {});
        QTRY_COMPARE(service->openConnections, 1);
        VERIFY_RESULT(await(client().stopContainer(m_container, 0)));
        QVERIFY(!await(std::move(task)));
        QTRY_COMPARE(service->openConnections, 0);
    }
};

PIERHEAD_TEST(ServiceRequestTest)

#include "tst_servicerequest.moc"
