#include "containertest.h"
#include "execspecs.h"
#include "result.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/backend/runexec.h>
#include <host/backend/servicestream.h>
#include <host/backend/servicewebsocket.h>

#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>

#include <algorithm>
#include <map>

using namespace pierhead;
using namespace pierhead::backend;
using engine::WebSocket;
using pierhead::test::await;
using pierhead::test::shell;

namespace {

constexpr int relayPatience = 30'000;

/// More than telling that a connection is cut may take.
constexpr int cutPatience = 10'000;

/// Several pieces, so that it goes on.
constexpr qint64 enoughBytes = 20;

const QString tickingSocket = QStringLiteral("/service/ticks.sock");

/// A service that writes to everybody who has said something, again and again and without end.
class TickingService final : public QObject
{
    Q_OBJECT

public:
    explicit TickingService(const QString &path)
    {
        if (!m_server.listen(path)) {
            qFatal("%s", qPrintable(m_server.errorString()));
        }
        connect(&m_server, &QLocalServer::newConnection, this, &TickingService::serve);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const QList<QLocalSocket *> asking = m_asking;
            for (QLocalSocket *peer : asking) {
                peer->write("tick\n");
            }
        });
        constexpr int betweenTicks = 20;
        m_timer.start(betweenTicks);
    }

    [[nodiscard]] qsizetype connections() const { return m_asking.size(); }

    [[nodiscard]] bool wasTold(const QByteArray &words) const { return m_received.contains(words); }

private:
    void serve()
    {
        QLocalSocket *peer = m_server.nextPendingConnection();
        connect(peer, &QLocalSocket::readyRead, this, [this, peer] {
            const QByteArray words = peer->readAll();
            m_received += words;
            if (!m_asking.contains(peer)) {
                m_asking.append(peer);
                if (words.startsWith("GET ")) {
                    peer->write("HTTP/1.1 200 OK\r\n\r\n");
                }
            }
        });
        connect(peer, &QLocalSocket::disconnected, this, [this, peer] {
            m_asking.removeAll(peer);
            peer->deleteLater();
        });
    }

    QTimer m_timer;
    QList<QLocalSocket *> m_asking;
    QByteArray m_received;
    QLocalServer m_server; ///< goes first, with its connections
};

/// One of each kind of connection in use, and what came of them.
class Traffic final : public QObject
{
    Q_OBJECT

public:
    void open(const BackendSession &backend)
    {
        auto relay = await(backend.connectSocket(tickingSocket));
        VERIFY_RESULT(relay);
        m_relay = std::move(*relay);
        connect(m_relay.get(), &RelayStream::received, this, [this](const QByteArray &bytes) {
            count("relay", bytes.size());
            m_relay->acknowledge(bytes.size());
        });
        watch("relay", m_relay.get(), &RelayStream::closed, &RelayStream::failed);
        m_relay->write("hello");

        auto stream = await(ServiceStream::open(backend, tickingSocket, {.target = "/events"}, {}));
        VERIFY_RESULT(stream);
        m_stream = std::move(*stream);
        connect(m_stream.get(), &ServiceStream::received, this, [this](const QByteArray &bytes) {
            count("stream", bytes.size());
            m_stream->acknowledge(bytes.size());
        });
        watch("stream", m_stream.get(), &ServiceStream::finished, &ServiceStream::failed);

        auto webSocket = await(openServiceWebSocket(
            backend, QStringLiteral("/service/echo.sock"), {.target = "/"}, {}));
        VERIFY_RESULT(webSocket);
        m_webSocket = std::move(*webSocket);
        // The other end says it again, and so it goes on.
        connect(m_webSocket.get(), &WebSocket::received, this, [this](const QByteArray &message) {
            count("WebSocket", message.size());
            m_webSocket->acknowledge();
            constexpr int pause = 10;
            QTimer::singleShot(
                pause, m_webSocket.get(), [this, message] { m_webSocket->send(message, true); });
        });
        watch("WebSocket", m_webSocket.get(), &WebSocket::closed, &WebSocket::failed);
        m_webSocket->send("echo", true);
    }

    void write(const QByteArray &words) { m_relay->write(words); }

    /// How many bytes have come by each kind.
    [[nodiscard]] const std::map<QByteArray, qint64> &received() const { return m_received; }

    /// Whether more has come by each kind than was there before.
    [[nodiscard]] bool flowsSince(const std::map<QByteArray, qint64> &before) const
    {
        constexpr std::size_t kinds = 3;
        const auto hasMore = [&before](const auto &now) {
            const auto then = before.find(now.first);
            return now.second >= (then == before.end() ? 0 : then->second) + enoughBytes;
        };
        return m_received.size() == kinds
            && std::all_of(m_received.begin(), m_received.end(), hasMore);
    }

    std::map<QByteArray, Error> failures; ///< by kind
    QByteArrayList ends;                  ///< those that said they were complete

private:
    void count(const char *kind, qsizetype bytes) { m_received[kind] += bytes; }

    template <typename Connection, typename End, typename Failure>
    void watch(const char *kind, Connection *connection, End end, Failure failure)
    {
        connect(connection, end, this, [this, kind] { ends.append(kind); });
        connect(connection, failure, this, [this, kind](const Error &reason) {
            failures.emplace(kind, reason);
        });
    }

    std::unique_ptr<RelayStream> m_relay;
    std::unique_ptr<ServiceStream> m_stream;
    std::unique_ptr<WebSocket> m_webSocket;
    std::map<QByteArray, qint64> m_received;
};

} // namespace

/// What befalls a container while connections to sockets in it are in use. Only an agent makes
/// those: past the engine, or by its exec.
class RelayFaultsTest final : public test::ContainerTest
{
    Q_OBJECT

public:
    enum class Fault {
        AgentKilled,
        ContainerRestarted,
        ContainerRemoved,
    };

private:
    using Way = BackendSession::Way;

    std::unique_ptr<TickingService> m_ticks;
    std::unique_ptr<QProcess> m_echo;

    void tell(const char *action) const
    {
        VERIFY_RESULT(
            ask({.method = "POST",
                 .target = "/containers/" + m_container.toLatin1() + '/' + QByteArray(action)}));
    }

    /// Waits for a second in which nothing comes; what was under way comes before it.
    [[nodiscard]] static bool isHeldUp(const Traffic &traffic)
    {
        constexpr int quiet = 1000;
        const QDeadlineTimer limit(cutPatience);
        while (!limit.hasExpired()) {
            const auto before = traffic.received();
            if (!test::waitFor([&] { return traffic.received() != before; }, quiet)) {
                return true;
            }
        }
        return false;
    }

    void cause(Fault fault) const
    {
        switch (fault) {
        case Fault::AgentKilled:
            VERIFY_RESULT(await(runExec(
                client(),
                m_container,
                shell("kill -9 $(ps -o pid,args | grep '[.]pierhead-agent' | awk '{print $1}')"),
                {})));
            break;
        case Fault::ContainerRestarted:
            tell("restart?t=0");
            break;
        case Fault::ContainerRemoved:
            VERIFY_RESULT(await(client().removeContainer(m_container)));
            break;
        }
    }

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        m_ticks = std::make_unique<TickingService>(home() + QStringLiteral("/ticks.sock"));
        m_echo = std::make_unique<QProcess>();
        m_echo->start(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral(PIERHEAD_WEBSOCKET_PEER), home() + QStringLiteral("/echo.sock")});
        QVERIFY(m_echo->waitForReadyRead(relayPatience));
        // The services are outside, so that they are there whatever befalls the container.
        engine::ContainerSpec spec = test::idleContainer();
        spec.binds = QStringList{home() + QStringLiteral(":/service")};
        start(std::move(spec));
    }

    void cleanup()
    {
        m_echo->kill();
        m_echo->waitForFinished();
        m_echo.reset();
        m_ticks.reset();
        ContainerTest::cleanup();
    }

    void fault_cutsWhatIsInUse_andNothingPassesForComplete_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Way>("way");
        for (const bool isShort : {true, false}) {
            const Way way = isShort ? Way::AgentFirst : Way::AgentByEngine;
            const char *by = isShort ? "the shortest way" : "the engine's exec";
            QTest::addRow("agent killed, by %s", by) << Fault::AgentKilled << way;
            QTest::addRow("container restarted, by %s", by) << Fault::ContainerRestarted << way;
            QTest::addRow("container removed, by %s", by) << Fault::ContainerRemoved << way;
        }
    }

    void fault_cutsWhatIsInUse_andNothingPassesForComplete()
    {
        QFETCH(const Fault, fault);
        QFETCH(const Way, way);
        const BackendSession backend(client(), m_container, way);
        Traffic cut;
        cut.open(backend);
        QTRY_VERIFY_WITH_TIMEOUT(cut.flowsSince({}), relayPatience);
        QCOMPARE(m_ticks->connections(), 2);

        cause(fault);
        QTRY_COMPARE_WITH_TIMEOUT(cut.failures.size(), std::size_t{3}, cutPatience);
        QCOMPARE(cut.ends, QByteArrayList());
        for (const char *kind : {"relay", "stream"}) {
            const Error &reason = cut.failures[kind];
            QCOMPARE(reason.code, ErrorCode::EngineUnreachable);
            QVERIFY2(reason.message.contains(tickingSocket), qPrintable(reason.message));
        }
        QVERIFY(!cut.failures["WebSocket"].message.isEmpty());
        // The services are told as well.
        QTRY_COMPARE_WITH_TIMEOUT(m_ticks->connections(), 0, cutPatience);

        if (fault == Fault::ContainerRemoved) {
            COMPARE_ERROR(await(backend.connectSocket(tickingSocket)), ErrorCode::NotFound);
            return;
        }
        Traffic next;
        next.open(backend);
        QTRY_VERIFY_WITH_TIMEOUT(next.flowsSince({}), relayPatience);
        QVERIFY(next.failures.empty());
    }

    void containerPaused_holdsUpWhatIsInUse_andItGoesOn_data()
    {
        QTest::addColumn<Way>("way");
        QTest::newRow("the shortest way") << Way::AgentFirst;
        QTest::newRow("the engine's exec") << Way::AgentByEngine;
    }

    void containerPaused_holdsUpWhatIsInUse_andItGoesOn()
    {
        QFETCH(const Way, way);
        const BackendSession backend(client(), m_container, way);
        Traffic traffic;
        traffic.open(backend);
        QTRY_VERIFY_WITH_TIMEOUT(traffic.flowsSince({}), relayPatience);

        tell("pause");
        const QByteArray words = "said while it is paused";
        traffic.write(words);
        QVERIFY(isHeldUp(traffic));
        QVERIFY(!m_ticks->wasTold(words));
        QVERIFY(traffic.failures.empty());

        const auto before = traffic.received();
        tell("unpause");
        QTRY_VERIFY_WITH_TIMEOUT(traffic.flowsSince(before), relayPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_ticks->wasTold(words), relayPatience);
        QVERIFY(traffic.failures.empty());
        QCOMPARE(traffic.ends, QByteArrayList());
    }
};

PIERHEAD_TEST(RelayFaultsTest)

#include "tst_relayfaults.moc"
