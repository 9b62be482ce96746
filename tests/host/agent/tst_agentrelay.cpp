#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"
#include "waiting.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace pierhead {

using agent::Channel;
using test::AgentHarness;
namespace agentcodec = backend::agentcodec;

/// Connections to a unix socket, passed through.
class AgentRelayTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void connect_noSocket_tellsErrno_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("error");
        QTest::newRow("missing") << QStringLiteral("/no/such.sock") << ENOENT;
        QTest::newRow("no socket") << QStringLiteral("/etc/passwd") << ECONNREFUSED;
        QTest::newRow("too long") << QString(200, QLatin1Char('x')) << ENAMETOOLONG;
    }

    void connect_noSocket_tellsErrno()
    {
        QFETCH(const QString, path);
        AgentHarness agent;
        const quint32 id = agent.connectTo(path);
        QVERIFY(agent.waitForEnd(id));
        QVERIFY(agent.record(id).failure.has_value());
        QCOMPARE(agent.record(id).failure->step, agent::FailedStep::Connect);
        QTEST(agent.record(id).failure->error, "error");
    }

    void bytes_goBothWays_andEachHalfCloses()
    {
        Server server(home());
        AgentHarness agent;
        const quint32 id = agent.connectTo(server.path());
        QVERIFY(server.accept());
        QTRY_VERIFY(agent.record(id).isConnected);
        agent.write(id, "question");
        QTRY_COMPARE(server.received(), QByteArray("question"));
        // A socket of Qt's would close both halves with the first.
        const int peer = server.takeConnection();
        agent.closeInput(id);
        char byte = 0;
        QTRY_COMPARE(::recv(peer, &byte, 1, MSG_DONTWAIT), ssize_t{0});
        QCOMPARE(::send(peer, "answer", 6, 0), ssize_t{6});
        QVERIFY(agent.waitForOutput(id, "answer"));
        QVERIFY(!agent.record(id).isOver());
        ::close(peer);
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).closed, std::optional<int>(0));
    }

    void serverCloses_isEof_andHostMayStillClose()
    {
        Server server(home());
        AgentHarness agent;
        const QStringList descriptors = agent.descriptors();
        const quint32 id = agent.connectTo(server.path());
        QVERIFY(server.accept());
        server.socket().write("bye");
        server.socket().disconnectFromServer();
        QTRY_VERIFY(agent.record(id).isAtEof);
        QCOMPARE(agent.record(id).output, QByteArray("bye"));
        agent.close(id);
        QTRY_COMPARE(agent.descriptors(), descriptors);
    }

    void close_disconnects()
    {
        Server server(home());
        AgentHarness agent;
        const quint32 id = agent.connectTo(server.path());
        QVERIFY(server.accept());
        agent.close(id);
        QTRY_COMPARE(server.socket().state(), QLocalSocket::UnconnectedState);
    }

    void output_notAcknowledged_holdsTheServerUp()
    {
        Server server(home());
        AgentHarness agent;
        const quint32 id = agent.connectTo(server.path(), 1000);
        QVERIFY(server.accept());
        server.socket().write(QByteArray(4'000'000, 'x'));
        QTRY_COMPARE(agent.record(id).output.size(), 1000);
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
        QCOMPARE(agent.record(id).output.size(), 1000);
        QVERIFY(server.socket().bytesToWrite() > 3'000'000);
        agent.send(agentcodec::encodeWindow(id, Channel::Output, 10'000'000));
        QTRY_COMPARE(agent.record(id).output.size(), 4'000'000);
    }

private:
    /// One connection to a socket of our own.
    class Server final
    {
    public:
        explicit Server(const QString &folder)
        {
            m_server.listen(folder + QStringLiteral("/relay.sock"));
        }

        [[nodiscard]] QString path() const { return m_server.fullServerName(); }

        [[nodiscard]] bool accept()
        {
            const bool pending = test::waitFor([this] { return m_server.hasPendingConnections(); });
            m_socket.reset(m_server.nextPendingConnection());
            return pending;
        }

        [[nodiscard]] QLocalSocket &socket() { return *m_socket; }

        /// The connection itself, to be closed by the caller.
        [[nodiscard]] int takeConnection()
        {
            const int connection = ::dup(static_cast<int>(m_socket->socketDescriptor()));
            m_socket.reset();
            return connection;
        }

        [[nodiscard]] QByteArray received()
        {
            m_received += m_socket->readAll();
            return m_received;
        }

    private:
        QLocalServer m_server;
        std::unique_ptr<QLocalSocket> m_socket;
        QByteArray m_received;
    };
};

PIERHEAD_TEST(AgentRelayTest)

} // namespace pierhead

#include "tst_agentrelay.moc"
