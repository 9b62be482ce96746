#include "guardedtest.h"
#include "labelledservice.h"
#include "ownengine.h"
#include "result.h"

#include <host/backend/backendlog.h>
#include <host/backend/backendmonitor.h>

#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::OwnEngine;

namespace {

constexpr int patience = 60'000;

extensions::ExtensionId sampleId()
{
    return extensions::ExtensionId::parse(QStringLiteral("restart/sample:1")).value();
}

} // namespace

/// The engine goes away with a backend running, and comes back.
class EngineRestartTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static QString stateText(const engine::EngineClient &client)
    {
        const auto state = await(askBackendState(client, sampleId()));
        return state ? QStringLiteral("%1 of %2 run, %3 services, condition %4")
                           .arg(state->running)
                           .arg(state->total)
                           .arg(state->services.size())
                           .arg(static_cast<int>(state->overall()))
                     : state.error().message;
    }

private Q_SLOTS:

    void backend_thatRan_runsAgainAndIsFollowed()
    {
        const QString allRun = QStringLiteral("1 of 1 run, 2 services, condition %1")
                                   .arg(static_cast<int>(ServiceCondition::Running));
        OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        const engine::EngineClient client(engine.address());
        VERIFY_RESULT(test::makeService(
            client, sampleId(), {QStringLiteral("migrate"), QStringLiteral("exit 0"), {}}));
        VERIFY_RESULT(test::makeService(
            client, sampleId(), {QStringLiteral("web"), QStringLiteral("echo up; sleep 100000")}));
        QTRY_COMPARE_WITH_TIMEOUT(stateText(client), allRun, patience);

        BackendMonitor monitor(engine.address());
        QSignalSpy connections(&monitor, &BackendMonitor::allChanged);
        QSignalSpy losses(&monitor, &BackendMonitor::lost);
        monitor.start();
        QTRY_COMPARE_WITH_TIMEOUT(connections.size(), 1, patience);
        int lines = 0;
        BackendLog log(client);
        connect(&log, &BackendLog::lines, this, [&lines](const std::vector<LogLine> &batch) {
            lines += static_cast<int>(batch.size());
        });
        log.follow(await(askBackendState(client, sampleId())).value());
        QTRY_COMPARE_WITH_TIMEOUT(lines, 1, patience);

        engine.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!losses.isEmpty(), patience);
        QVERIFY(engine.start());
        QTRY_VERIFY_WITH_TIMEOUT(connections.size() > 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(stateText(client), allRun, patience);
        log.follow(await(askBackendState(client, sampleId())).value());
        QTRY_COMPARE_WITH_TIMEOUT(lines, 2, patience);
    }
};

QTEST_GUILESS_MAIN(EngineRestartTest)
#include "tst_enginerestart.moc"
