#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendstate.h>
#include <host/backend/serviceusage.h>

using namespace pierhead;
using namespace pierhead::backend;

namespace {

QDateTime now()
{
    return QDateTime::fromString(QStringLiteral("2024-03-01T12:00:00Z"), Qt::ISODate);
}

ServiceState stateOf(const QByteArray &state, const QString &policy, int restarts)
{
    const nlohmann::json container{
        {"Id", "c1"},
        {"Name", "/web-1"},
        {"State", json::parse(state).value()},
        {"Config", {{"Labels", {{"com.docker.compose.service", "web"}}}}},
        {"HostConfig", {{"RestartPolicy", {{"Name", policy}}}}},
        {"RestartCount", restarts}};
    const auto details = json::decode<engine::ContainerDetails>(container);
    if (!details) {
        qFatal("%s", qPrintable(details.error().message));
    }
    return serviceState(*details, now());
}

BackendState stateOf(std::initializer_list<ServiceCondition> conditions)
{
    std::vector<ServiceState> services;
    for (const ServiceCondition condition : conditions) {
        ServiceState service;
        service.condition = condition;
        service.reason = QStringLiteral("reason %1").arg(static_cast<int>(condition));
        services.push_back(service);
    }
    return backendState(std::move(services));
}

} // namespace

class ServiceStateTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void condition_ofAContainer_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("policy");
        QTest::addColumn<int>("restarts");
        QTest::addColumn<ServiceCondition>("condition");
        QTest::addColumn<QString>("reason");
        const QString always = QStringLiteral("always");
        const QString no = QStringLiteral("no");
        const auto row = [](const char *name,
                            const char *state,
                            const QString &policy,
                            int restarts,
                            ServiceCondition condition,
                            const char *reason) {
            QTest::newRow(name) << QByteArray(state) << policy << restarts << condition
                                << QString::fromLatin1(reason);
        };
        using Is = ServiceCondition;
        row("runs",
            R"({"Status": "running", "StartedAt": "2024-03-01T11:59:59.123456789Z"})",
            always,
            0,
            Is::Running,
            "");
        row("runs healthy",
            R"({"Status": "running", "Health": {"Status": "healthy"}})",
            always,
            0,
            Is::Running,
            "");
        row("health not known yet",
            R"({"Status": "running", "StartedAt": "2024-03-01T11:59:00Z",
                "Health": {"Status": "starting"}})",
            always,
            0,
            Is::Starting,
            "");
        row("health that nobody has looked at in all the time",
            R"({"Status": "running", "StartedAt": "2024-03-01T11:58:00Z",
                "Health": {"Status": "starting", "Log": null}})",
            always,
            0,
            Is::Running,
            "");
        row("health that was looked at and may still become good",
            R"({"Status": "running", "StartedAt": "2024-03-01T11:58:00Z",
                "Health": {"Status": "starting", "Log": [{"ExitCode": 1}]}})",
            always,
            0,
            Is::Starting,
            "");
        row("health that was looked at before this start alone",
            R"({"Status": "running", "StartedAt": "2024-03-01T11:58:00Z",
                "Health": {"Status": "starting", "Log": [{"End": "2024-03-01T11:57:59Z"}]}})",
            always,
            0,
            Is::Running,
            "");
        row("unhealthy",
            R"({"Status": "running", "Health": {"Status": "unhealthy"}})",
            always,
            0,
            Is::Unhealthy,
            "health check of \"web\"");
        row("Podman's word for no health check",
            R"({"Status": "running", "Health": {"Status": ""}})",
            always,
            0,
            Is::Running,
            "");
        row("waits for its restart",
            R"({"Status": "restarting", "ExitCode": 3})",
            always,
            7,
            Is::Restarting,
            "exit code 3");
        row("restarted a moment ago",
            R"({"Status": "running", "StartedAt": "2024-03-01T11:59:57Z"})",
            always,
            4,
            Is::Restarting,
            "restarted 4 times");
        row("restarted in another time zone",
            R"({"Status": "running", "StartedAt": "2024-03-01T12:59:57.5+01:00"})",
            always,
            1,
            Is::Restarting,
            "restarted once");
        row("restarted long ago",
            R"({"Status": "running", "StartedAt": "2024-03-01T11:00:00Z"})",
            always,
            4,
            Is::Running,
            "");
        row("the engine's clock is ahead",
            R"({"Status": "running", "StartedAt": "2024-03-01T13:00:00Z"})",
            always,
            4,
            Is::Running,
            "");
        row("between two starts",
            R"({"Status": "exited", "ExitCode": 1, "FinishedAt": "2024-03-01T11:59:59Z"})",
            always,
            1,
            Is::Restarting,
            "exit code 1");
        row("stopped", R"({"Status": "exited", "ExitCode": 0})", always, 0, Is::Stopped, "");
        row("stopped by force", R"({"Status": "exited", "ExitCode": 137})", no, 0, Is::Stopped, "");
        row("out of memory",
            R"({"Status": "exited", "ExitCode": 137, "OOMKilled": true})",
            no,
            0,
            Is::Failed,
            "too much memory");
        row("one-shot, well", R"({"Status": "exited", "ExitCode": 0})", no, 0, Is::Finished, "");
        row("one-shot, badly",
            R"({"Status": "exited", "ExitCode": 2})",
            no,
            0,
            Is::Failed,
            "exit code 2");
        row("cannot be started",
            R"({"Status": "created", "ExitCode": 127, "Error": "no such file"})",
            always,
            0,
            Is::Failed,
            "no such file");
        row("made", R"({"Status": "created"})", always, 0, Is::Starting, "");
        row("ran when Podman's machine went down",
            R"({"Status": "created", "StartedAt": "2024-03-01T11:00:00Z"})",
            always,
            0,
            Is::Stopped,
            "");
        row("ran again when Podman's machine went down",
            R"({"Status": "created", "StartedAt": "2024-03-01T11:00:00Z",
                "FinishedAt": "2024-03-01T10:59:59Z"})",
            always,
            0,
            Is::Stopped,
            "");
        row("ended and about to be started again",
            R"({"Status": "created", "StartedAt": "2024-03-01T11:00:00Z",
                "FinishedAt": "2024-03-01T11:59:59Z"})",
            always,
            0,
            Is::Starting,
            "");
        row("paused", R"({"Status": "paused"})", always, 0, Is::Stopped, "");
        row("dead", R"({"Status": "dead"})", always, 0, Is::Failed, "could not remove");
    }

    void condition_ofAContainer()
    {
        QFETCH(const QByteArray, state);
        QFETCH(const QString, policy);
        QFETCH(const int, restarts);
        QFETCH(const ServiceCondition, condition);
        QFETCH(const QString, reason);
        const ServiceState service = stateOf(state, policy, restarts);
        QCOMPARE(service.name, QStringLiteral("web"));
        QCOMPARE(service.condition, condition);
        QVERIFY2(service.reason.inEnglish().contains(reason),
                 qPrintable(service.reason.inEnglish()));
        QCOMPARE(service.reason.isEmpty(), reason.isEmpty());
    }

    void health_notKnownYet_saysWhenToAskAgain()
    {
        const ServiceState service =
            stateOf(R"({"Status": "running", "StartedAt": "2024-03-01T11:59:00Z",
                        "Health": {"Status": "starting"}})",
                    QStringLiteral("always"),
                    0);
        QCOMPARE(service.settlesIn.count(), 5000);
    }

    void restarted_aMomentAgo_saysWhenToAskAgain()
    {
        const ServiceState service =
            stateOf(R"({"Status": "running", "StartedAt": "2024-03-01T11:59:57Z"})",
                    QStringLiteral("always"),
                    1);
        QCOMPARE(service.settlesIn.count(), 7000);
        const BackendState backend = backendState({service, ServiceState()});
        QCOMPARE(backend.settlesIn().count(), 7000);
    }

    void overall_isTheWorst()
    {
        using Is = ServiceCondition;
        QCOMPARE(stateOf({Is::Running, Is::Finished}).overall(), Is::Running);
        QCOMPARE(stateOf({Is::Running, Is::Finished}).total, 1);
        QCOMPARE(stateOf({Is::Running, Is::Stopped}).overall(), Is::Stopped);
        QCOMPARE(stateOf({Is::Running, Is::Starting}).overall(), Is::Starting);
        QCOMPARE(stateOf({Is::Starting, Is::Unhealthy}).overall(), Is::Unhealthy);
        QCOMPARE(stateOf({Is::Unhealthy, Is::Unhealthy}).running, 2);
        QCOMPARE(stateOf({Is::Unhealthy, Is::Restarting}).overall(), Is::Restarting);
        const BackendState failed = stateOf({Is::Restarting, Is::Failed});
        QCOMPARE(failed.overall(), Is::Failed);
        QCOMPARE(failed.reason().inEnglish(),
                 QStringLiteral("reason %1").arg(static_cast<int>(Is::Failed)));
        QCOMPARE(stateOf({Is::Finished}).overall(), Is::Stopped);
        QVERIFY(stateOf({Is::Finished}).exists());
        QVERIFY(!stateOf({}).exists());
    }

    void usage_betweenSamples_data()
    {
        QTest::addColumn<QByteArray>("stats");
        QTest::newRow("unified control groups") << QByteArray("{\"inactive_file\": 24}");
        QTest::newRow("older control groups")
            << QByteArray("{\"inactive_file\": 3, \"total_inactive_file\": 24}");
    }

    void usage_betweenSamples()
    {
        QFETCH(const QByteArray, stats);
        const auto sample = [&stats](const char *read, qint64 cpu) {
            const nlohmann::json object{
                {"read", read},
                {"cpu_stats", {{"cpu_usage", {{"total_usage", cpu}}}}},
                {"memory_stats", {{"usage", 1024}, {"stats", json::parse(stats).value()}}}};
            return json::decode<UsageSample>(object).value();
        };
        const UsageSample first = sample("2024-03-01T12:00:00.000000000Z", 1'000'000'000);
        const UsageSample second = sample("2024-03-01T12:00:02.000000000Z", 4'000'000'000);
        QCOMPARE(usageBetween(std::nullopt, first).memory, 1000);
        QVERIFY(!usageBetween(std::nullopt, first).cpuPercent);
        QCOMPARE(usageBetween(first, second).cpuPercent.value_or(0), 150.0);
        QVERIFY(!usageBetween(second, first).cpuPercent);
    }

    /// Two samples as Docker writes them, and what its client makes of them:
    /// cpuDelta / systemDelta * online_cpus * 100.
    void usage_ofDocker_isWhatDockerStatsHas()
    {
        const auto sample = [](const char *read, qint64 cpu, qint64 system, qint64 before) {
            const nlohmann::json object{
                {"read", read},
                {"cpu_stats",
                 {{"cpu_usage", {{"total_usage", cpu}}},
                  {"system_cpu_usage", system},
                  {"online_cpus", 4}}},
                {"precpu_stats", {{"cpu_usage", {{"total_usage", before}}}, {"online_cpus", 4}}},
                {"pids_stats", {{"current", 3}, {"limit", 4915}}}};
            return json::decode<UsageSample>(object).value();
        };
        // In the first sample of a stream precpu_stats has zeros and no system_cpu_usage.
        const UsageSample first =
            sample("2024-03-01T12:00:00.000000000Z", 40'000'000'000, 9'000'000'000'000, 0);
        const UsageSample second = sample(
            "2024-03-01T12:00:01.000000000Z", 42'500'000'000, 9'004'000'000'000, 40'000'000'000);
        QVERIFY(!usageBetween(std::nullopt, first).cpuPercent);
        const ServiceUsage usage = usageBetween(first, second);
        QCOMPARE(usage.cpuPercent.value_or(0), 2.5 / 4 * 4 * 100);
        QCOMPARE(usage.processors, 4);
        QCOMPARE(usage.processes.value_or(0), 3);
        QCOMPARE(usage.read, second.read);
    }

    /// Its samples are five seconds apart, and system_cpu_usage is what was worked, not what
    /// passed.
    void usage_ofPodman_isByTheClock()
    {
        const auto sample = [](const char *read, qint64 cpu, qint64 system) {
            const nlohmann::json object{
                {"read", read},
                {"cpu_stats",
                 {{"cpu_usage", {{"total_usage", cpu}, {"percpu_usage", {1, 2}}}},
                  {"system_cpu_usage", system},
                  {"cpu", 0.2}}},
                {"pids_stats", {{"current", 1}}},
                {"memory_stats", {{"usage", 1024}, {"limit", 4096}, {"stats", nullptr}}},
                {"networks", {{"network", {{"rx_bytes", cpu / 1'000'000}, {"tx_bytes", 0}}}}}};
            return json::decode<UsageSample>(object).value();
        };
        const UsageSample first =
            sample("2024-03-01T13:00:00.123456789+01:00", 1'000'000'000, 5'000'000'000);
        const UsageSample second =
            sample("2024-03-01T13:00:05.123456789+01:00", 1'500'000'000, 5'600'000'000);
        const ServiceUsage usage = usageBetween(first, second);
        QCOMPARE(usage.cpuPercent.value_or(0), 10.0);
        QCOMPARE(usage.processors, 2);
        QCOMPARE(usage.memory, 1024);
        QVERIFY(usage.rates.has_value());
        QCOMPARE(usage.rates->received, 100.0);
        QCOMPARE(usage.rates->sent, 0.0);
    }

    void usage_rates_areOfOneRun()
    {
        const auto sample = [](const char *read, qint64 cpu, qint64 bytes) {
            const nlohmann::json object{
                {"read", read},
                {"cpu_stats", {{"cpu_usage", {{"total_usage", cpu}}}}},
                {"networks", {{"eth0", {{"rx_bytes", bytes}, {"tx_bytes", 2 * bytes}}}}},
                {"blkio_stats",
                 {{"io_service_bytes_recursive",
                   {{{"op", "read"}, {"value", 10 * bytes}},
                    {{"op", "write"}, {"value", 20 * bytes}}}}}}};
            return json::decode<UsageSample>(object).value();
        };
        const UsageSample first = sample("2024-03-01T12:00:00Z", 10, 1000);
        const UsageSample later = sample("2024-03-01T12:00:02Z", 10, 1500);
        const UsageSample restarted = sample("2024-03-01T12:00:03Z", 5, 100);
        const UsageSample lessNetwork = sample("2024-03-01T12:00:03Z", 11, 100);
        QVERIFY(!usageBetween(std::nullopt, first).rates);
        const auto rates = usageBetween(first, later).rates;
        QVERIFY((rates == UsageRates{250, 500, 2500, 5000}));
        QVERIFY(!usageBetween(later, restarted).rates);
        QVERIFY((usageBetween(later, lessNetwork).rates == UsageRates{0, 0, 0, 0}));
        QVERIFY(!usageBetween(later, later).rates); // no time has passed
        QVERIFY(!usageBetween(std::nullopt, first).processes);
        QCOMPARE(usageBetween(std::nullopt, first).processors, 0);
    }

    void usage_networkAndDisk_areAddedUp()
    {
        const auto sample = json::parseAs<UsageSample>(
            R"({"read": "2024-03-01T12:00:00.000000000Z",
                "memory_stats": {"usage": 10, "limit": 18446744073709551615},
                "networks": {"eth0": {"rx_bytes": 5, "tx_bytes": 6},
                             "eth1": {"rx_bytes": 7, "tx_bytes": 8}},
                "blkio_stats": {"io_service_bytes_recursive": [
                    {"op": "Read", "value": 100}, {"op": "read", "value": 1},
                    {"op": "Write", "value": 30}, {"op": "Total", "value": 131}]}})");
        QVERIFY(sample.has_value());
        const ServiceUsage usage = usageBetween(std::nullopt, *sample);
        QCOMPARE(usage.received, 12);
        QCOMPARE(usage.sent, 14);
        QCOMPARE(usage.bytesRead, 101);
        QCOMPARE(usage.bytesWritten, 30);
        QCOMPARE(usage.memoryLimit, 0);
        const auto bare = json::parseAs<UsageSample>(
            R"({"read": "2024-03-01T12:00:00.000000000Z", "networks": null,
                "memory_stats": {"usage": 10, "limit": 2048},
                "blkio_stats": {"io_service_bytes_recursive": null}})");
        QVERIFY(bare.has_value());
        QCOMPARE(usageBetween(std::nullopt, *bare).memoryLimit, 2048);
    }
};

PIERHEAD_TEST(ServiceStateTest)

#include "tst_servicestate.moc"
