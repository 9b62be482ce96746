#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"

#include <QTest>

namespace pierhead {

using agent::FrameType;
using test::AgentHarness;
using test::isAlive;
namespace agentcodec = backend::agentcodec;

/// A conversation that goes on by the agent's pipes.
class AgentPipesTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void taken_allGoesOnByThem()
    {
        AgentHarness agent;
        agent.send(agentcodec::encode(FrameType::Ping, 1));
        agent.takePipes();
        agent.send(agentcodec::encode(FrameType::Ping, 2));
        QTRY_VERIFY(agent.hasPong(2));
        QVERIFY(agent.hasPong(1));
        QVERIFY(agent.hasMoved());
        QCOMPARE(agent.run({QStringLiteral("echo"), QStringLiteral("hello")}).output,
                 QByteArray("hello\n"));
        const quint32 id = agent.start(
            AgentHarness::shell(QStringLiteral("head -c 20000000 /dev/zero")), 32U * 1024 * 1024);
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output.size(), 20'000'000);
    }

    void taken_whileACommandRuns_keepsTheOrder()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(
            QStringLiteral("i=0; while [ $i -lt 2000 ]; do echo $i; i=$((i+1)); done")));
        QVERIFY(agent.waitForOutput(id, "10\n"));
        agent.takePipes();
        QVERIFY(agent.waitForEnd(id));
        QByteArray expected;
        for (int number = 0; number < 2000; ++number) {
            expected += QByteArray::number(number) + '\n';
        }
        QCOMPARE(agent.record(id).output, expected);
    }

    void taken_leaveNoDescriptorsBehind()
    {
        AgentHarness agent;
        const qsizetype before = agent.descriptors().size();
        agent.takePipes();
        agent.send(agentcodec::encode(FrameType::Ping, 1));
        QTRY_VERIFY(agent.hasPong(1));
        // The host's ends are the host's alone.
        QCOMPARE(agent.descriptors().size(), before - 2);
    }

    void end_ofEitherWay_isTheEnd_data()
    {
        QTest::addColumn<bool>("isOfPipes");
        QTest::newRow("pipes") << true;
        QTest::newRow("the former way") << false;
    }

    void end_ofEitherWay_isTheEnd()
    {
        QFETCH(const bool, isOfPipes);
        AgentHarness agent;
        agent.takePipes();
        const quint32 id = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        QVERIFY(agent.waitForStarted(id));
        if (isOfPipes) {
            agent.leavePipes();
        } else {
            agent.process().closeWriteChannel();
        }
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        // Told before the end of the command, which is none of its own.
        QCOMPARE(agent.goodbye().isEmpty(), isOfPipes);
        QVERIFY(!agent.record(id).isOver());
        QVERIFY(!isAlive(agent.record(id).pid));
        QVERIFY(!isAlive(agent.pid()));
    }

    void formerWay_anythingMore_isTheEnd()
    {
        AgentHarness agent;
        agent.takePipes();
        agent.send(agentcodec::encode(FrameType::Ping, 1));
        QTRY_VERIFY(agent.hasPong(1));
        agent.process().write(agentcodec::encode(FrameType::Ping, 2));
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        QVERIFY(!agent.hasPong(2));
    }

    void taken_withMoreBehindIt_isABrokenProtocol()
    {
        AgentHarness agent;
        const QByteArray frame = agentcodec::encode(FrameType::Pipes, 0);
        agent.send(frame + frame);
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        QCOMPARE(agent.process().exitCode(), 1);
        QVERIFY(!agent.goodbye().isEmpty());
    }

    void taken_twice_isABrokenProtocol()
    {
        AgentHarness agent;
        agent.takePipes();
        agent.send(agentcodec::encode(FrameType::Pipes, 0));
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        QCOMPARE(agent.process().exitCode(), 1);
        QVERIFY(!agent.goodbye().isEmpty());
    }

    void notTaken_areNoBurden()
    {
        AgentHarness agent;
        const qint64 pid = agent.pid();
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
        QVERIFY(agent.endConnection() >= 0);
        QVERIFY(!isAlive(pid));
    }
};

PIERHEAD_TEST(AgentPipesTest)

} // namespace pierhead

#include "tst_agentpipes.moc"
