#include "enginetest.h"
#include "labelledservice.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendcontrol.h>
#include <host/backend/backendlabels.h>
#include <host/backend/backendlog.h>
#include <host/backend/backendmonitor.h>
#include <host/backend/backendusage.h>
#include <host/backend/runexec.h>

#include <QSignalSpy>
#include <QTimer>

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

    static BackendControl control(const QByteArray &compose = "services: {web: {image: a}}")
    {
        return {client(), sampleId(), ComposeFile::parse(compose).value()};
    }

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

    static engine::ContainerDetails detailsOf(const QString &service)
    {
        return await(client().inspectContainer(containerName(service)))
            .value_or(engine::ContainerDetails());
    }

    /// Lets the checks of the service be made again and again where the engine makes none.
    static void keepChecking(const QString &service, QTimer &timer)
    {
        if (!isPodman()) {
            return;
        }
        const engine::HttpRequest check{.target = "/v4.0.0/libpod/containers/"
                                            + containerName(service).toUtf8() + "/healthcheck"};
        connect(&timer, &QTimer::timeout, &timer, [check, &timer] {
            QCoro::connect(client().http().send(check),
                           &timer,
                           [](const Result<engine::HttpResponse> &) { /* it may not run yet */ });
        });
        constexpr int between = 500;
        timer.start(between);
    }

    /// An image with that health check.
    static void buildChecked(const QString &image, const QByteArray &check)
    {
        VERIFY_RESULT(buildImage(
            image,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\nHEALTHCHECK --interval=1s --timeout=5s " + check + '\n'}}));
    }

    /// Podman has systemd's timers run the checks, and there is none where the suite's Podman is.
    static void checkHealth()
    {
        if (isPodman()) {
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

    void control_conditions_areWaitedFor()
    {
        const QString image = QStringLiteral("supervision/slow:1");
        buildChecked(image, "--retries=60 CMD test -e /ready");
        const QString db = QStringLiteral("db");
        const QString migrate = QStringLiteral("migrate");
        VERIFY_RESULT(make({db,
                            QStringLiteral("rm -f /ready; trap 'exit 0' TERM; (sleep 2; touch "
                                           "/ready) & while :; do sleep 0.2; done"),
                            QStringLiteral("always"),
                            image}));
        // It fails where it is run for the first time.
        VERIFY_RESULT(make(
            {migrate, QStringLiteral("test -e /tried || { touch /tried; exit 3; }; sleep 2"), {}}));
        VERIFY_RESULT(make(web));
        QTRY_COMPARE_WITH_TIMEOUT(conditionOf(migrate), ServiceCondition::Failed, servicePatience);
        const QByteArray compose = "services:\n"
                                   "  web: {image: a, depends_on: {migrate: {condition: "
                                   "service_completed_successfully}}}\n"
                                   "  migrate: {image: a, depends_on: {db: {condition: "
                                   "service_healthy}}}\n"
                                   "  db: {image: a}\n";
        QTimer checks;
        keepChecking(db, checks);
        VERIFY_RESULT(await(control(compose).restart()));
        const engine::ContainerDetails store = detailsOf(db);
        const engine::ContainerDetails job = detailsOf(migrate);
        QCOMPARE(store.health, QStringLiteral("healthy"));
        QCOMPARE(job.exitCode, 0);
        constexpr int preparation = 2;
        QVERIFY(job.startedAt >= store.startedAt.addSecs(preparation));
        QVERIFY(detailsOf(web.name).startedAt >= job.finishedAt);

        // What is done is not done again; the health is that of the new start.
        VERIFY_RESULT(await(control(compose).restart()));
        QCOMPARE(detailsOf(migrate).startedAt, job.startedAt);
        QCOMPARE(conditionOf(web.name), ServiceCondition::Running);
    }

    void control_conditionThatFails_isTold()
    {
        const QString image = QStringLiteral("supervision/sick:1");
        buildChecked(image, "--retries=1 CMD false");
        const QString db = QStringLiteral("db");
        VERIFY_RESULT(make({db, web.script, QStringLiteral("always"), image}));
        VERIFY_RESULT(make(web));
        VERIFY_RESULT(await(control().stop()));
        QTRY_COMPARE_WITH_TIMEOUT(state().running, 0, servicePatience);
        QTimer checks;
        keepChecking(db, checks);
        const auto started =
            await(control("services:\n"
                          "  web: {image: a, depends_on: {db: {condition: service_healthy}}}\n"
                          "  db: {image: a}\n")
                      .start());
        COMPARE_ERROR(started, ErrorCode::ProcessFailed);
        for (const char *word : {"\"web\"", "\"db\"", "service_healthy", "logs"}) {
            QVERIFY2(started.error().message.contains(QLatin1String(word)),
                     qPrintable(started.error().message));
        }
        QCOMPARE(conditionOf(db), ServiceCondition::Unhealthy);
        QCOMPARE(state().overall(), ServiceCondition::Unhealthy);
        QCOMPARE(conditionOf(web.name), ServiceCondition::Stopped);
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

    void service_notStartedYet_orOfUnknownHealth_isStarting()
    {
        const auto isStarting = [] {
            const BackendState now = state();
            return now.overall() == ServiceCondition::Starting && now.running == 0;
        };
        const QString image = QStringLiteral("supervision/unready:1");
        buildChecked(image, "--retries=60 CMD test -e /ready");
        engine::ContainerSpec spec;
        spec.name = containerName(web.name);
        spec.image = image;
        spec.command = {QStringLiteral("sleep"), QStringLiteral("100000")};
        spec.labels = {{projectLabel, sampleId().projectName()}, {serviceLabel, web.name}};
        const auto made = await(client().createContainer(spec));
        VERIFY_RESULT(made);
        QVERIFY(isStarting());
        VERIFY_RESULT(await(client().startContainer(*made)));
        QVERIFY(isStarting());

        // Checks that fail before it was healthy for once say nothing else.
        QTimer checks;
        keepChecking(web.name, checks);
        QTRY_VERIFY_WITH_TIMEOUT(detailsOf(web.name).hasHealthResult, servicePatience);
        QVERIFY(isStarting());
        run({QStringLiteral("touch"), QStringLiteral("/ready")});
        QTRY_COMPARE_WITH_TIMEOUT(state().overall(), ServiceCondition::Running, servicePatience);
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
        // dd has its one block until somebody reads it.
        constexpr qint64 held = 32LL * 1024 * 1024;
        VERIFY_RESULT(make({QStringLiteral("busy"),
                            QStringLiteral("dd if=/dev/zero bs=%1 2>/dev/null | sleep 100000 & "
                                           "while :; do :; done")
                                .arg(held)}));
        std::optional<ServiceUsage> usage;
        BackendUsage meter(client());
        connect(&meter,
                &BackendUsage::changed,
                this,
                [&usage](const QString &, const std::optional<ServiceUsage> &now) { usage = now; });
        meter.follow(state());
        QTRY_VERIFY_WITH_TIMEOUT(
            usage && usage->cpuPercent.value_or(0) > 5 && usage->memory >= held, servicePatience);
        QVERIFY(*usage->cpuPercent < 120);
        QVERIFY2(usage->memory < 2 * held, qPrintable(QString::number(usage->memory)));
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
