#include "fakeengine.h"
#include "guardedtest.h"
#include "guardsupport.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/backend/execguard.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::FakeEngine;
using pierhead::test::FakeReply;
using pierhead::test::guardProcesses;
using pierhead::test::linkToGuard;

namespace {

const QByteArray firstInspect = "GET /exec/e1/json";
const QByteArray secondInspect = "GET /exec/e2/json";

FakeReply hasEnded()
{
    return FakeReply::json(200, {{"Running", false}, {"ExitCode", 0}, {"Pid", 100}});
}

GuardedExec execOn(const QString &engine, const QString &id = QStringLiteral("e1"))
{
    return {engine, QStringLiteral("service"), id};
}

QRegularExpression goOnWith(const QString &reason)
{
    return QRegularExpression(QStringLiteral("may go on when Pierhead ends: .*%1").arg(reason));
}

/// Whether the process has a handler for SIGTERM.
bool catchesSigterm(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray text = status.readAll();
    const qsizetype place = text.indexOf("SigCgt:\t");
    return ((text.mid(place + 8, 16).toULongLong(nullptr, 16) >> (SIGTERM - 1)) & 1U) != 0;
}

/// The numbers of what the process has open.
QString openFiles(pid_t process)
{
    return QDir(QStringLiteral("/proc/%1/fd").arg(process))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Name)
        .join(QLatin1Char(' '));
}

} // namespace

/// What the guard of execs is told, and what it does with that on engines that the suite's own are
/// not like.
class GuardedExecsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    /// Runs the guard with this input to its end; milliseconds from the end of the input, or -1.
    static qint64 runGuard(const QByteArray &input)
    {
        QProcess guard;
        guard.start(ExecGuard::programPath(), QStringList());
        guard.write(input);
        if (!test::waitFor([&guard] { return guard.state() == QProcess::Running; })) {
            return -1;
        }
        QElapsedTimer timer;
        timer.start();
        guard.closeWriteChannel();
        const bool isOver =
            test::waitFor([&guard] { return guard.state() == QProcess::NotRunning; }, 30'000);
        return isOver && guard.exitStatus() == QProcess::NormalExit && guard.exitCode() == 0
            ? timer.elapsed()
            : -1;
    }

    /// A program in the place of the guard.
    [[nodiscard]] QString script(const QByteArray &lines) const
    {
        QFile file(home() + QStringLiteral("/guard"));
        if (!file.open(QIODevice::WriteOnly)
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
            qFatal("%s", qPrintable(file.errorString()));
        }
        file.write("#!/bin/sh\ncd \"${0%/*}\"\n" + lines);
        return file.fileName();
    }

private Q_SLOTS:

    void lines_areUnderstood()
    {
        const GuardedExec far = {
            QStringLiteral("tcp://host:2376?certificates=/a%20folder&verify=no"),
            QString::fromUtf8("a \"name\" \n of letters: ä"),
            QStringLiteral("e1")};
        const GuardedExec near =
            execOn(QStringLiteral("unix:///run/docker.sock"), QStringLiteral("e2"));
        GuardedExecs told;
        told.add(far);
        told.add(near);
        const QByteArray lines = told.lines();
        QCOMPARE(lines.count('\n'), 2);
        GuardedExecs heard;
        for (const QByteArray &line : lines.split('\n')) {
            heard.take(line);
        }
        QVERIFY(heard.all() == told.all());
        heard.take(GuardedExecs::overLine(far.id));
        QVERIFY(heard.all() == std::vector{near});
        heard.take(GuardedExecs::overLine(far.id));
        heard.take(GuardedExecs::overLine(near.id));
        QVERIFY(heard.isEmpty());
    }

    void lines_thatAreNone_arePassedOver()
    {
        GuardedExecs heard;
        const QByteArray line = GuardedExecs::beginLine(execOn(QStringLiteral("/engine")));
        // The last is without its brace; the line's end does not count.
        for (qsizetype size = 0; size < line.size() - 1; ++size) {
            heard.take(line.left(size));
        }
        for (const char *other : {"null",
                                  "[1]",
                                  "7",
                                  "{}",
                                  "{\"over\": 7}",
                                  "{\"over\": \"\"}",
                                  "{\"exec\": \"e1\"}"}) {
            heard.take(other);
        }
        QVERIFY(heard.isEmpty());
        heard.take(line);
        QCOMPARE(heard.all().size(), std::size_t{1});
    }

    void guard_listOfExecs_isAskedForAtItsEngine()
    {
        FakeEngine engine;
        engine.on(firstInspect, hasEnded());
        engine.on(secondInspect, hasEnded());
        const GuardedExec second = execOn(engine.address().key(), QStringLiteral("e2"));
        QProcess guard;
        guard.start(ExecGuard::programPath(), QStringList());
        guard.write("no line\n" + GuardedExecs::beginLine(execOn(engine.address().key()))
                    + "{\"over\": {}}\n\n" + GuardedExecs::beginLine(second));
        // Before it is the guard, the process has this program's own handlers.
        QTRY_COMPARE(guard.state(), QProcess::Running);
        // As who ends a session or a service sends them to all that is in it.
        QTRY_VERIFY(catchesSigterm(guard.processId()));
        for (const int number : {SIGTERM, SIGHUP, SIGINT}) {
            QCOMPARE(::kill(static_cast<pid_t>(guard.processId()), number), 0);
        }
        guard.write(GuardedExecs::overLine(second.id) + "{\"over\": \"e1");
        guard.closeWriteChannel();
        QTRY_COMPARE_WITH_TIMEOUT(guard.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(guard.exitStatus(), QProcess::NormalExit);
        QCOMPARE(engine.requestsTo(firstInspect).size(), 1);
        QCOMPARE(engine.requestsTo(secondInspect).size(), 0);
    }

    void guard_nothingListed_asksNobodyAndEndsAtOnce()
    {
        FakeEngine engine;
        const GuardedExec exec = execOn(engine.address().key());
        const qint64 life =
            runGuard(GuardedExecs::beginLine(exec) + GuardedExecs::overLine(exec.id));
        QVERIFY2(life >= 0 && life < 3000, qPrintable(QString::number(life)));
        QVERIFY(engine.requests().isEmpty());
    }

    void guard_engineDoesNotAnswer_givesUp()
    {
        FakeEngine engine;
        engine.on(firstInspect, FakeReply::silence());
        const qint64 life = runGuard(GuardedExecs::beginLine(execOn(engine.address().key())));
        QVERIFY2(life >= 9000 && life < 25'000, qPrintable(QString::number(life)));
        QCOMPARE(engine.requestsTo(firstInspect).size(), 1);
    }

    void guard_engineIsGone_endsAtOnce()
    {
        const qint64 life =
            runGuard(GuardedExecs::beginLine(execOn(home() + QStringLiteral("/nothing.sock"))));
        QVERIFY2(life >= 0 && life < 3000, qPrintable(QString::number(life)));
    }

    void guard_nothingToGuard_isNotStarted()
    {
        const QString program = linkToGuard(home());
        ExecGuard guard(program);
        QVERIFY(!guard.isStarted());
        guard.remove(QStringLiteral("e1"));
        QVERIFY(!guard.isStarted());
        QVERIFY(guardProcesses(program).isEmpty());
        guard.add(execOn(QStringLiteral("/engine")));
        QVERIFY(guard.isStarted());
        QTRY_COMPARE(guardProcesses(program).size(), 1);
    }

    void guard_process_hasNothingOfOursButItsInput()
    {
        // As what others open: it is not closed by exec.
        const FileDescriptor unmarked(::dup(STDOUT_FILENO));
        const QString program = linkToGuard(home());
        auto guard = std::make_unique<ExecGuard>(program);
        guard->add(execOn(QStringLiteral("/engine")));
        QTRY_COMPARE(guardProcesses(program).size(), 1);
        const pid_t process = guardProcesses(program).front();
        QVERIFY(::getsid(process) != ::getsid(0));
        QVERIFY(::getsid(process) != process);
        // Its loader opens libraries meanwhile.
        QTRY_COMPARE(openFiles(process), QStringLiteral("0 1 2"));
        guard->remove(QStringLiteral("e1"));
        guard.reset();
        QTRY_VERIFY(guardProcesses(program).isEmpty());
    }

    void line_full_isWrittenWhenThereIsRoom()
    {
        constexpr int count = 5000;
        const QString program = script("turns=0\n"
                                       "while [ ! -e go ] && [ $turns -lt 600 ]; do\n"
                                       "    sleep 0.05; turns=$((turns + 1))\n"
                                       "done\n"
                                       "exec cat > told\n");
        ExecGuard guard(program);
        QByteArray lines;
        for (int number = 0; number < count; ++number) {
            const GuardedExec exec = execOn(QStringLiteral("/engine"), QString::number(number));
            guard.add(exec);
            lines += GuardedExecs::beginLine(exec);
        }
        QFile go(home() + QStringLiteral("/go"));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QFile told(home() + QStringLiteral("/told"));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), lines.size(), 30'000);
        QVERIFY(told.open(QIODevice::ReadOnly));
        QVERIFY(told.readAll() == lines);
    }

    void guard_cannotBeStarted_isSaidOnce()
    {
        ExecGuard guard(home() + QStringLiteral("/nothing"));
        QTest::ignoreMessage(QtWarningMsg, goOnWith(QStringLiteral("/nothing failed")));
        guard.add(execOn(QStringLiteral("/engine")));
        guard.add(execOn(QStringLiteral("/engine"), QStringLiteral("e2")));
        guard.remove(QStringLiteral("e1"));
        QVERIFY(!guard.isStarted());
    }
};

PIERHEAD_TEST(GuardedExecsTest)

#include "tst_guardedexecs.moc"
