#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"
#include "waiting.h"

#include <QTest>

#include <csignal>

namespace pierhead {

using agent::Channel;
using agent::EndKind;
using backend::agentcodec::Exited;
using test::AgentHarness;
namespace agentcodec = backend::agentcodec;

/// Standard input, output and error, the terminal, and how each is held up.
class AgentStreamsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void input_goesThrough_andEndsTheReader()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::spec({QStringLiteral("cat")});
        spec.hasInput = true;
        const quint32 id = agent.start(spec);
        agent.write(id, "first ");
        QVERIFY(agent.waitForOutput(id, "first "));
        agent.write(id, "second");
        agent.closeInput(id);
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output, QByteArray("first second"));
    }

    void input_notWanted_isEmpty()
    {
        AgentHarness agent;
        const auto &record = agent.run({QStringLiteral("cat")});
        QVERIFY(record.end.has_value());
        QCOMPARE(record.output, QByteArray());
    }

    void input_largerThanTheWindow_isGrantedPieceByPiece()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::spec(
            {QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("wc -c")});
        spec.hasInput = true;
        const quint32 id = agent.start(spec);
        const qint64 total = 4 * 1024 * 1024;
        qint64 sent = 0;
        while (sent < total) {
            const qint64 room = agent.hello().inputWindow + agent.record(id).granted - sent;
            const qint64 piece = std::min(room, total - sent);
            agent.write(id, QByteArray(piece, 'x'));
            sent += piece;
            const qint64 granted = agent.record(id).granted;
            QVERIFY(sent == total
                    || test::waitFor([&] { return agent.record(id).granted > granted; }));
        }
        agent.closeInput(id);
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output.trimmed(), QByteArray::number(total));
    }

    void input_notRead_staysWithinTheWindow()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::shell(QStringLiteral("sleep 1000"));
        spec.hasInput = true;
        const quint32 id = agent.start(spec);
        agent.write(id, QByteArray(agent.hello().inputWindow, 'x'));
        // The pipe takes 64 KiB of it, which is half of the window and granted again, no more.
        QVERIFY(test::waitFor([&] { return agent.record(id).granted > 0; }));
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
        QCOMPARE(agent.record(id).granted, 64 * 1024);
    }

    void input_ofACommandThatDoesNotWantIt_isNoFailure()
    {
        AgentHarness agent;
        backend::CommandSpec spec =
            AgentHarness::shell(QStringLiteral("exec <&-; echo closed; sleep 0.2"));
        spec.hasInput = true;
        const quint32 id = agent.start(spec);
        QVERIFY(agent.waitForOutput(id, "closed"));
        agent.write(id, QByteArray(1000, 'x'));
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(*agent.record(id).end, (Exited{EndKind::Exit, 0}));
        agent.write(id, "too late");
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
    }

    void output_notAcknowledged_holdsTheCommandUp()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::spec({QStringLiteral("head"),
                                                           QStringLiteral("-c"),
                                                           QStringLiteral("3000000"),
                                                           QStringLiteral("/dev/zero")}),
                                       1'000'000);
        QVERIFY(test::waitFor([&] { return agent.record(id).output.size() == 1'000'000; }));
        // Others go on, and what is held up is not heard of.
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
        QCOMPARE(agent.record(id).output.size(), 1'000'000);
        QVERIFY(!agent.record(id).isOver());
        agent.send(agentcodec::encodeWindow(id, Channel::Output, 10'000'000));
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output.size(), 3'000'000);
    }

    void output_ofAnEndedCommand_waitsForTheReader()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(QStringLiteral("printf 0123456789")), 4);
        QVERIFY(agent.waitForOutput(id, "0123"));
        // Longer than the time after which streams that nobody writes to are given up.
        QTest::qWait(1500);
        QVERIFY(!agent.record(id).isOver());
        agent.send(agentcodec::encodeWindow(id, Channel::Output, 100));
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output, QByteArray("0123456789"));
    }

    void outputs_haveWindowsOfTheirOwn()
    {
        AgentHarness agent;
        const quint32 id =
            agent.start(AgentHarness::shell(QStringLiteral("echo 0123456789; echo err >&2")), 4);
        QVERIFY(test::waitFor([&] { return agent.record(id).error.size() == 4; }));
        QCOMPARE(agent.record(id).output, QByteArray("0123"));
        QCOMPARE(agent.record(id).error, QByteArray("err\n"));
    }

    void output_heldByABackgroundProcess_isGivenUpSoon()
    {
        AgentHarness agent;
        QElapsedTimer timer;
        timer.start();
        // In an emulator nobody ends it, so that it has to end by itself.
        const auto &record = agent.run({QStringLiteral("sh"),
                                        QStringLiteral("-c"),
                                        QStringLiteral("sleep 10 & echo started")});
        QVERIFY(record.end.has_value());
        QCOMPARE(record.output, QByteArray("started\n"));
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }

    void output_large_arrivesWhole()
    {
        AgentHarness agent;
        const quint32 id = agent.start(AgentHarness::shell(
            QStringLiteral("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done")));
        QVERIFY(agent.waitForEnd(id));
        QByteArray expected;
        for (int line = 0; line < 20'000; ++line) {
            expected += "line " + QByteArray::number(line) + '\n';
        }
        QCOMPARE(agent.record(id).output, expected);
    }

    void terminal_isOne_withTheSize()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::shell(
            QStringLiteral("test -t 0 && test -t 1 && test -t 2 && stty size && echo err >&2"));
        spec.terminal = backend::TerminalSize{123, 45};
        const quint32 id = agent.start(spec);
        QVERIFY(agent.waitForEnd(id));
        QCOMPARE(agent.record(id).output, QByteArray("45 123\r\nerr\r\n"));
        QCOMPARE(agent.record(id).error, QByteArray());
    }

    void terminal_resized_tellsTheProgram()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::shell(QStringLiteral(
            "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.01; done"));
        spec.terminal = backend::TerminalSize{};
        const quint32 id = agent.start(spec);
        QVERIFY(agent.waitForOutput(id, "ready"));
        agent.send(agentcodec::encodeResize(id, {99, 11}));
        QVERIFY(agent.waitForEnd(id));
        QVERIFY2(agent.record(id).output.contains("11 99"), agent.record(id).output.constData());
    }

    void terminal_interruptAndEof_areKeystrokes()
    {
        AgentHarness agent;
        backend::CommandSpec spec = AgentHarness::shell(QStringLiteral("cat"));
        spec.terminal = backend::TerminalSize{};
        const quint32 reader = agent.start(spec);
        agent.write(reader, "typed\r");
        QVERIFY(agent.waitForOutput(reader, "typed\r\ntyped\r\n"));
        agent.closeInput(reader);
        QVERIFY(agent.waitForEnd(reader));
        QCOMPARE(*agent.record(reader).end, (Exited{EndKind::Exit, 0}));

        const quint32 sleeper = agent.start(spec);
        agent.write(sleeper, "typed\r");
        QVERIFY(agent.waitForOutput(sleeper, "typed\r\ntyped"));
        agent.write(sleeper, "\x03");
        QVERIFY(agent.waitForEnd(sleeper));
        QCOMPARE(*agent.record(sleeper).end, (Exited{EndKind::Signal, SIGINT}));
    }
};

PIERHEAD_TEST(AgentStreamsTest)

} // namespace pierhead

#include "tst_agentstreams.moc"
