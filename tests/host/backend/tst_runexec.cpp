#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/runexec.h>

#include <QTimer>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::FakeEngine;
using pierhead::test::FakeReply;

namespace {

const QByteArray execCreate = "POST /containers/service/exec";
const QByteArray execStart = "POST /exec/e1/start";
const QByteArray execInspect = "GET /exec/e1/json";
const QByteArray execContainer = "GET /containers/service/json";

ExecSpec programCommand()
{
    return {.command = {QStringLiteral("program")}, .workingDirectory = {}, .environment = {}};
}

nlohmann::json ended(int exitCode, int pid = 100)
{
    return {{"Running", false}, {"ExitCode", exitCode}, {"Pid", pid}};
}

nlohmann::json containerIn(const char *state)
{
    return {{"Id", "c0ffee"}, {"Name", "/service"}, {"State", {{"Status", state}}}};
}

} // namespace

/// What engines answer that the suite's own do not.
class RunExecTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static void prepare(FakeEngine &engine)
    {
        engine.on(execCreate, FakeReply::json(201, {{"Id", "e1"}}));
        engine.on(execContainer, FakeReply::json(200, containerIn("running")));
    }

    static Result<ExecOutcome> run(FakeEngine &engine, StopToken stop = {})
    {
        return await(runExec(engine::EngineClient(engine.address()),
                             QStringLiteral("service"),
                             programCommand(),
                             std::move(stop)));
    }

private Q_SLOTS:

    void start_refusedForTheProgram_isAnOutcome_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("missing") << QStringLiteral(
            "OCI runtime exec failed: exec: \"program\": executable file not found in $PATH")
                                 << 127;
        QTest::newRow("not executable")
            << QStringLiteral("OCI runtime exec failed: exec: \"program\": permission denied")
            << 126;
    }

    void start_refusedForTheProgram_isAnOutcome()
    {
        QFETCH(QString, words);
        QFETCH(int, exitCode);
        FakeEngine engine;
        prepare(engine);
        engine.on(execStart, FakeReply::refusal(400, words));
        const auto outcome = run(engine);
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, exitCode);
        QVERIFY(outcome->standardError.contains(words.toUtf8()));
    }

    void start_refusedForAnotherReason_isAnError()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(execStart, FakeReply::refusal(500, QStringLiteral("the disk is gone")));
        const auto outcome = run(engine);
        COMPARE_ERROR(outcome, ErrorCode::EngineRefused);
        QVERIFY(outcome.error().message.contains(QStringLiteral("the disk is gone")));
    }

    void start_containerEndedMeanwhile_isNotFound()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(execStart, FakeReply::refusal(409, QStringLiteral("container is not running")));
        engine.on(execContainer, FakeReply::json(200, containerIn("exited")));
        COMPARE_ERROR(run(engine), ErrorCode::NotFound);
    }

    void output_brokenOffInAPiece_isAProtocolError()
    {
        FakeEngine engine;
        prepare(engine);
        const QByteArray frame = FakeReply::frame(1, "whole line\n");
        engine.on(execStart, FakeReply::chunked(200, {frame.chopped(4)}));
        engine.on(execInspect, FakeReply::json(200, ended(0)));
        COMPARE_ERROR(run(engine), ErrorCode::Protocol);
    }

    void output_itsOwnWordsLikeTheEngines_staysOutput()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(execStart,
                  FakeReply::chunked(200, {FakeReply::frame(1, "OCI runtime exec failed: ha\n")}));
        engine.on(execInspect, FakeReply::json(200, ended(126)));
        const auto outcome = run(engine);
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, 126);
        QCOMPARE(outcome->standardOutput, "OCI runtime exec failed: ha\n");
        QCOMPARE(outcome->standardError, QByteArray());
    }

    void end_toldLate_isWaitedFor()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(execStart, FakeReply::chunked(200, {FakeReply::frame(2, "oh\n")}));
        engine.once(execInspect, FakeReply::json(200, {{"Running", true}, {"Pid", 100}}));
        engine.once(execInspect, FakeReply::json(200, {{"Running", true}, {"Pid", 100}}));
        engine.on(execInspect, FakeReply::json(200, ended(4)));
        const auto outcome = run(engine);
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, 4);
        QCOMPARE(outcome->standardError, "oh\n");
    }

    void cancel_engineElsewhere_saysThatItGoesOn()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(execStart, FakeReply::openChunked(200, {FakeReply::frame(1, "begun\n")}));
        // The number is that of a process here, but not of one in the execContainer.
        engine.on(
            execInspect,
            FakeReply::json(200, {{"Running", true}, {"Pid", QCoreApplication::applicationPid()}}));
        StopSource stop;
        QTimer::singleShot(100, this, [&stop] { stop.request_stop(); });
        const auto outcome = run(engine, stop.get_token());
        COMPARE_ERROR(outcome, ErrorCode::Cancelled);
        QVERIFY2(outcome.error().detail.contains(QStringLiteral("may still run")),
                 qPrintable(outcome.error().detail));
        QVERIFY(engine.requestsTo(execCreate).size() == 1);
    }
};

PIERHEAD_TEST(RunExecTest)

#include "tst_runexec.moc"
