#include "guardedtest.h"
#include "result.h"

#include <host/backend/composeoverride.h>
#include <host/base/json.h>

namespace pierhead::backend {

namespace {

nlohmann::json overrideOf(const QByteArray &yaml,
                          const QString &socket = QStringLiteral("/run/docker.sock"))
{
    const Result<extensions::ExtensionId> id =
        extensions::ExtensionId::parse(QStringLiteral("org/demo"));
    const Result<ComposeFile> file = ComposeFile::parse(yaml);
    Q_ASSERT(id && file);
    const Result<nlohmann::json> parsed = json::parse(composeOverride(
        *file, {*id, QStringLiteral("Price $5"), socket, QStringLiteral("host-gateway")}));
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
};

} // namespace pierhead::backend

QTEST_GUILESS_MAIN(pierhead::backend::ComposeOverrideTest)
#include "tst_composeoverride.moc"
