#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/process/processgroup.h>
#include <host/process/runprocess.h>

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <csignal>

namespace pierhead::process {

using test::await;

namespace {

/// The argument by which this program starts a group and waits to be killed.
const QString hostArgument = QStringLiteral("--host");

ProcessSpec shell(const QString &line)
{
    ProcessSpec spec;
    spec.program = QStringLiteral("sh");
    spec.arguments = {QStringLiteral("-c"), line};
    return spec;
}

/// Whether the process is there and no zombie.
bool isAlive(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    return stat.open(QIODevice::ReadOnly) && !stat.readAll().contains(") Z ");
}

qint64 readPid(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

} // namespace

class RunProcessTest final : public test::GuardedTest
{
    Q_OBJECT

public:
    static std::optional<int> runAsHelper(const QStringList &arguments);

private Q_SLOTS:

    void run_outputsAndCode_areCaptured()
    {
        const auto outcome = await(run(shell(QStringLiteral("echo out; echo err >&2; exit 3"))));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput, QByteArray("out\n"));
        QCOMPARE(outcome->standardError, QByteArray("err\n"));
        QCOMPARE(outcome->exitCode, 3);
        QVERIFY(!outcome->isCrash);
        QVERIFY(!outcome->isTruncated);
    }

    void run_environmentAndFolder_areTheSpecs()
    {
        ProcessSpec spec = shell(QStringLiteral("pwd; echo $ONE; cat"));
        spec.workingDirectory = home();
        spec.environment.insert(QStringLiteral("ONE"), QStringLiteral("two words"));
        const auto outcome = await(run(spec));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput, home().toUtf8() + "\ntwo words\n");
    }

    void run_standardInput_isWhole()
    {
        ProcessSpec spec = shell(QStringLiteral("wc -c"));
        spec.standardInput = QByteArray(300'000, 'x');
        const auto outcome = await(run(spec));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput.trimmed(), QByteArray("300000"));
    }

    void run_standardInputThatNobodyReads_isNoFailure()
    {
        ProcessSpec spec = shell(QStringLiteral("exit 2"));
        spec.standardInput = QByteArray(300'000, 'x');
        const auto outcome = await(run(spec));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, 2);
    }

    void run_endedBySignal_isCrash()
    {
        const auto outcome = await(run(shell(QStringLiteral("kill -9 $$"))));
        VERIFY_RESULT(outcome);
        QVERIFY(outcome->isCrash);
    }

    void run_moreThanTheLimit_isTruncatedAndEnds()
    {
        const auto outcome =
            await(run(shell(QStringLiteral("head -c 20000000 /dev/zero; echo end >&2"))));
        VERIFY_RESULT(outcome);
        QVERIFY(outcome->isTruncated);
        QCOMPARE(outcome->standardOutput.size(), outputLimit);
        QCOMPARE(outcome->standardError, QByteArray("end\n"));
    }

    void run_noSuchProgram_isNotFound()
    {
        ProcessSpec spec;
        spec.program = QStringLiteral("no-such-program");
        const auto outcome = await(run(spec));
        COMPARE_ERROR(outcome, ErrorCode::NotFound);
        QVERIFY(outcome.error().message.contains(QStringLiteral("no-such-program")));
    }

    void run_notExecutable_isPermissionDenied()
    {
        QFile file(home() + QStringLiteral("/plain"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        ProcessSpec spec;
        spec.program = file.fileName();
        COMPARE_ERROR(await(run(spec)), ErrorCode::PermissionDenied);
    }

    void run_stopped_killsTheWholeGroup()
    {
        const QString pidFile = home() + QStringLiteral("/pid");
        StopSource stop;
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] {
            if (readPid(pidFile) > 0) {
                stop.request_stop();
            }
        });
        poll.start(10);
        ProcessSpec spec = shell(QStringLiteral("sleep 1000 & echo $! >pid; wait"));
        spec.workingDirectory = home();
        COMPARE_ERROR(await(run(spec, stop.get_token())), ErrorCode::Cancelled);
        QTRY_VERIFY(!isAlive(readPid(pidFile)));
    }

    void run_stoppedBefore_startsNothing()
    {
        StopSource stop;
        stop.request_stop();
        ProcessSpec spec = shell(QStringLiteral("touch made"));
        spec.workingDirectory = home();
        COMPARE_ERROR(await(run(spec, stop.get_token())), ErrorCode::Cancelled);
        QVERIFY(!QFile::exists(home() + QStringLiteral("/made")));
    }

    void run_leavesAChild_isKilledToo()
    {
        const QString pidFile = home() + QStringLiteral("/pid");
        ProcessSpec spec =
            shell(QStringLiteral("sleep 1000 >/dev/null 2>&1 & echo $! >pid; exit 0"));
        spec.workingDirectory = home();
        VERIFY_RESULT(await(run(spec)));
        QVERIFY(readPid(pidFile) > 0);
        QTRY_VERIFY(!isAlive(readPid(pidFile)));
    }

    void makeGroupLeader_parentKilled_diesToo()
    {
        QProcess host;
        host.start(QCoreApplication::applicationFilePath(),
                   {QStringLiteral("runprocess"), hostArgument});
        QTRY_VERIFY_WITH_TIMEOUT(host.canReadLine(), 20000);
        const qint64 pid = host.readLine().trimmed().toLongLong();
        QVERIFY(isAlive(pid));
        host.kill();
        QTRY_COMPARE(host.state(), QProcess::NotRunning);
        QTRY_VERIFY(!isAlive(pid));
    }
};

std::optional<int> RunProcessTest::runAsHelper(const QStringList &arguments)
{
    if (!arguments.contains(hostArgument)) {
        return std::nullopt;
    }
    QProcess child;
    makeGroupLeader(child);
    child.start(QStringLiteral("sleep"), {QStringLiteral("1000")});
    QObject::connect(&child, &QProcess::started, &child, [&child] {
        printf("%lld\n", child.processId());
        fflush(stdout);
    });
    return QCoreApplication::exec();
}

PIERHEAD_TEST(RunProcessTest)

} // namespace pierhead::process

#include "tst_runprocess.moc"
