#include "containertest.h"
#include "execspecs.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentconnection.h>
#include <host/backend/backendsession.h>
#include <host/backend/runexec.h>

#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::command;
using pierhead::test::shell;
using pierhead::test::stream;

namespace {

const QString sessionImage = QStringLiteral("backendsession/sample:1");

} // namespace

/// Commands in a container by the agent and by the engine's exec: nobody is to see a difference.
class BackendSessionTest final : public test::ContainerTest
{
    Q_OBJECT

private:
private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(sessionImage,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\nCOPY script /script\nCOPY plain /plain\n"
                                   "WORKDIR /tmp\nCMD [\"sleep\", \"100000\"]\n"},
                                  {QStringLiteral("script"), "#!/bin/sh\necho \"$0 $1\"\n"},
                                  {QStringLiteral("plain"), "no program\n"}}));
    }

    void init()
    {
        EngineTest::init();
        engine::ContainerSpec spec;
        spec.image = sessionImage;
        start(std::move(spec));
    }

    void exec_outcome_data()
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name,
                            const QStringList &words,
                            int exitCode,
                            const QByteArray &output,
                            const QByteArray &error = {}) {
            for (const Way way : ways) {
                QTest::addRow("%s by the %s", name, nameOf(way))
                    << way << words << exitCode << output << error;
            }
        };
        row("script",
            {QStringLiteral("/script"), QStringLiteral("Moby  $HOME")},
            0,
            "/script Moby  $HOME\n");
        row("exit code", shell("exit 3").command, 3, {});
        row("its own 127", shell("echo here; exit 127").command, 127, "here\n");
        row("both outputs", shell("echo one; echo two >&2; exit 1").command, 1, "one\n", "two\n");
        row("folder and no input", shell("pwd; cat").command, 0, "/tmp\n");
        row("no text", shell("printf '\\377\\000\\376'").command, 0, QByteArray("\377\000\376", 3));
        row("signal", shell("kill -9 $$").command, 137, {});
    }

    void exec_outcome()
    {
        QFETCH(const Way, way);
        QFETCH(const QStringList, words);
        const BackendSession backend = session(way);
        const auto outcome = await(backend.exec(command(words)));
        VERIFY_RESULT(outcome);
        QCOMPARE(backend.hasAgent(), way != Way::EngineAlone);
        QTEST(outcome->exitCode.value_or(-1), "exitCode");
        QTEST(outcome->standardOutput, "output");
        QTEST(outcome->standardError, "error");
        QVERIFY(outcome->signal.isEmpty());
    }

    void exec_cannotBeRun_data()
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<QString>("program");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("words");
        for (const Way way : ways) {
            const char *name = nameOf(way);
            QTest::addRow("missing by the %s", name)
                << way << QStringLiteral("nothing-like-it") << 127 << QStringLiteral("not found");
            QTest::addRow("missing path by the %s", name)
                << way << QStringLiteral("./nothing") << 127 << QStringLiteral("no such file");
            QTest::addRow("no program by the %s", name)
                << way << QStringLiteral("/plain") << 126 << QStringLiteral("permission denied");
        }
    }

    void exec_cannotBeRun()
    {
        QFETCH(const Way, way);
        QFETCH(const QString, program);
        QFETCH(const QString, words);
        const auto outcome = await(session(way).exec(command({program})));
        VERIFY_RESULT(outcome);
        QTEST(outcome->exitCode.value_or(-1), "exitCode");
        QCOMPARE(outcome->standardOutput, QByteArray());
        QVERIFY2(outcome->standardError.contains(words.toUtf8()), outcome->standardError);
    }

    void start_endedByASignal_hasACodeAlone_data() { everyWay(); }

    void start_endedByASignal_hasACodeAlone()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        const auto running = await(backend.start(stream("sleep 0.2; kill -9 $$")));
        VERIFY_RESULT(running);
        QSignalSpy ends(running->get(), &CommandStream::finished);
        QVERIFY(ends.wait(30'000));
        QCOMPARE(ends.front(), (QVariantList{137, QString()}));
    }

    void exec_argumentLongerThanLinuxTakes_endsWithTheReason_data() { everyWay(); }

    void exec_argumentLongerThanLinuxTakes_endsWithTheReason()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        const QString argument(128 * 1024, QLatin1Char('x'));
        const auto refused = await(backend.exec(command({QStringLiteral("echo"), argument})));
        VERIFY_RESULT(refused);
        // What an engine's runtime ends with differs.
        QVERIFY(way != Way::EngineAlone ? refused->exitCode == 126
                                        : refused->exitCode.value_or(0) != 0);
        const QByteArray told = refused->standardOutput + refused->standardError;
        QVERIFY2(told.contains("argument list too long"), told.left(1000).constData());
        const auto next = await(backend.exec(shell("echo on")));
        VERIFY_RESULT(next);
        QCOMPARE(next->standardOutput, QByteArray("on\n"));
        QCOMPARE(backend.hasAgent(), way != Way::EngineAlone);
    }

    void exec_folderAndEnvironment_areGiven_data() { everyWay(); }

    void exec_folderAndEnvironment_areGiven()
    {
        QFETCH(const Way, way);
        ExecSpec given = shell("echo $PWD $GREETING");
        given.workingDirectory = QStringLiteral("/bin");
        given.environment.insert(QStringLiteral("GREETING"), QStringLiteral("a b=c"));
        const auto outcome = await(session(way).exec(given));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput, QByteArray("/bin a b=c\n"));
    }

    void exec_tenMebibytes_comeWhole_data() { everyWay(); }

    void exec_tenMebibytes_comeWhole()
    {
        QFETCH(const Way, way);
        const auto outcome = await(
            session(way).exec(shell("dd if=/dev/zero bs=1M count=10 2>/dev/null | tr '\\0' x")));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, 0);
        QCOMPARE(outcome->standardOutput.size(), 10 * 1024 * 1024);
        QCOMPARE(outcome->standardOutput.count('x'), outcome->standardOutput.size());
    }

    void exec_cancelledHalfWay_killsTheProgramAndItsChildren_data() { everyWay(); }

    void exec_cancelledHalfWay_killsTheProgramAndItsChildren()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        StopSource stop;
        Task<Result<ExecOutcome>> task =
            backend.exec(shell("sleep 4711 & sleep 4711; true"), stop.get_token());
        QTRY_VERIFY(processesWith("sleep 4711") >= 2);
        stop.request_stop();
        const auto outcome = await(std::move(task));
        COMPARE_ERROR(outcome, ErrorCode::Cancelled);
        QCOMPARE(outcome.error().detail, QString());
        QCOMPARE(processesWith("sleep 4711"), 0);
    }

    void exec_cancelledAtOnce_leavesNothingRunning_data() { everyWay(); }

    void exec_cancelledAtOnce_leavesNothingRunning()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        StopSource stop;
        Task<Result<ExecOutcome>> task = backend.exec(shell("sleep 4712; true"), stop.get_token());
        stop.request_stop();
        COMPARE_ERROR(await(std::move(task)), ErrorCode::Cancelled);
        QCOMPARE(processesWith("sleep 4712"), 0);
    }

    void exec_containerStopped_isNotFound_data() { everyWay(); }

    void exec_containerStopped_isNotFound()
    {
        QFETCH(const Way, way);
        VERIFY_RESULT(await(client().stopContainer(m_container, 0)));
        const auto outcome = await(session(way).exec(command({QStringLiteral("true")})));
        COMPARE_ERROR(outcome, ErrorCode::NotFound);
        QVERIFY2(outcome.error().message.contains(QStringLiteral("exited")),
                 qPrintable(outcome.error().message));
    }

    void exec_nothing_isRefused_data() { everyWay(); }

    void exec_nothing_isRefused()
    {
        QFETCH(const Way, way);
        COMPARE_ERROR(await(session(way).exec(command({}))), ErrorCode::InvalidArgument);
    }
};

PIERHEAD_TEST(BackendSessionTest)

#include "tst_backendsession.moc"
