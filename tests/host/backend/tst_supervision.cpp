#include "enginetest.h"
#include "labelledservice.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendcontrol.h>
#include <host/backend/backendlog.h>
#include <host/backend/backendmonitor.h>
#include <host/backend/backendusage.h>
#include <host/backend/runexec.h>

#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

namespace {

constexpr int servicePatience = 30'000;

extensions::ExtensionId sampleId()
{
    return extensions::ExtensionId::parse(QStringLiteral("supervision/sample:1")).value();
}

const test::LabelledService web{QStringLiteral("web"),
                                QStringLiteral("echo up; echo oops >&2; trap 'exit 0' TERM; "
                                               "while :; do sleep 0.2; done")};

} // namespace

/// Looking after a backend of several services on a real engine.
class SupervisionTest final : public test::EngineTest
{
    Q_OBJECT

private:
    static engine::EngineClient client() { return engine::EngineClient(address()); }

    static BackendControl control() { return {client(), sampleId()}; }

    static QString containerName(const QString &service)
    {
        return sampleId().slug() + QLatin1Char('-') + service;
    }

    static Result<void> make(const test::LabelledService &service)
    {
        return test::makeService(client(), sampleId(), service);
    }

    static BackendState state()
    {
        const auto asked = await(askBackendState(client(), sampleId()));
        return asked.value_or(BackendState());
    }

    static ServiceCondition conditionOf(const QString &service)
    {
        const BackendState now = state();
        for (const ServiceState &known : now.services) {
            if (known.name == service) {
                return known.condition;
            }
        }
        return ServiceCondition::Starting;
    }

    static void run(const QStringList &command)
    {
        const auto outcome =
            await(runExec(client(),
                          containerName(QStringLiteral("web")),
                          {.command = command, .workingDirectory = {}, .environment = {}},
                          {}));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, 0);
    }

    /// Podman has systemd's timers run the checks, and there is none where the suite's Podman is.
    static void checkHealth()
    {
        const auto version = await(client().version());
        VERIFY_RESULT(version);
        if (version->product.contains(QStringLiteral("Podman"))) {
            VERIFY_RESULT(
                ask({.target = "/v4.0.0/libpod/containers/"
                         + containerName(QStringLiteral("web")).toUtf8() + "/healthcheck"}));
        }
    }

private Q_SLOTS:

    void cleanup()
    {
        VERIFY_RESULT(test::removeServices(client(), sampleId()));
        EngineTest::cleanup();
    }

    void state_ofSeveralServices_isTold()
    {
        VERIFY_RESULT(make({QStringLiteral("migrate"), QStringLiteral("exit 0"), {}}));
        VERIFY_RESULT(make(web));
        QTRY_COMPARE_WITH_TIMEOUT(
            conditionOf(QStringLiteral("migrate")), ServiceCondition::Finished, servicePatience);
        QCOMPARE(conditionOf(QStringLiteral("web")), ServiceCondition::Running);
        QCOMPARE(state().overall(), ServiceCondition::Running);
        QCOMPARE(state().total, 1);

        VERIFY_RESULT(make({QStringLiteral("loop"), QStringLiteral("exit 3")}));
        QTRY_COMPARE_WITH_TIMEOUT(
            conditionOf(QStringLiteral("loop")), ServiceCondition::Restarting, servicePatience);
        QTRY_COMPARE_WITH_TIMEOUT(state().overall(), ServiceCondition::Restarting, servicePatience);
        VERIFY_RESULT(make({QStringLiteral("broken"), QStringLiteral("exit 4"), {}}));
        QTRY_COMPARE_WITH_TIMEOUT(
            conditionOf(QStringLiteral("broken")), ServiceCondition::Failed, servicePatience);
        QVERIFY2(state().reason().inEnglish().contains(QStringLiteral("exit code 4")),
                 qPrintable(state().reason().inEnglish()));
    }

    void control_stopStartRestart_areDoneToEveryService()
    {
        VERIFY_RESULT(make({QStringLiteral("migrate"), QStringLiteral("exit 0"), {}}));
        VERIFY_RESULT(make(web));
        VERIFY_RESULT(make({QStringLiteral("db"), web.script}));
        QTRY_COMPARE_WITH_TIMEOUT(
            conditionOf(QStringLiteral("migrate")), ServiceCondition::Finished, servicePatience);
        BackendMonitor monitor(address());
        QSignalSpy connections(&monitor, &BackendMonitor::allChanged);
        QSignalSpy changes(&monitor, &BackendMonitor::changed);
        monitor.start();
        QTRY_VERIFY(!connections.isEmpty());

        VERIFY_RESULT(await(control().stop()));
        QTRY_COMPARE_WITH_TIMEOUT(state().running, 0, servicePatience);
        QCOMPARE(state().overall(), ServiceCondition::Stopped);
        QTRY_VERIFY(!changes.isEmpty());
        QCOMPARE(changes.front().front().toString(), sampleId().value());
        VERIFY_RESULT(await(control().stop())); // nothing to do

        VERIFY_RESULT(await(control().start()));
        QTRY_COMPARE_WITH_TIMEOUT(state().overall(), ServiceCondition::Running, servicePatience);
        QCOMPARE(state().running, 2);
        const auto before = await(client().inspectContainer(containerName(web.name)));
        VERIFY_RESULT(before);
        VERIFY_RESULT(await(control().restart()));
        const auto after = await(client().inspectContainer(containerName(web.name)));
        VERIFY_RESULT(after);
        QCOMPARE(after->id, before->id);
        QVERIFY(after->startedAt > before->startedAt);
        QTRY_COMPARE_WITH_TIMEOUT(state().overall(), ServiceCondition::Running, servicePatience);
        QCOMPARE(conditionOf(QStringLiteral("migrate")), ServiceCondition::Finished);
    }

    void health_failingAndGoodAgain_isFollowed()
    {
        const QString image = QStringLiteral("supervision/healthy:1");
        VERIFY_RESULT(buildImage(image,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\nHEALTHCHECK --interval=1s --retries=1 "
                                   "CMD test ! -e /sick\n"}}));
        VERIFY_RESULT(make({QStringLiteral("web"), web.script, QStringLiteral("always"), image}));
        int looks = 0;
        ServiceCondition condition = ServiceCondition::Starting;
        const auto look = [&] {
            ++looks;
            condition = conditionOf(QStringLiteral("web"));
        };
        BackendMonitor monitor(address());
        connect(&monitor, &BackendMonitor::changed, this, look);
        QSignalSpy connections(&monitor, &BackendMonitor::allChanged);
        monitor.start();
        QTRY_VERIFY_WITH_TIMEOUT(!connections.isEmpty(), servicePatience);
        checkHealth();
        QTRY_COMPARE_WITH_TIMEOUT(condition, ServiceCondition::Running, servicePatience);
        run({QStringLiteral("touch"), QStringLiteral("/sick")});
        checkHealth();
        QTRY_COMPARE_WITH_TIMEOUT(condition, ServiceCondition::Unhealthy, servicePatience);
        run({QStringLiteral("rm"), QStringLiteral("/sick")});
        checkHealth();
        QTRY_COMPARE_WITH_TIMEOUT(condition, ServiceCondition::Running, servicePatience);
        QVERIFY(looks >= 3);
    }

    void control_nothingThere_saysWhatToDo()
    {
        const auto started = await(control().start());
        COMPARE_ERROR(started, ErrorCode::NotFound);
        QVERIFY2(started.error().message.contains(QStringLiteral("Install")),
                 qPrintable(started.error().message));
        VERIFY_RESULT(await(control().stop()));
    }

    void log_ofAllServices_comesInOrderAndOverARestart()
    {
        VERIFY_RESULT(make({QStringLiteral("migrate"), QStringLiteral("echo migrated"), {}}));
        VERIFY_RESULT(make(web));
        std::vector<LogLine> lines;
        BackendLog log(client());
        connect(&log, &BackendLog::lines, this, [&lines](const std::vector<LogLine> &batch) {
            lines.insert(lines.end(), batch.begin(), batch.end());
        });
        log.follow(state());
        QTRY_COMPARE_WITH_TIMEOUT(lines.size(), std::size_t{3}, servicePatience);
        QVERIFY(std::any_of(lines.begin(), lines.end(), [](const LogLine &line) {
            return line.service == QStringLiteral("migrate")
                && line.text == QStringLiteral("migrated");
        }));
        const auto isOops = [](const LogLine &line) {
            return line.text == QStringLiteral("oops");
        };
        const auto oops = std::find_if(lines.begin(), lines.end(), isOops);
        QVERIFY(oops != lines.end());
        QCOMPARE(oops->service, QStringLiteral("web"));
        QCOMPARE(oops->channel, engine::OutputChannel::Stderr);
        QVERIFY(std::is_sorted(
            lines.begin(), lines.end(), [](const LogLine &left, const LogLine &right) {
                return left.time < right.time;
            }));
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(qAbs(now - oops->time / 1'000'000) < 60'000);

        VERIFY_RESULT(await(control().restart()));
        log.follow(state());
        QTRY_COMPARE_WITH_TIMEOUT(lines.size(), std::size_t{5}, servicePatience);
        QCOMPARE(std::count_if(lines.begin(), lines.end(), isOops), 2);
    }

    void usage_ofARunningService_isTold()
    {
        VERIFY_RESULT(make({QStringLiteral("busy"), QStringLiteral("while :; do :; done")}));
        std::optional<ServiceUsage> usage;
        BackendUsage meter(client());
        connect(&meter,
                &BackendUsage::changed,
                this,
                [&usage](const QString &, const std::optional<ServiceUsage> &now) { usage = now; });
        meter.follow(state());
        QTRY_VERIFY_WITH_TIMEOUT(usage && usage->cpuPercent.value_or(0) > 5, servicePatience);
        QVERIFY(*usage->cpuPercent < 120);
        const auto stopped =
            await(client().stopContainer(containerName(QStringLiteral("busy")), 0));
        VERIFY_RESULT(stopped);
        QTRY_COMPARE_WITH_TIMEOUT(state().running, 0, servicePatience);
        meter.follow(state());
        QVERIFY(!usage);
    }
};

PIERHEAD_TEST(SupervisionTest)

#include "tst_supervision.moc"
