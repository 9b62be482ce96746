#include "containertest.h"
#include "execspecs.h"
#include "memory.h"
#include "result.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/backend/agentconnection.h>
#include <host/backend/backendsession.h>

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::shell;
using pierhead::test::stream;

namespace {

constexpr int faultPatience = 30'000;

/// More than cancelling a command may take where nothing answers.
constexpr int cancelPatience = 10'000;

} // namespace

/// What befalls a container while a command runs in it, by the agent and by the engine's exec.
class SessionFaultsTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    void tell(const char *action) const
    {
        VERIFY_RESULT(
            ask({.method = "POST",
                 .target = "/containers/" + m_container.toLatin1() + '/' + QByteArray(action)}));
    }

    /// Starts it and counts what it writes.
    [[nodiscard]] std::unique_ptr<CommandStream>
    begin(const BackendSession &backend, const char *script, qint64 &received)
    {
        auto running = await(backend.start(stream(script)));
        if (!running) {
            qWarning("%s", qPrintable(running.error().message));
            return nullptr;
        }
        CommandStream *command = running->get();
        connect(command,
                &CommandStream::output,
                this,
                [&received, command](engine::OutputChannel channel, const QByteArray &bytes) {
                    received += bytes.size();
                    command->acknowledge(channel, bytes.size());
                });
        return std::move(*running);
    }

    /// Waits until the command is said to be over, which is no ordinary end.
    static void verifyTold(Way way, const QSignalSpy &failures, const QSignalSpy &ends)
    {
        QTRY_COMPARE_WITH_TIMEOUT(failures.size() + ends.size(), 1, faultPatience);
        if (ends.isEmpty()) {
            const auto reason = failures.front().front().value<Error>();
            QVERIFY2(!reason.message.isEmpty(), qPrintable(reason.message));
        } else { // an engine may tell that it was killed
            QVERIFY(way == Way::EngineAlone);
            QCOMPARE(ends.front().front().toInt(), 137);
        }
    }

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        start();
    }

    void containerRemoved_inMidStream_isTold_data() { everyWay(); }

    void containerRemoved_inMidStream_isTold()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        qint64 received = 0;
        const auto command = begin(backend, "while echo tick; do sleep 0.05; done", received);
        QVERIFY(command);
        QSignalSpy failures(command.get(), &CommandStream::failed);
        QSignalSpy ends(command.get(), &CommandStream::finished);
        QTRY_VERIFY_WITH_TIMEOUT(received > 20, faultPatience);

        VERIFY_RESULT(await(client().removeContainer(m_container)));
        verifyTold(way, failures, ends);
        const auto next = await(backend.exec(shell("true")));
        COMPARE_ERROR(next, ErrorCode::NotFound);
    }

    void containerRestarted_inMidStream_isTold_andCommandsRunAgain_data() { everyWay(); }

    void containerRestarted_inMidStream_isTold_andCommandsRunAgain()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        qint64 received = 0;
        const auto command = begin(backend, "while echo tick; do sleep 0.05; done", received);
        QVERIFY(command);
        QSignalSpy failures(command.get(), &CommandStream::failed);
        QSignalSpy ends(command.get(), &CommandStream::finished);
        QTRY_VERIFY_WITH_TIMEOUT(received > 20, faultPatience);

        tell("restart?t=0");
        verifyTold(way, failures, ends);
        QCOMPARE(processesWith("echo tick"), 0);
        const auto next = await(backend.exec(shell("echo again")));
        VERIFY_RESULT(next);
        QCOMPARE(next->standardOutput, QByteArray("again\n"));
        QCOMPARE(backend.hasAgent(), way != Way::EngineAlone);
    }

    void commandDropped_inMidStream_isEnded_andOthersGoOn_data() { everyWay(); }

    void commandDropped_inMidStream_isEnded_andOthersGoOn()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        qint64 lost = 0;
        qint64 received = 0;
        auto dropped = begin(backend, "while echo drop; do sleep 0.05; done", lost);
        const auto kept = begin(backend, "while echo keep; do sleep 0.05; done", received);
        QVERIFY(dropped && kept);
        QTRY_VERIFY_WITH_TIMEOUT(lost > 20 && received > 20, faultPatience);

        dropped.reset();
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("echo drop"), 0, faultPatience);
        // While it forks there are two, so it is not asked again once there was one (QTRY_ does).
        QVERIFY(test::waitFor([this] { return processesWith("echo keep") == 1; }, faultPatience));
        const qint64 before = received;
        QTRY_VERIFY_WITH_TIMEOUT(received > before + 20, faultPatience);
    }

    void containerPaused_inMidStream_goesOnAfterwards_data() { everyWay(); }

    void containerPaused_inMidStream_goesOnAfterwards()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        qint64 received = 0;
        const auto command =
            begin(backend,
                  "n=0; while [ $n -lt 60 ]; do echo tick; n=$((n+1)); sleep 0.05; done; exit 7",
                  received);
        QVERIFY(command);
        QSignalSpy failures(command.get(), &CommandStream::failed);
        QSignalSpy ends(command.get(), &CommandStream::finished);
        QTRY_VERIFY_WITH_TIMEOUT(received > 20, faultPatience);

        tell("pause");
        // What was written before may still come.
        static_cast<void>(ends.wait(300));
        const qint64 paused = received;
        QVERIFY(!ends.wait(1000));
        QCOMPARE(received, paused);
        QVERIFY(paused < qint64{60} * 5);
        tell("unpause");
        QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, faultPatience);
        QCOMPARE(ends.front().front().toInt(), 7);
        QCOMPARE(received, qint64{60} * 5);
        QVERIFY(failures.isEmpty());
    }

    void containerPaused_cancelled_endsAndIsKilledLater_data() { everyWay(); }

    void containerPaused_cancelled_endsAndIsKilledLater()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        VERIFY_RESULT(await(backend.exec(shell("true"))));
        StopSource stop;
        Task<Result<ExecOutcome>> task = backend.exec(shell("sleep 4720; true"), stop.get_token());
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 4720") > 0, faultPatience);

        tell("pause");
        QElapsedTimer timer;
        timer.start();
        stop.request_stop();
        const auto outcome = await(std::move(task));
        QVERIFY2(timer.elapsed() < cancelPatience, qPrintable(QString::number(timer.elapsed())));
        COMPARE_ERROR(outcome, ErrorCode::Cancelled);
        QVERIFY2(outcome.error().detail.contains(QStringLiteral("may still run there")),
                 qPrintable(outcome.error().detail));
        tell("unpause");
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("sleep 4720"), 0, faultPatience);
        VERIFY_RESULT(await(backend.exec(shell("true"))));
    }

    void gibibyteOfOutput_notRead_isHeldUpAndCostsNoMemory_data() { everyWay(); }

    void gibibyteOfOutput_notRead_isHeldUpAndCostsNoMemory()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        VERIFY_RESULT(await(backend.exec(shell("true"))));
        const qint64 before = test::residentKibibytes();
        test::forgetPeakMemory();
        auto running = await(backend.start(
            stream("dd if=/dev/zero bs=1M count=1024 2>/dev/null | tr '\\0' x; sleep 4721")));
        VERIFY_RESULT(running);
        qint64 received = 0;
        connect(running->get(),
                &CommandStream::output,
                this,
                [&received](engine::OutputChannel, const QByteArray &bytes) {
                    received += bytes.size();
                });
        QSignalSpy ends(running->get(), &CommandStream::finished);
        QTRY_VERIFY_WITH_TIMEOUT(received >= qint64{1024} * 1024, faultPatience);
        QVERIFY(!ends.wait(2000));
        QVERIFY2(received < qint64{4} * 1024 * 1024, qPrintable(QString::number(received)));
        const qint64 peak = test::peakKibibytes();
        QVERIFY2(peak - before < qint64{16} * 1024,
                 qPrintable(QStringLiteral("%1 → %2 KiB").arg(before).arg(peak)));

        running->reset();
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("count=1024"), 0, faultPatience);
    }
};

PIERHEAD_TEST(SessionFaultsTest)

#include "tst_sessionfaults.moc"
