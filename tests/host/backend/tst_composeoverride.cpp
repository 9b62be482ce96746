#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/composeoverride.h>
#include <host/base/json.h>

namespace pierhead::backend {

namespace {

nlohmann::json overrideOf(const QByteArray &yaml,
                          const QString &socket = QStringLiteral("/run/docker.sock"),
                          const settings::BackendLimits &limits = {})
{
    const Result<extensions::ExtensionId> id =
        extensions::ExtensionId::parse(QStringLiteral("org/demo"));
    const Result<ComposeFile> file = ComposeFile::parse(yaml);
    Q_ASSERT(id && file);
    const Result<nlohmann::json> parsed = json::parse(composeOverride(
        *file, {*id, QStringLiteral("Price $5"), socket, QStringLiteral("host-gateway"), limits}));
    return parsed.value();
}

} // namespace

class ComposeOverrideTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void override_firstServiceAlone_getsTheContainerName()
    {
        const nlohmann::json root = overrideOf("services: {z: {image: a}, b: {image: c}}");
        QCOMPARE(root["services"]["z"]["container_name"].get<QString>(),
                 QStringLiteral("org_demo-desktop-extension-service"));
        QVERIFY(!root["services"]["b"].contains("container_name"));
        QVERIFY(!root.contains("version"));
    }

    void override_everyService_getsLabelsHostAndGuestServices()
    {
        const nlohmann::json root = overrideOf("services: {a: {image: a}, b: {image: c}}");
        for (const char *name : {"a", "b"}) {
            const nlohmann::json &service = root["services"][name];
            QCOMPARE(service["labels"]["com.docker.desktop.extension"].get<QString>(),
                     QStringLiteral("true"));
            QCOMPARE(service["labels"]["com.docker.desktop.extension.name"].get<QString>(),
                     QStringLiteral("Price $$5"));
            QCOMPARE(service["extra_hosts"].dump(),
                     std::string("[\"host.docker.internal:host-gateway\"]"));
            QCOMPARE(service["restart"].get<QString>(), QStringLiteral("always"));
            QCOMPARE(service["volumes"].dump(),
                     std::string("[\"pierhead-guest-services:/run/guest-services\"]"));
        }
        QVERIFY(root["volumes"].contains("pierhead-guest-services"));
    }

    void override_oneShot_keepsTheAuthorsRestart()
    {
        const nlohmann::json root = overrideOf("services: {a: {image: a, restart: 'no'}}");
        QVERIFY(!root["services"]["a"].contains("restart"));
    }

    void override_deployRestartPolicy_isOverruledToo()
    {
        const nlohmann::json root =
            overrideOf("services: {a: {image: a, deploy: {restart_policy: {condition: none}}}}");
        QCOMPARE(root["services"]["a"]["deploy"]["restart_policy"]["condition"].get<QString>(),
                 QStringLiteral("any"));
    }

    void override_hostNetwork_getsNoExtraHost()
    {
        const nlohmann::json root = overrideOf("services: {a: {image: a, network_mode: host}}");
        QVERIFY(!root["services"]["a"].contains("extra_hosts"));
    }

    void override_ownGuestServices_staysTheAuthors()
    {
        const nlohmann::json root =
            overrideOf("services: {a: {image: a, volumes: ['x:/run/guest-services']}}");
        QCOMPARE(root["services"]["a"]["volumes"].dump(), std::string("[]"));
    }

    void override_version_isRepeated()
    {
        const nlohmann::json root = overrideOf("version: '2.4'\nservices: {a: {image: a}}");
        QCOMPARE(root["version"].get<QString>(), QStringLiteral("2.4"));
    }

    void override_dockerSocket_data()
    {
        QTest::addColumn<QByteArray>("bind");
        QTest::addColumn<QString>("socket");
        QTest::addColumn<QString>("expected");
        QTest::newRow("raw on Docker")
            << QByteArray("/var/run/docker.sock.raw:/var/run/docker.sock") << "/var/run/docker.sock"
            << "/var/run/docker.sock:/var/run/docker.sock";
        QTest::newRow("plain on Docker")
            << QByteArray("/var/run/docker.sock:/s") << "/var/run/docker.sock"
            << "";
        QTest::newRow("plain on Docker by its other name")
            << QByteArray("/var/run/docker.sock:/s") << "/run/docker.sock"
            << "";
        QTest::newRow("plain on Podman")
            << QByteArray("/var/run/docker.sock:/s:ro") << "/run/podman/podman.sock"
            << "/run/podman/podman.sock:/s:ro";
        QTest::newRow("another file") << QByteArray("/etc/hosts:/h") << "/run/podman/podman.sock"
                                      << "";
    }

    void override_dockerSocket()
    {
        QFETCH(QByteArray, bind);
        QFETCH(QString, socket);
        QFETCH(QString, expected);
        const nlohmann::json root =
            overrideOf("services: {a: {image: a, volumes: ['" + bind + "']}}", socket);
        QStringList mounts = root["services"]["a"]["volumes"].get<QStringList>();
        mounts.removeAll(QStringLiteral("pierhead-guest-services:/run/guest-services"));
        QCOMPARE(mounts, expected.isEmpty() ? QStringList() : QStringList(expected));
    }

    void override_limits_theSmallerWins_data()
    {
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *service, const char *expected) {
            QTest::newRow(name) << QByteArray(service) << QByteArray(expected);
        };
        row("nothing said", "", R"({"mem_limit": "536870912b", "cpus": 1.5})");
        row("less", "mem_limit: 256m, cpus: 0.5", "{}");
        row("more", "mem_limit: 1.5GiB, cpus: '2'", R"({"mem_limit": "536870912b", "cpus": 1.5})");
        row("less in deploy", "deploy: {resources: {limits: {memory: 100M, cpus: '0.25'}}}", "{}");
        row("more in deploy",
            "deploy: {resources: {limits: {memory: 1g, cpus: '4'}}}",
            R"({"mem_limit": "536870912b", "cpus": 1.5, "deploy": {"resources":
                {"limits": {"memory": "536870912b", "cpus": "1.5"}}}})");
        row("a variable", "mem_limit: '${MEM:-1g}', cpus: 1", R"({"mem_limit": "536870912b"})");
        row("more reserved",
            "mem_reservation: 1g, cpus: 1",
            R"({"mem_limit": "536870912b", "mem_reservation": "536870912b"})");
        row("more quota", "mem_limit: 1m, cpu_quota: 400000", R"({"cpu_quota": 150000})");
        row("less quota", "mem_limit: 1m, cpu_quota: 50000, cpu_period: 50000", "{}");
    }

    void override_limits_theSmallerWins()
    {
        QFETCH(const QByteArray, service);
        QFETCH(const QByteArray, expected);
        const nlohmann::json root = overrideOf("services: {a: {image: a, " + service + "}}",
                                               QStringLiteral("/run/docker.sock"),
                                               {.memoryMiB = 512, .cpus = 1.5});
        const nlohmann::json &made = root["services"]["a"];
        QCOMPARE(made["labels"]["io.pierhead.limits"].get<QString>(),
                 QStringLiteral("memory=512 cpus=1.5"));
        nlohmann::json limits = nlohmann::json::object();
        for (const char *key : {"mem_limit", "mem_reservation", "cpus", "cpu_quota", "deploy"}) {
            if (made.contains(key)) {
                limits[key] = made[key];
            }
        }
        QVERIFY2(limits == json::parse(expected).value(), limits.dump().c_str());
    }

    void override_noLimits_hasNone()
    {
        const nlohmann::json root = overrideOf("services: {a: {image: a}}");
        for (const char *key : {"mem_limit", "cpus", "deploy"}) {
            QVERIFY(!root["services"]["a"].contains(key));
        }
        QVERIFY(!root["services"]["a"]["labels"].contains("io.pierhead.limits"));
    }
};

PIERHEAD_TEST(ComposeOverrideTest)

} // namespace pierhead::backend

#include "tst_composeoverride.moc"
