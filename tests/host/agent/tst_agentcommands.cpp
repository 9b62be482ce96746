#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"

#include <QDir>
#include <QTest>

#include <cerrno>
#include <csignal>

namespace pierhead {

using agent::EndKind;
using agent::FailedStep;
using backend::agentcodec::Exited;
using test::AgentHarness;
namespace agentcodec = backend::agentcodec;

/// What runs, with what, and how its end is told.
class AgentCommandsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void command_prints_outputAndCodeArrive()
    {
        AgentHarness agent;
        const auto &record = agent.run({QStringLiteral("sh"),
                                        QStringLiteral("-c"),
                                        QStringLiteral("echo out; echo err >&2; exit 3")});
        QCOMPARE(record.output, QByteArray("out\n"));
        QCOMPARE(record.error, QByteArray("err\n"));
        QVERIFY(record.end.has_value());
        QCOMPARE(*record.end, (Exited{EndKind::Exit, 3}));
    }

    void command_killsItself_signalIsNamed()
    {
        AgentHarness agent;
        const auto &record = agent.run(
            {QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("kill -KILL $$")});
        QVERIFY(record.end.has_value());
        QCOMPARE(*record.end, (Exited{EndKind::Signal, SIGKILL}));
    }

    void command_cannotStart_stepAndErrnoAreTold_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("directory");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("error");
        const int program = static_cast<int>(FailedStep::Program);
        const QString none;
        QTest::newRow("not in PATH")
            << QStringLiteral("no-such-program") << none << program << ENOENT;
        QTest::newRow("no such file") << QStringLiteral("/no/such") << none << program << ENOENT;
        QTest::newRow("not executable")
            << QStringLiteral("/etc/passwd") << none << program << EACCES;
        QTest::newRow("a folder") << QStringLiteral("/tmp") << none << program << EACCES;
        QTest::newRow("no such folder") << QStringLiteral("true") << QStringLiteral("/no/such")
                                        << static_cast<int>(FailedStep::Directory) << ENOENT;
    }

    void command_cannotStart_stepAndErrnoAreTold()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, directory);
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::spec({program});
        spec.exec.workingDirectory = directory;
        const quint32 id = agent.start(spec);
        QVERIFY(agent.waitForEnd(id));
        QVERIFY(agent.record(id).failure.has_value());
        QTEST(static_cast<int>(agent.record(id).failure->step), "step");
        QTEST(agent.record(id).failure->error, "error");
    }

    void command_environmentAndDirectory_areOverTheAgentsOwn()
    {
        qputenv("PIERHEAD_KEPT", "kept");
        qputenv("PIERHEAD_CHANGED", "old");
        AgentHarness agent;
        qunsetenv("PIERHEAD_KEPT");
        qunsetenv("PIERHEAD_CHANGED");
        backend::CommandSpec spec = AgentHarness::shell(
            QStringLiteral("echo $PIERHEAD_KEPT $PIERHEAD_CHANGED $PIERHEAD_NEW; pwd"));
        spec.exec.workingDirectory = QStringLiteral("/usr");
        spec.exec.environment = {{QStringLiteral("PIERHEAD_CHANGED"), QStringLiteral("new")},
                                 {QStringLiteral("PIERHEAD_NEW"), QStringLiteral("a=b c")}};
        const quint32 id = agent.start(spec);
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output, QByteArray("kept new a=b c\n/usr\n"));
    }

    void command_pathInOverlay_isSearched()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::spec({QStringLiteral("sh")});
        spec.exec.environment = {{QStringLiteral("PATH"), QStringLiteral("/nowhere")}};
        const quint32 id = agent.start(spec);
        QVERIFY(agent.waitForEnd(id));
        QVERIFY(agent.record(id).failure.has_value());
        QCOMPARE(agent.record(id).failure->error, ENOENT);
    }

    void command_has_noDescriptorOfTheAgent()
    {
        AgentHarness agent;
        const quint32 other = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        QVERIFY(agent.waitForStarted(other));
        const quint32 id = agent.start(AgentHarness::spec({QStringLiteral("yes")}), 2);
        QVERIFY(agent.waitForOutput(id, "y\n"));
        const QDir folder(QStringLiteral("/proc/%1/fd").arg(agent.record(id).pid));
        QCOMPARE(folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
                 (QStringList{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2")}));
    }

    void command_has_theSignalsAndLimitsThatTheAgentFound()
    {
        AgentHarness agent;
        const QString script =
            QStringLiteral("grep -E '^Sig(Blk|Ign):' /proc/self/status; ulimit -n; umask");
        QProcess direct;
        direct.start(QStringLiteral("sh"), {QStringLiteral("-c"), script});
        QVERIFY(direct.waitForFinished());
        const auto &record = agent.run({QStringLiteral("sh"), QStringLiteral("-c"), script});
        QCOMPARE(record.output, direct.readAllStandardOutput());
    }

    void command_isLeader_ofItsOwnSession()
    {
        AgentHarness agent;
        const auto &record =
            agent.run({QStringLiteral("sh"),
                       QStringLiteral("-c"),
                       QStringLiteral("cut -d ' ' -f 5,6 /proc/$$/stat; echo $$ $$")});
        const QList<QByteArray> lines = record.output.split('\n');
        QCOMPARE(lines.at(0), lines.at(1));
        QCOMPARE(lines.at(0),
                 QByteArray::number(record.pid) + ' ' + QByteArray::number(record.pid));
    }

    void arguments_ofAnyBytesAndLarge_arrive()
    {
        AgentHarness agent;
        const QString large(100'000, QLatin1Char('x'));
        QStringList command{QStringLiteral("printf"),
                            QStringLiteral("%s|"),
                            QString(),
                            QStringLiteral("a b"),
                            QStringLiteral("\"'$\n\\é")};
        for (int count = 0; count < 15; ++count) {
            command.append(large);
        }
        const auto &record = agent.run(command);
        QVERIFY(record.end.has_value());
        QCOMPARE(record.output.left(14), QByteArray("|a b|\"'$\n\\é|x"));
        QCOMPARE(record.output.count('x'), 1'500'000);
    }

    void arguments_tooLargeForTheKernel_areAnErrorOfTheCommandAlone()
    {
        AgentHarness agent;
        const auto &record =
            agent.run({QStringLiteral("true"), QString(1024 * 1024, QLatin1Char('x'))});
        QVERIFY(record.failure.has_value());
        QCOMPARE(record.failure->error, E2BIG);
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
    }

    void manyCommands_atOnce_doNotWaitForEachOther()
    {
        AgentHarness agent;
        const quint32 slow = agent.start(AgentHarness::shell(QStringLiteral("sleep 1000")));
        QList<quint32> ids;
        for (int count = 0; count < 20; ++count) {
            ids.append(agent.start(AgentHarness::shell(QStringLiteral("echo %1").arg(count))));
        }
        for (int count = 0; count < 20; ++count) {
            QVERIFY(agent.waitForEnd(ids.at(count)));
            QCOMPARE(agent.record(ids.at(count)).output, QByteArray::number(count) + '\n');
        }
        QVERIFY(!agent.record(slow).isOver());
    }

    void signal_reaches_theProcessGroup()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(QStringLiteral(
            "trap 'echo got; exit 7' INT; echo ready; while :; do sleep 0.01; done")));
        QVERIFY(agent.waitForOutput(id, "ready"));
        agent.send(agentcodec::encodeSignal(id, SIGINT));
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output, QByteArray("ready\ngot\n"));
        QCOMPARE(*agent.record(id).end, (Exited{EndKind::Exit, 7}));
    }
};

PIERHEAD_TEST(AgentCommandsTest)

} // namespace pierhead

#include "tst_agentcommands.moc"
