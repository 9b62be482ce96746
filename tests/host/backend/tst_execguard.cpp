#include "containertest.h"
#include "execspecs.h"
#include "guardsupport.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/execguard.h>
#include <host/backend/execkiller.h>
#include <host/engine/httpstream.h>

#include <QProcess>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::guardProcesses;
using pierhead::test::linkToGuard;

namespace {

/// The argument by which this program runs a command in a container until its input ends.
const QString runArgument = QStringLiteral("--run");

/// The contract has two seconds. A look at the container takes a good part of one on a busy
/// machine.
constexpr int killedWithin = 5000;
constexpr int startedWithin = 30'000;

/// An exec that nobody in this program knows of.
struct UnknownExec
{
    GuardedExec guarded;
    std::unique_ptr<engine::HttpStream> stream;
};

} // namespace

/// Commands by the engine's exec when the program that runs them ends.
class ExecGuardTest final : public test::ContainerTest
{
    Q_OBJECT

public:
    static std::optional<int> runAsHelper(const QStringList &arguments);

private:
    [[nodiscard]] Result<UnknownExec> begin(const char *script) const
    {
        engine::ExecConfig config;
        config.command = test::shell(script).command;
        const auto id = await(client().createExec(m_container, config));
        if (!id) {
            return tl::unexpected<Error>(id.error());
        }
        auto stream = await(client().startExec(*id));
        if (!stream) {
            return tl::unexpected<Error>(stream.error());
        }
        return UnknownExec{{address().key(), m_container, *id}, std::move(*stream)};
    }

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        start();
    }

    void program_ended_endsItsCommands_data()
    {
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("by itself") << false;
        QTest::newRow("by SIGKILL") << true;
    }

    void program_ended_endsItsCommands()
    {
        QFETCH(const bool, isKilled);
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedChannels);
        program.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("execguard"), runArgument, m_container});
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("\nsleep 4714"), 2, startedWithin);
        if (isKilled) {
            program.kill();
        } else {
            program.closeWriteChannel();
        }
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("sleep 4714"), 0, killedWithin);
        QTRY_COMPARE(program.state(), QProcess::NotRunning);
        QCOMPARE(program.exitStatus(), isKilled ? QProcess::CrashExit : QProcess::NormalExit);
    }

    void exec_over_isNotKilled()
    {
        const auto goes = begin("sleep 4715 & sleep 4715; true");
        VERIFY_RESULT(goes);
        const auto stays = begin("sleep 4716; true");
        VERIFY_RESULT(stays);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("\nsleep 471"), 3, startedWithin);
        const QString program = linkToGuard(home());
        auto guard = std::make_unique<ExecGuard>(program);
        guard->add(stays->guarded);
        guard->add(goes->guarded);
        guard->remove(stays->guarded.id);
        QTRY_COMPARE(guardProcesses(program).size(), 1);
        QCOMPARE(processesWith("\nsleep 471"), 3);

        guard.reset();
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("sleep 4715"), 0, killedWithin);
        QTRY_COMPARE_WITH_TIMEOUT(guardProcesses(program).size(), 0, killedWithin);
        QCOMPARE(processesWith("\nsleep 4716"), 1);
    }

    void guard_killed_isStartedAgainAndToldOfAll()
    {
        const auto first = begin("sleep 4717; true");
        VERIFY_RESULT(first);
        const auto second = begin("sleep 4718; true");
        VERIFY_RESULT(second);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("\nsleep 471"), 2, startedWithin);
        const QString program = linkToGuard(home());
        auto guard = std::make_unique<ExecGuard>(program);
        guard->add(first->guarded);
        QTRY_COMPARE(guardProcesses(program).size(), 1);
        QCOMPARE(::kill(guardProcesses(program).front(), SIGKILL), 0);
        QTRY_COMPARE(guardProcesses(program).size(), 0);
        QCOMPARE(processesWith("\nsleep 471"), 2);

        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("ended before its time")));
        guard->add(second->guarded);
        QVERIFY(guard->isStarted());
        QTRY_COMPARE(guardProcesses(program).size(), 1);
        QCOMPARE(processesWith("\nsleep 471"), 2);
        guard.reset();
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("sleep 471"), 0, killedWithin);
        QTRY_COMPARE_WITH_TIMEOUT(guardProcesses(program).size(), 0, killedWithin);
    }
};

std::optional<int> ExecGuardTest::runAsHelper(const QStringList &arguments)
{
    if (arguments.value(0) != runArgument) {
        return std::nullopt;
    }
    const BackendSession session(
        engine::EngineClient(address()), arguments.value(1), BackendSession::Way::EngineAlone);
    const auto command =
        await(session.start(test::stream("trap '' TERM; sleep 4714 & sleep 4714; true")));
    if (!command) {
        std::fprintf(stderr, "%s\n", qPrintable(command.error().message));
        return 1;
    }
    const QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

PIERHEAD_TEST(ExecGuardTest)

#include "tst_execguard.moc"
