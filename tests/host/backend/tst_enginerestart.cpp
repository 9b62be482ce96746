#include "guardedtest.h"
#include "labelledservice.h"
#include "ownengine.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/agentconnection.h>
#include <host/backend/backendcontrol.h>
#include <host/backend/backendlog.h>
#include <host/backend/backendmonitor.h>
#include <host/backend/backendsession.h>
#include <host/extensions/installedbackend.h>
#include <host/extensions/startagain.h>
#include <host/extensions/stopnote.h>

#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::OwnEngine;

namespace {

constexpr int restartPatience = 60'000;

extensions::ExtensionId restartId()
{
    return extensions::ExtensionId::parse(QStringLiteral("restart/sample:1")).value();
}

/// How often a service that counts has begun with 1 by the lines of its log; -1 where one is
/// missing or is there twice.
int countsBegun(const QStringList &lines)
{
    int begun = 0;
    int last = 0;
    for (const QString &line : lines) {
        const int number = line.toInt();
        if (number == 1) {
            ++begun;
        } else if (number != last + 1) {
            return -1;
        }
        last = number;
    }
    return begun;
}

} // namespace

/// The engine goes away with a backend running, and comes back.
class EngineRestartTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static QString stateText(const engine::EngineClient &client)
    {
        const auto state = await(askBackendState(client, restartId()));
        return state ? QStringLiteral("%1 of %2 run, %3 services, condition %4")
                           .arg(state->running)
                           .arg(state->total)
                           .arg(state->services.size())
                           .arg(static_cast<int>(state->overall()))
                     : state.error().message;
    }

    /// The service of an extension that is installed here.
    static void installService(const engine::EngineClient &client,
                               const extensions::ExtensionStore &store,
                               const QString &reference)
    {
        const auto extension = test::storeExtension(
            store,
            test::sampleExtension(
                reference, QStringLiteral("Sample"), QString(64, QLatin1Char('a'))));
        VERIFY_RESULT(extension);
        VERIFY_RESULT(test::makeService(
            client,
            extension->id,
            {QStringLiteral("web"), QStringLiteral("trap 'exit 0' TERM; sleep 100000 & wait")}));
    }

    [[nodiscard]] static ExecSpec shell(const char *script)
    {
        return {.command = {QStringLiteral("sh"), QStringLiteral("-c"), QLatin1String(script)},
                .workingDirectory = {},
                .environment = {}};
    }

private Q_SLOTS:

    void backend_thatRan_runsAgainAndIsFollowed_data()
    {
        QTest::addColumn<OwnEngine::Product>("product");
        QTest::addColumn<bool>("losesPower");
        QTest::newRow("Docker") << OwnEngine::Product::Docker << false;
        QTest::newRow("Docker, power lost") << OwnEngine::Product::Docker << true;
        // After a loss of power Podman starts nothing by itself: Pierhead does, see below.
        QTest::newRow("Podman") << OwnEngine::Product::Podman << false;
    }

    void backend_thatRan_runsAgainAndIsFollowed()
    {
        QFETCH(const OwnEngine::Product, product);
        QFETCH(const bool, losesPower);
        const QString allRun = QStringLiteral("1 of 1 run, 2 services, condition %1")
                                   .arg(static_cast<int>(ServiceCondition::Running));
        OwnEngine engine(home() + QStringLiteral("/e"), {}, product);
        QVERIFY(engine.start());
        const engine::EngineClient client(engine.address());
        VERIFY_RESULT(test::makeService(
            client, restartId(), {QStringLiteral("migrate"), QStringLiteral("exit 0"), {}}));
        VERIFY_RESULT(test::makeService(
            client,
            restartId(),
            {QStringLiteral("web"),
             QStringLiteral("n=0; while :; do n=$((n+1)); echo $n; sleep 0.2; done")}));
        QTRY_COMPARE_WITH_TIMEOUT(stateText(client), allRun, restartPatience);

        BackendMonitor monitor(engine.address());
        QSignalSpy connections(&monitor, &BackendMonitor::allChanged);
        QSignalSpy losses(&monitor, &BackendMonitor::lost);
        monitor.start();
        QTRY_COMPARE_WITH_TIMEOUT(connections.size(), 1, restartPatience);
        QStringList lines;
        BackendLog log(client);
        connect(&log, &BackendLog::lines, this, [&lines](const std::vector<LogLine> &batch) {
            for (const LogLine &line : batch) {
                lines.append(line.text);
            }
        });
        log.follow(await(askBackendState(client, restartId())).value());
        constexpr qsizetype some = 5;
        QTRY_VERIFY_WITH_TIMEOUT(lines.size() >= some, restartPatience);

        if (losesPower) {
            engine.cutPower();
        } else {
            engine.kill();
        }
        QTRY_VERIFY_WITH_TIMEOUT(!losses.isEmpty(), restartPatience);
        QVERIFY(engine.start());
        QTRY_VERIFY_WITH_TIMEOUT(connections.size() > 1, restartPatience);
        QTRY_COMPARE_WITH_TIMEOUT(stateText(client), allRun, restartPatience);
        log.follow(await(askBackendState(client, restartId())).value());
        // Podman's containers need no engine to go on: what they wrote without one is there too.
        const int begun = product == OwnEngine::Product::Podman ? 1 : 2;
        QTRY_COMPARE_WITH_TIMEOUT(countsBegun(lines), begun, restartPatience);
        const qsizetype before = lines.size();
        QTRY_VERIFY_WITH_TIMEOUT(lines.size() >= before + some, restartPatience);
        QVERIFY2(countsBegun(lines) == begun, qPrintable(lines.join(QLatin1Char(' '))));

        QSignalSpy changes(&monitor, &BackendMonitor::changed);
        VERIFY_RESULT(test::removeServices(client, restartId()));
        QTRY_VERIFY_WITH_TIMEOUT(!changes.isEmpty(), restartPatience);
    }

    /// On Docker, which starts again what ran. Podman's service starts nothing when it comes, and
    /// ends nothing when it goes.
    void backend_thatWasStopped_staysSo_andRunsAgainOnceStarted()
    {
        OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        const engine::EngineClient client(engine.address());
        VERIFY_RESULT(test::makeService(
            client, restartId(), {QStringLiteral("web"), QStringLiteral("sleep 100000")}));
        VERIFY_RESULT(test::makeService(
            client, restartId(), {QStringLiteral("migrate"), QStringLiteral("exit 0"), {}}));
        const QString container = restartId().slug() + QStringLiteral("-web");
        const auto details = [&] {
            return await(client.inspectContainer(container)).value_or(engine::ContainerDetails());
        };
        const BackendControl control(client, restartId());
        VERIFY_RESULT(await(control.stop()));
        QCOMPARE(details().state, QStringLiteral("exited"));
        QCOMPARE(details().restartPolicy, QStringLiteral("unless-stopped"));

        // The daemon has started what it starts before it answers for long.
        const auto restart = [&] {
            engine.kill();
            return engine.start();
        };
        QVERIFY(restart());
        VERIFY_RESULT(test::makeService(
            client, restartId(), {QStringLiteral("witness"), QStringLiteral("sleep 100000")}));
        QVERIFY(restart());
        const QString witness = restartId().slug() + QStringLiteral("-witness");
        QTRY_COMPARE_WITH_TIMEOUT(
            await(client.inspectContainer(witness)).value_or(engine::ContainerDetails()).state,
            QStringLiteral("running"),
            restartPatience);
        QCOMPARE(details().state, QStringLiteral("exited"));

        VERIFY_RESULT(await(control.start()));
        QCOMPARE(details().restartPolicy, QStringLiteral("always"));
        QVERIFY(restart());
        QTRY_COMPARE_WITH_TIMEOUT(details().state, QStringLiteral("running"), restartPatience);
        VERIFY_RESULT(test::removeServices(client, restartId()));
    }

    void backend_onPodman_isStartedAfterALossOfPower_unlessItWasStopped()
    {
        const QString allRun = QStringLiteral("1 of 1 run, 2 services, condition %1")
                                   .arg(static_cast<int>(ServiceCondition::Running));
        const auto stoppedId =
            extensions::ExtensionId::parse(QStringLiteral("restart/stopped:1")).value();
        OwnEngine engine(home() + QStringLiteral("/e"), {}, OwnEngine::Product::Podman);
        QVERIFY(engine.start());
        const engine::EngineClient client(engine.address());
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        VERIFY_RESULT(test::makeService(
            client, restartId(), {QStringLiteral("migrate"), QStringLiteral("exit 0"), {}}));
        const QString oneShot = restartId().slug() + QStringLiteral("-migrate");
        const auto once = [&] {
            return await(client.inspectContainer(oneShot)).value_or(engine::ContainerDetails());
        };
        QTRY_COMPARE_WITH_TIMEOUT(once().state, QStringLiteral("exited"), restartPatience);
        const QDateTime migrated = once().startedAt;
        installService(client, store, QStringLiteral("restart/sample:1"));
        installService(client, store, QStringLiteral("restart/stopped:1"));
        QTRY_COMPARE_WITH_TIMEOUT(stateText(client), allRun, restartPatience);
        VERIFY_RESULT(await(extensions::InstalledBackend(client, store, stoppedId).stop()));

        engine.cutPower();
        QVERIFY(engine.start());
        const auto version = await(client.version());
        VERIFY_RESULT(version);
        const auto ended = await(askBackendState(client, restartId()));
        VERIFY_RESULT(ended);
        QCOMPARE(ended->running, 0);
        QCOMPARE(ended->total, 1);
        QVERIFY(extensions::mustStartAgain(store, restartId(), *ended, version->product));
        const auto left = await(askBackendState(client, stoppedId));
        VERIFY_RESULT(left);
        QCOMPARE(left->running, 0);
        QVERIFY(!extensions::mustStartAgain(store, stoppedId, *left, version->product));
        // Nothing but the note tells them apart.
        extensions::forgetStop(store, stoppedId);
        QVERIFY(extensions::mustStartAgain(store, stoppedId, *left, version->product));

        VERIFY_RESULT(await(extensions::InstalledBackend(client, store, restartId()).start()));
        QTRY_COMPARE_WITH_TIMEOUT(stateText(client), allRun, restartPatience);
        QCOMPARE(once().startedAt, migrated);
        VERIFY_RESULT(test::removeServices(client, restartId()));
        VERIFY_RESULT(test::removeServices(client, stoppedId));
    }

    void command_inMidStream_isCut_andTheNextRuns_data()
    {
        QTest::addColumn<OwnEngine::Product>("product");
        QTest::addColumn<bool>("hasAgent");
        QTest::newRow("Docker, agent") << OwnEngine::Product::Docker << true;
        QTest::newRow("Docker, engine") << OwnEngine::Product::Docker << false;
        QTest::newRow("Podman, agent") << OwnEngine::Product::Podman << true;
        QTest::newRow("Podman, engine") << OwnEngine::Product::Podman << false;
    }

    void command_inMidStream_isCut_andTheNextRuns()
    {
        QFETCH(const OwnEngine::Product, product);
        QFETCH(const bool, hasAgent);
        OwnEngine engine(home() + QStringLiteral("/e"), {}, product);
        QVERIFY(engine.start());
        const engine::EngineClient client(engine.address());
        VERIFY_RESULT(test::makeService(
            client, restartId(), {QStringLiteral("web"), QStringLiteral("sleep 100000")}));
        const QString container = restartId().slug() + QStringLiteral("-web");
        const BackendSession backend(client,
                                     container,
                                     hasAgent ? BackendSession::Way::AgentFirst
                                              : BackendSession::Way::EngineAlone);
        CommandSpec spec;
        spec.exec = shell("while echo tick; do sleep 0.05; done");
        const auto running = await(backend.start(spec));
        VERIFY_RESULT(running);
        QSignalSpy outputs(running->get(), &CommandStream::output);
        QSignalSpy failures(running->get(), &CommandStream::failed);
        QTRY_VERIFY_WITH_TIMEOUT(!outputs.isEmpty(), restartPatience);
        const auto before = await(client.inspectContainer(container));
        VERIFY_RESULT(before);

        engine.kill();
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, restartPatience);
        QCOMPARE(failures.front().front().value<Error>().code, ErrorCode::EngineUnreachable);
        COMPARE_ERROR(await(backend.exec(shell("true"))), ErrorCode::EngineUnreachable);
        QVERIFY(engine.start());
        const auto isRunning = [&] {
            const auto now = await(client.inspectContainer(container));
            return now && now->state == QStringLiteral("running");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isRunning(), restartPatience);
        const auto after = await(client.inspectContainer(container));
        VERIFY_RESULT(after);
        // Podman's containers need no engine to go on.
        QCOMPARE(after->startedAt == before->startedAt, product == OwnEngine::Product::Podman);
        const auto outcome = await(backend.exec(shell("echo again")));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput, QByteArray("again\n"));
        QCOMPARE(backend.hasAgent(), hasAgent);
        if (hasAgent) {
            const auto left = await(backend.exec(shell("ps -o args | grep -c '[e]cho tick'")));
            VERIFY_RESULT(left);
            QCOMPARE(left->standardOutput, QByteArray("0\n"));
        }
        VERIFY_RESULT(test::removeServices(client, restartId()));
    }
};

PIERHEAD_TEST(EngineRestartTest)

#include "tst_enginerestart.moc"
