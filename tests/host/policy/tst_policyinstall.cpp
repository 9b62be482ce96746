#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"
#include "webserver.h"

#include <host/settings/settings.h>

#include <QTcpServer>
#include <QUrl>

namespace pierhead::policy {

using test::SimulatedEngine;
using test::writeFile;

namespace {

const QString sampleReference = QStringLiteral("org/sample:1");
const QString sampleId = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));

SimulatedEngine::Image sampleImage(const QString &id = sampleId)
{
    return {.id = id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"ui": {"dashboard-tab":
                          {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
                      {QStringLiteral("ui/index.html"), "page"}}};
}

} // namespace

/// What a policy does to an install.
class PolicyInstallTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString file() const { return home() + QStringLiteral("/policy.json"); }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        qputenv("PIERHEAD_POLICY", file().toUtf8());
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
    }

    void cleanup()
    {
        qunsetenv("PIERHEAD_POLICY");
        GuardedTest::cleanup();
    }

    void install_thatIsAllowed_installs()
    {
        writeFile(file(),
                  R"({"allowed": {"registries": ["docker.io"], "namespaces": ["org"],
                      "images": ["org/sample"], "digests": [")"
                      + sampleId.toUtf8() + R"("]}})");
        SimulatedEngine simulated;
        simulated.offerImage(sampleReference, sampleImage());
        test::InstallBench bench(simulated.address(), home(), QStringLiteral("amd64"));
        VERIFY_RESULT(bench.install(sampleReference));
    }

    void install_againstANameRule_pullsNothing_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *policy, const char *told) {
            QTest::newRow(told) << QByteArray(policy) << QString::fromLatin1(told);
        };
        row(R"({"allowed": {"registries": ["ghcr.io"]}})", "rule allowed.registries");
        row(R"({"allowed": {"namespaces": ["docker"]}})", "rule allowed.namespaces");
        row(R"({"allowed": {"images": ["org/other"]}})", "rule allowed.images");
        row(R"({"extensions": {"enabled": false}})", "rule extensions.enabled");
        row("{", "it is no JSON");
    }

    void install_againstANameRule_pullsNothing()
    {
        QFETCH(const QByteArray, policy);
        QFETCH(const QString, told);
        writeFile(file(), policy);
        SimulatedEngine simulated;
        simulated.offerImage(sampleReference, sampleImage());
        test::InstallBench bench(simulated.address(), home(), QStringLiteral("amd64"));
        const QStringList before = bench.disk();
        const auto installed = bench.install(sampleReference);
        COMPARE_ERROR(installed, ErrorCode::PermissionDenied);
        const QString message = installed.error().message;
        QVERIFY2(message.contains(told) && message.contains(file()), qPrintable(message));
        QVERIFY2(!simulated.requests().contains(QStringLiteral("POST /images/create")),
                 qPrintable(simulated.requests().join(QLatin1Char('\n'))));
        QCOMPARE(simulated.state(), QStringList());
        QCOMPARE(bench.disk(), before);
    }

    void install_withoutATagAgainstANameRule_asksNobody_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *policy, const char *told) {
            QTest::newRow(told) << QByteArray(policy) << QString::fromLatin1(told);
        };
        row(R"({"allowed": {"registries": ["ghcr.io"]}})", "rule allowed.registries");
        row(R"({"allowed": {"namespaces": ["org"]}})", "rule allowed.namespaces");
        row(R"({"allowed": {"images": ["org/sample:1"]}})", "rule allowed.images");
        row("{", "it is no JSON");
    }

    void install_withoutATagAgainstANameRule_asksNobody()
    {
        QFETCH(const QByteArray, policy);
        QFETCH(const QString, told);
        writeFile(file(), policy);
        QTcpServer registry;
        QVERIFY(registry.listen(QHostAddress::LocalHost));
        SimulatedEngine simulated;
        test::InstallBench bench(simulated.address(), home(), QStringLiteral("amd64"));
        const auto installed =
            bench.install(QStringLiteral("127.0.0.1:%1/org/sample").arg(registry.serverPort()));
        COMPARE_ERROR(installed, ErrorCode::PermissionDenied);
        QVERIFY2(installed.error().message.contains(told), qPrintable(installed.error().message));
        QVERIFY(!registry.waitForNewConnection(100)); // not so much as a connection
        const QString requests = simulated.requests().join(QLatin1Char('\n'));
        QVERIFY2(!requests.contains(QStringLiteral("/images/")), qPrintable(requests));
    }

    void install_withoutATagOfAnAllowedOne_asksTheRegistry()
    {
        test::WebServer registry;
        int calls = 0;
        registry.on("/v2/", [](const test::WebCall &call) { call.answer(200, "{}"); });
        registry.on("/v2/org/sample/tags/list", [&calls](const test::WebCall &call) {
            ++calls;
            call.answer(200, R"({"tags": ["1.0.0"]})");
        });
        const QString name =
            QUrl(registry.url(QStringLiteral("/"))).authority() + QStringLiteral("/org/sample");
        const QString tagged = name + QStringLiteral(":1.0.0");
        writeFile(file(), R"({"allowed": {"images": [")" + tagged.toUtf8() + R"("]}})");
        SimulatedEngine simulated;
        simulated.offerImage(tagged, sampleImage());
        test::InstallBench bench(simulated.address(), home(), QStringLiteral("amd64"));
        const auto installed = bench.install(name);
        VERIFY_RESULT(installed);
        QCOMPARE(installed->reference, tagged);
        QVERIFY(installed->isFromRegistry);
        QCOMPARE(calls, 1);
    }

    void install_ofAnotherDigest_leavesNothing()
    {
        writeFile(file(), R"({"allowed": {"digests": ["sha256:)" + QByteArray(64, 'b') + R"("]}})");
        SimulatedEngine simulated;
        simulated.offerImage(sampleReference, sampleImage());
        test::InstallBench bench(simulated.address(), home(), QStringLiteral("amd64"));
        const QStringList before = bench.disk();
        const auto installed = bench.install(sampleReference);
        COMPARE_ERROR(installed, ErrorCode::PermissionDenied);
        QVERIFY(installed.error().message.contains(QStringLiteral("allowed.digests")));
        QVERIFY(installed.error().message.contains(sampleId));
        QCOMPARE(bench.disk(), before);
        QVERIFY(!simulated.requests().contains(QStringLiteral("POST /containers/create")));
    }

    void rollBack_toAnotherDigest_keepsWhatIsInstalled()
    {
        const QString next = QStringLiteral("org/sample:2");
        const QString nextId = QStringLiteral("sha256:") + QString(64, QLatin1Char('c'));
        SimulatedEngine simulated;
        simulated.addImage(sampleReference, sampleImage());
        simulated.addImage(next, sampleImage(nextId));
        test::InstallBench bench(simulated.address(), home(), QStringLiteral("amd64"));
        VERIFY_RESULT(bench.install(sampleReference));
        VERIFY_RESULT(bench.install(next));
        const auto allow = [this](const QString &digests) {
            writeFile(file(), R"({"allowed": {"digests": [)" + digests.toUtf8() + "]}}");
        };
        const auto quoted = [](const QString &digest) {
            return QLatin1Char('"') + digest + QLatin1Char('"');
        };
        allow(quoted(nextId));
        const QStringList before = bench.disk();
        const QStringList engineBefore = simulated.state();
        const auto refused = bench.rollBack(QStringLiteral("org/sample"));
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        QVERIFY2(refused.error().message.contains(QStringLiteral("rule allowed.digests"))
                     && refused.error().message.contains(sampleId),
                 qPrintable(refused.error().message));
        QCOMPARE(bench.disk(), before);
        QCOMPARE(simulated.state(), engineBefore);

        allow(quoted(nextId) + QLatin1Char(',') + quoted(sampleId));
        const auto rolledBack = bench.rollBack(QStringLiteral("org/sample"));
        VERIFY_RESULT(rolledBack);
        QCOMPARE(rolledBack->reference, sampleReference);
    }

    void install_whileExtensionsAreDisabled_isRefused()
    {
        SimulatedEngine simulated;
        simulated.addImage(sampleReference, sampleImage());
        test::InstallBench bench(simulated.address(), home(), QStringLiteral("amd64"));
        VERIFY_RESULT(bench.install(sampleReference));
        const settings::Settings settings(bench.store().paths());
        const auto turn = [&settings](bool on) {
            return settings.change(
                [on](settings::SettingValues &values) { values.extensionsEnabled = on; });
        };
        VERIFY_RESULT(turn(false));
        const auto refused = bench.install(sampleReference);
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        QVERIFY(refused.error().message.contains(QStringLiteral("Extensions are disabled")));
        QCOMPARE(bench.store().list().size(), 1U);
        VERIFY_RESULT(bench.remove(sampleReference)); // which is always possible
        VERIFY_RESULT(turn(true));
        VERIFY_RESULT(bench.install(sampleReference));
    }
};

PIERHEAD_TEST(PolicyInstallTest)

} // namespace pierhead::policy

#include "tst_policyinstall.moc"
