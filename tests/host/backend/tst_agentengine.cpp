#include "containertest.h"
#include "execspecs.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentinstaller.h>
#include <host/backend/backendsession.h>
#include <host/backend/runexec.h>

#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::command;
using pierhead::test::shell;
using pierhead::test::stream;

namespace {

const QString plainImage = QStringLiteral("agentengine/plain:1");
const QString userImage = QStringLiteral("agentengine/user:1");
const QString bareImage = QStringLiteral("agentengine/bare:1");

/// How long what the agent has started may outlive its connection, in milliseconds; a machine that
/// is busy with the rest of the suite may take five times as long.
qint64 allowedAfterlife()
{
    constexpr qint64 allowed = 1000;
    constexpr qint64 slowest = 5;
    const bool isQuiet = qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full");
    return isQuiet ? allowed : allowed * slowest;
}

} // namespace

/// The agent in real containers.
class AgentEngineTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    [[nodiscard]] Result<std::unique_ptr<AgentConnection>> install() const
    {
        return await(installAgent(client(), m_container));
    }

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(plainImage,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\nENV GREETING=\"a b=c\"\nWORKDIR /usr\n"
                                   "CMD [\"sleep\", \"100000\"]\n"}}));
        VERIFY_RESULT(buildImage(userImage,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\nUSER 1234:2345\nWORKDIR /tmp\n"
                                   "CMD [\"sleep\", \"100000\"]\n"}}));
        VERIFY_RESULT(buildImage(bareImage,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15 AS base\nFROM scratch\n"
                                   "COPY --from=base /bin/busybox /sleep\n"
                                   "COPY --from=base /bin/busybox /echo\n"
                                   "CMD [\"/sleep\", \"100000\"]\n"}}));
    }

    void command_findsWhatTheEnginesExecFinds_data()
    {
        QTest::addColumn<QString>("image");
        QTest::newRow("root") << plainImage;
        QTest::newRow("another user") << userImage;
    }

    void command_findsWhatTheEnginesExecFinds()
    {
        QFETCH(const QString, image);
        QVERIFY(run(image));
        const ExecSpec facts = shell(
            "id; pwd; umask; env | sort; cat /proc/self/limits; "
            "grep -E '^(Sig(Blk|Ign|Cgt)|Cap...|Seccomp|NoNewPrivs|Groups)' /proc/self/status; "
            "ls /proc/self/fd | wc -l; cat /proc/self/oom_score_adj");
        const auto expected = await(runExec(client(), m_container, facts, {}));
        VERIFY_RESULT(expected);
        const BackendSession backend = session();
        const auto found = await(backend.exec(facts));
        VERIFY_RESULT(found);
        QVERIFY(backend.hasAgent());
        QCOMPARE(found->standardOutput, expected->standardOutput);
        QCOMPARE(found->standardError, expected->standardError);
        QVERIFY(found->standardOutput.size() > 500);
    }

    void command_hasTheContainersLimits_data() { command_findsWhatTheEnginesExecFinds_data(); }

    void command_hasTheContainersLimits()
    {
        QFETCH(const QString, image);
        const nlohmann::json openFiles = {{"Name", "nofile"}, {"Soft", 512}, {"Hard", 1024}};
        // Podman takes it from nobody's settings where others are given.
        const nlohmann::json processes = {{"Name", "nproc"}, {"Soft", 4096}, {"Hard", 4096}};
        QVERIFY(run(image,
                    {{"Memory", 67108864},
                     {"PidsLimit", 50},
                     {"Ulimits", nlohmann::json::array({openFiles, processes})}}));
        // Not the soft limit of open files: of an exec, runc makes it the hard one now and then.
        // The files of unified control groups and of the older ones: some are there.
        const ExecSpec limits =
            shell("cat /proc/self/cgroup; ulimit -Hn; cd /sys/fs/cgroup && cat "
                  "memory.max pids.max memory/memory.limit_in_bytes pids/pids.max 2>/dev/null");
        const auto expected = await(runExec(client(), m_container, limits, {}));
        VERIFY_RESULT(expected);
        const BackendSession backend = session();
        const auto found = await(backend.exec(limits));
        VERIFY_RESULT(found);
        QVERIFY(backend.hasAgent());
        QCOMPARE(found->standardOutput, expected->standardOutput);
        const QByteArrayList lines = found->standardOutput.split('\n');
        for (const char *limit : {"1024", "67108864", "50"}) {
            QVERIFY2(lines.contains(limit), found->standardOutput.constData());
        }

        // The agent itself may open as many files as the hard limit lets it.
        const auto own = await(
            runExec(client(),
                    m_container,
                    shell("grep 'open files' "
                          "$(dirname $(grep -l '^[.]pierhead-agent' /proc/[0-9]*/comm))/limits"),
                    {}));
        VERIFY_RESULT(own);
        QCOMPARE(own->standardOutput.simplified(), QByteArray("Max open files 1024 1024 files"));
    }

    void scratchImage_withoutShellOrTmp_hasAnAgent()
    {
        QVERIFY(run(bareImage));
        const BackendSession backend = session();
        const auto outcome =
            await(backend.exec(command({QStringLiteral("/echo"), QStringLiteral("hello")})));
        VERIFY_RESULT(outcome);
        QVERIFY(backend.hasAgent());
        QCOMPARE(outcome->standardOutput, QByteArray("hello\n"));
    }

    void stoppedContainer_isNotFound()
    {
        QVERIFY(run(plainImage));
        VERIFY_RESULT(await(client().stopContainer(m_container, 0)));
        COMPARE_ERROR(install(), ErrorCode::NotFound);
        COMPARE_ERROR(await(session().exec(shell("true"))), ErrorCode::NotFound);
    }

    void connectionGone_endsEverythingInTheContainerWithinASecond()
    {
        QVERIFY(run(plainImage));
        auto agent = install();
        VERIFY_RESULT(agent);
        const auto running = (*agent)->start(
            stream("trap '' TERM; (setsid sleep 4801 &) ; sleep 4801 & sleep 4801"));
        VERIFY_RESULT(running);
        QSignalSpy failures(running->get(), &CommandStream::failed);
        QTRY_VERIFY(processesWith("sleep 4801") >= 3);
        QElapsedTimer timer;
        timer.start();
        agent->reset();
        QCOMPARE(failures.size(), 1);
        QTRY_COMPARE(processesWith("sleep 4801"), 0);
        const qint64 afterlife = timer.elapsed(); // with the engine's exec that looked
        QVERIFY2(afterlife <= allowedAfterlife(), qPrintable(QString::number(afterlife)));
        QTRY_COMPARE(processesWith(".pierhead-agent"), 0);
    }

    void commandDropped_isEnded_andOthersGoOn()
    {
        QVERIFY(run(plainImage));
        auto agent = install();
        VERIFY_RESULT(agent);
        auto dropped = (*agent)->start(stream("sleep 4802"));
        const auto kept = (*agent)->start(stream("sleep 4803"));
        VERIFY_RESULT(dropped);
        VERIFY_RESULT(kept);
        QTRY_COMPARE(processesWith("sleep 480"), 2);
        dropped->reset();
        QTRY_COMPARE(processesWith("sleep 4802"), 0);
        QCOMPARE(processesWith("sleep 4803"), 1);
    }

    void agentKilled_failsWhatRuns_andComesAgain()
    {
        QVERIFY(run(plainImage));
        const BackendSession backend = session();
        const auto running = await(backend.start(stream("sleep 4804")));
        VERIFY_RESULT(running);
        QSignalSpy failures(running->get(), &CommandStream::failed);
        QTRY_COMPARE(processesWith("sleep 4804"), 1);
        VERIFY_RESULT(await(runExec(
            client(),
            m_container,
            shell("kill -9 $(ps -o pid,args | grep '[.]pierhead-agent' | awk '{print $1}')"),
            {})));
        QTRY_COMPARE(failures.size(), 1);
        const auto reason = failures.front().front().value<Error>();
        QCOMPARE(reason.code, ErrorCode::EngineUnreachable);
        QVERIFY2(reason.message.contains(QStringLiteral("no longer running")),
                 qPrintable(reason.message));
        QTRY_COMPARE(processesWith("sleep 4804"), 0);
        const auto outcome = await(backend.exec(shell("echo again")));
        VERIFY_RESULT(outcome);
        QVERIFY(backend.hasAgent());
        QCOMPARE(outcome->standardOutput, QByteArray("again\n"));
    }

    void containerRestarted_failsWhatRuns_andAgentComesAgain()
    {
        QVERIFY(run(plainImage));
        const BackendSession backend = session();
        const auto running = await(backend.start(stream("sleep 4805")));
        VERIFY_RESULT(running);
        QSignalSpy failures(running->get(), &CommandStream::failed);
        VERIFY_RESULT(ask({.method = "POST",
                           .target = "/containers/" + m_container.toLatin1() + "/restart?t=0"}));
        QTRY_COMPARE(failures.size(), 1);
        const auto outcome = await(backend.exec(shell("echo again")));
        VERIFY_RESULT(outcome);
        QVERIFY(backend.hasAgent());
        QCOMPARE(outcome->standardOutput, QByteArray("again\n"));
    }

    void manyCallersAtTheStart_shareOneAgent()
    {
        QVERIFY(run(plainImage));
        const BackendSession backend = session();
        std::vector<Task<Result<ExecOutcome>>> tasks;
        for (int number = 0; number < 10; ++number) {
            tasks.push_back(
                backend.exec(command({QStringLiteral("echo"), QString::number(number)})));
        }
        for (int number = 0; number < 10; ++number) {
            const auto outcome = await(std::move(tasks[static_cast<std::size_t>(number)]));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray::number(number) + '\n');
        }
        QCOMPARE(processesWith(".pierhead-agent"), 1);
    }

    void streams_andTerminal_data() { everyWay(); }

    void streams_andTerminal()
    {
        QFETCH(const Way, way);
        QVERIFY(run(plainImage));
        const BackendSession backend = session(way);
        CommandSpec spec = stream(
            "read line; echo got $line; n=0; until stty size | grep '22 111' || [ $n = 2000 ]; "
            "do n=$((n+1)); sleep 0.02; done; exit 3");
        spec.terminal = TerminalSize{100, 30};
        const auto running = await(backend.start(spec));
        VERIFY_RESULT(running);
        QByteArray output;
        connect(running->get(),
                &CommandStream::output,
                this,
                [&output](engine::OutputChannel, const QByteArray &bytes) { output += bytes; });
        QSignalSpy ends(running->get(), &CommandStream::finished);
        (*running)->resize({111, 22});
        (*running)->write("hello\r");
        QVERIFY(ends.wait(60'000));
        QCOMPARE(ends.front().front().toInt(), 3);
        QVERIFY2(output.contains("got hello\r\n"), output);
        QVERIFY2(output.contains("22 111"), output);
    }

    void input_toItsEnd_data() { everyWay(); }

    void input_toItsEnd()
    {
        QFETCH(const Way, way);
        QVERIFY(run(plainImage));
        const BackendSession backend = session(way);
        CommandSpec spec = stream("wc -c");
        spec.hasInput = true;
        const auto running = await(backend.start(spec));
        VERIFY_RESULT(running);
        QByteArray output;
        connect(running->get(),
                &CommandStream::output,
                this,
                [&output](engine::OutputChannel, const QByteArray &bytes) { output += bytes; });
        QSignalSpy ends(running->get(), &CommandStream::finished);
        (*running)->write(QByteArray(3'000'000, 'x'));
        (*running)->closeInput();
        QVERIFY(ends.wait(10'000));
        QCOMPARE(output.trimmed(), QByteArray("3000000"));
    }

    void output_notAcknowledged_isHeldUp_data() { everyWay(); }

    void output_notAcknowledged_isHeldUp()
    {
        QFETCH(const Way, way);
        QVERIFY(run(plainImage));
        const BackendSession backend = session(way);
        const auto running =
            await(backend.start(stream("dd if=/dev/zero bs=1M count=40; echo done >&2")));
        VERIFY_RESULT(running);
        qint64 received = 0;
        bool acknowledges = false;
        CommandStream *command = running->get();
        connect(command,
                &CommandStream::output,
                this,
                [&](engine::OutputChannel channel, const QByteArray &bytes) {
                    received += channel == engine::OutputChannel::Stdout ? bytes.size() : 0;
                    if (acknowledges) {
                        command->acknowledge(channel, bytes.size());
                    }
                });
        QSignalSpy ends(command, &CommandStream::finished);
        QTRY_VERIFY(received >= 1024 * 1024);
        QVERIFY(!ends.wait(1000));
        QVERIFY2(received < 4 * 1024 * 1024, qPrintable(QString::number(received)));
        acknowledges = true;
        command->acknowledge(engine::OutputChannel::Stdout, received);
        QVERIFY(ends.wait(20'000));
        QCOMPARE(received, 40 * 1024 * 1024);
    }

    void socket_inTheContainer_isReached()
    {
        QLocalServer server;
        QVERIFY(server.listen(home() + QStringLiteral("/service.sock")));
        QVERIFY(run(plainImage, {{"Binds", {home().toStdString() + ":/service"}}}));
        const BackendSession backend = session();
        const auto relay = await(backend.connectSocket(QStringLiteral("/service/service.sock")));
        VERIFY_RESULT(relay);
        QByteArray received;
        connect(relay->get(), &RelayStream::received, this, [&received](const QByteArray &bytes) {
            received += bytes;
        });
        QSignalSpy closed(relay->get(), &RelayStream::closed);
        (*relay)->write("question");
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QLocalSocket> peer(server.nextPendingConnection());
        QTRY_COMPARE(peer->bytesAvailable(), 8);
        QCOMPARE(peer->readAll(), QByteArray("question"));
        peer->write("answer");
        QTRY_COMPARE(received, QByteArray("answer"));
        (*relay)->closeWrite();
        peer->disconnectFromServer();
        QTRY_COMPARE(closed.size(), 1);
    }

    void socket_thatIsNotThere_isNotFound()
    {
        QVERIFY(run(plainImage));
        const BackendSession backend = session();
        const auto relay = await(backend.connectSocket(QStringLiteral("/no/such.sock")));
        VERIFY_RESULT(relay);
        QSignalSpy failures(relay->get(), &RelayStream::failed);
        QVERIFY(failures.wait(30'000));
        QCOMPARE(failures.front().front().value<Error>().code, ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(AgentEngineTest)

#include "tst_agentengine.moc"
