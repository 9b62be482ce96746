#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"

#include <QTest>

namespace pierhead {

using agent::FrameType;
using test::AgentHarness;
using test::isAlive;
namespace agentcodec = backend::agentcodec;

/// What the agent makes of frames, good and bad.
class AgentProtocolTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void hello_tellsVersionAndAbilities()
    {
        AgentHarness agent;
        QCOMPARE(agent.hello().version, agent::protocolVersion);
        QCOMPARE(agent.hello().capabilities, 15U);
        QCOMPARE(agent.hello().inputWindow, agent::inputWindow);
        QCOMPARE(test::childrenOf(agent.process().processId()).trimmed().toLongLong(), agent.pid());
    }

    void ping_isAnswered_withItsId()
    {
        AgentHarness agent;
        agent.send(agentcodec::encode(FrameType::Ping, 77));
        QTRY_VERIFY(agent.hasPong(77));
    }

    void brokenFrame_endsTheConnection_withAReason_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto frame = [](FrameType type, const QByteArray &payload) {
            return agentcodec::encode(type, 9, payload);
        };
        QTest::newRow("text") << QByteArray("GET / HTTP/1.1\r\n\r\n");
        QTest::newRow("too large") << QByteArray::fromHex("ffffffff1000000001");
        QTest::newRow("unknown type") << frame(static_cast<FrameType>(99), {});
        QTest::newRow("a frame of the agent") << frame(FrameType::Exited, "12345");
        QTest::newRow("second hello") << agentcodec::encodeHello(0);
        QTest::newRow("empty start") << frame(FrameType::Start, {});
        QTest::newRow("start without program")
            << frame(FrameType::Start, QByteArray(13, '\0') + QByteArray(9, '\0'));
        QTest::newRow("start with too many arguments") << frame(
            FrameType::Start, QByteArray(13, '\0') + QByteArray(5, '\0') + QByteArray(4, '\xff'));
        QTest::newRow("output from the host") << frame(FrameType::Data, QByteArray("\x01text"));
        QTest::newRow("short window") << frame(FrameType::Window, QByteArray("\x01\x00", 2));
        QTest::newRow("short resize") << frame(FrameType::Resize, QByteArray("\x01"));
        QTest::newRow("empty signal") << frame(FrameType::Signal, {});
        QTest::newRow("connect without end")
            << frame(FrameType::Connect, QByteArray::fromHex("0000000000000002") + "ab");
    }

    void brokenFrame_endsTheConnection_withAReason()
    {
        QFETCH(const QByteArray, bytes);
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        QVERIFY(agent.waitForStarted(id));
        agent.send(bytes);
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        QCOMPARE(agent.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(agent.process().exitCode(), 1);
        QVERIFY(!agent.goodbye().isEmpty());
        QVERIFY(!isAlive(agent.record(id).pid));
    }

    void start_cutAnywhere_endsTheConnection()
    {
        // Every payload that is shorter than it should be.
        const QByteArray whole =
            agentcodec::encodeStart(1, AgentHarness::shell(QStringLiteral("true")), 1, 1).value();
        for (qsizetype size = agent::headerSize; size < whole.size(); ++size) {
            AgentHarness agent;
            agent.send(agentcodec::encode(
                FrameType::Start, 1, whole.mid(agent::headerSize, size - agent::headerSize)));
            QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
            QCOMPARE(agent.process().exitCode(), 1);
        }
    }

    void bytes_oneByOne_areAFrameAllTheSame()
    {
        AgentHarness agent;
        const QByteArray frame =
            agentcodec::encodeStart(5, AgentHarness::shell(QStringLiteral("echo hi")), 99, 99)
                .value();
        for (const char byte : frame) {
            agent.send(QByteArray(1, byte));
            agent.process().waitForBytesWritten();
        }
        QVERIFY(agent.waitForEnd(5));
        QCOMPARE(agent.record(5).output, QByteArray("hi\n"));
    }

    void framesForWhatIsOver_areIgnored()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::spec({QStringLiteral("true")}));
        QVERIFY(agent.waitForEnd(id));
        agent.write(id, "late");
        agent.closeInput(id);
        agent.close(id);
        agent.send(agentcodec::encodeWindow(id, agent::Channel::Output, 5));
        agent.send(agentcodec::encodeResize(id, {}));
        agent.send(agentcodec::encodeSignal(id, 9));
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
    }

    void moreInputThanGranted_endsTheConnection()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::shell(QStringLiteral("sleep 1000"));
        spec.hasInput = true;
        const quint32 id = agent.start(spec);
        agent.write(id, QByteArray(agent::inputWindow * 2, 'x'));
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        QCOMPARE(agent.process().exitCode(), 1);
    }
};

PIERHEAD_TEST(AgentProtocolTest)

} // namespace pierhead

#include "tst_agentprotocol.moc"
