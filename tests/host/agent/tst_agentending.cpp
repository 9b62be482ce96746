#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"
#include "waiting.h"

#include <QTest>

#include <csignal>

namespace pierhead {

using agent::EndKind;
using backend::agentcodec::Exited;
using test::AgentHarness;
using test::isAlive;

namespace {

/// A script whose processes ignore SIGTERM, or do not. It prints their numbers: its own, of a child
/// in a session of its own, and of an orphan in another.
QString family(const QString &trap)
{
    return QStringLiteral("%1\n"
                          "setsid sh -c '%1\necho $$; while :; do sleep 0.05; done' &\n"
                          "(setsid sh -c '%1\necho $$; while :; do sleep 0.05; done' &)\n"
                          "echo $$; while :; do sleep 0.05; done")
        .arg(trap);
}

QList<qint64> numbersIn(const QByteArray &output)
{
    QList<qint64> numbers;
    for (const QByteArray &line : output.trimmed().split('\n')) {
        numbers.append(line.toLongLong());
    }
    return numbers;
}

} // namespace

/// What is left when commands, connections and the agent end: nothing.
class AgentEndingTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void close_endsTheWholeFamily_data() { families(); }

    void close_endsTheWholeFamily()
    {
        QFETCH(const QString, trap);
        AgentHarness agent;
        const quint32 bystander = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        const quint32 id = agent.start(AgentHarness::shell(family(trap)));
        const QList<qint64> members = waitForFamily(agent, id);
        QCOMPARE(members.size(), 3);
        QElapsedTimer timer;
        timer.start();
        agent.close(id);
        QVERIFY(agent.waitForEnd(id));
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QTEST(agent.record(id).end->value, "signal");
        for (const qint64 member : members) {
            QVERIFY(!isAlive(member));
        }
        QVERIFY(isAlive(agent.record(bystander).pid));
    }

    void close_stoppedProcess_ends()
    {
        AgentHarness agent;
        const quint32 id = agent.start(
            AgentHarness::shell(QStringLiteral("echo ready; kill -STOP $$; sleep 1000")));
        QVERIFY(agent.waitForOutput(id, "ready"));
        agent.close(id);
        QVERIFY(agent.waitForEnd(id));
        QVERIFY(!isAlive(agent.record(id).pid));
    }

    void close_whileItWrites_endsWithoutItsOutput()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::spec({QStringLiteral("yes")}), 1000);
        QVERIFY(agent.waitForOutput(id, "y\n"));
        agent.close(id);
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output.size(), 1000);
    }

    void connectionGone_endsAllWithinASecond_data() { families(); }

    void connectionGone_endsAllWithinASecond()
    {
        QFETCH(const QString, trap);
        AgentHarness agent;
        QList<qint64> members;
        for (int count = 0; count < 3; ++count) {
            const quint32 id = agent.start(AgentHarness::shell(family(trap)));
            members += waitForFamily(agent, id);
        }
        QCOMPARE(members.size(), 9);
        const qint64 took = agent.endConnection();
        QVERIFY2(took >= 0 && took < 1000, qPrintable(QString::number(took)));
        for (const qint64 member : members) {
            QVERIFY(!isAlive(member));
        }
        QCOMPARE(agent.process().exitCode(), 0);
    }

    void connectionGone_endsWhatCommandsLeftBehind()
    {
        AgentHarness agent;
        const auto &record =
            agent.run({QStringLiteral("sh"),
                       QStringLiteral("-c"),
                       QStringLiteral("setsid sleep 1000 >/dev/null 2>&1 & echo $!")});
        const qint64 left = record.output.trimmed().toLongLong();
        QVERIFY(isAlive(left));
        QVERIFY(agent.endConnection() >= 0);
        QVERIFY(!isAlive(left));
    }

    void shutdown_endsAsWell()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        QVERIFY(agent.waitForStarted(id));
        const qint64 pid = agent.record(id).pid;
        agent.send(backend::agentcodec::encode(agent::FrameType::Shutdown, 0));
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        QCOMPARE(agent.process().exitCode(), 0);
        QVERIFY(!isAlive(pid));
    }

    void terminateSignal_endsAsWell()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        QVERIFY(agent.waitForStarted(id));
        agent.process().terminate();
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
        QVERIFY(!agent.goodbye().isEmpty());
        QVERIFY(!agent.record(id).isOver());
        QVERIFY(!isAlive(agent.record(id).pid));
    }

    void killed_oneOfTheTwo_endsAllWithinASecond_data()
    {
        QTest::addColumn<bool>("isKeeper");
        QTest::newRow("agent") << false;
        QTest::newRow("keeper") << true;
    }

    void killed_oneOfTheTwo_endsAllWithinASecond()
    {
        QFETCH(const bool, isKeeper);
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(family(QStringLiteral("trap '' TERM"))));
        const QList<qint64> members = waitForFamily(agent, id);
        QCOMPARE(members.size(), 3);
        const qint64 killed = isKeeper ? agent.process().processId() : agent.pid();
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(::kill(static_cast<pid_t>(killed), SIGKILL), 0);
        for (const qint64 member : members) {
            QTRY_VERIFY(!isAlive(member));
        }
        QTRY_VERIFY(!isAlive(agent.pid()));
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QTRY_COMPARE(agent.process().state(), QProcess::NotRunning);
    }

    void silence_longerThanAgreed_endsIt()
    {
        AgentHarness agent(1);
        const quint32 id = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        QVERIFY(agent.waitForStarted(id));
        QTRY_COMPARE_WITH_TIMEOUT(agent.process().state(), QProcess::NotRunning, 5000);
        QVERIFY(!isAlive(agent.record(id).pid));
    }

    void silence_brokenByPings_isNone()
    {
        AgentHarness agent(1);
        for (quint32 ping = 1; ping <= 4; ++ping) {
            QTest::qWait(500);
            agent.send(backend::agentcodec::encode(agent::FrameType::Ping, ping));
        }
        QTRY_VERIFY(agent.hasPong(4));
    }

private:
    static void families()
    {
        QTest::addColumn<QString>("trap");
        QTest::addColumn<int>("signal");
        QTest::newRow("that take SIGTERM") << QStringLiteral(":") << SIGTERM;
        QTest::newRow("that ignore SIGTERM") << QStringLiteral("trap \"\" TERM") << SIGKILL;
    }

    static QList<qint64> waitForFamily(AgentHarness &agent, quint32 id)
    {
        const bool complete =
            test::waitFor([&] { return agent.record(id).output.count('\n') == 3; });
        return complete ? numbersIn(agent.record(id).output) : QList<qint64>{};
    }
};

PIERHEAD_TEST(AgentEndingTest)

} // namespace pierhead

#include "tst_agentending.moc"
