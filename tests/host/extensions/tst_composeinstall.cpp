#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/backendmonitor.h>
#include <host/backend/backendrunner.h>
#include <host/base/json.h>

#include <QFileInfo>
#include <QScopeGuard>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::backend::BackendState;
using pierhead::backend::ServiceCondition;
using pierhead::test::await;
using pierhead::test::InstallBench;
using pierhead::test::readFile;

namespace {

const QString composedReference = QStringLiteral("composed/sample:1");
const QString service = QStringLiteral("composed_sample-desktop-extension-service");
const QString composedProject = QStringLiteral("composed_sample-desktop-extension");

constexpr int crashPatience = 30'000;

/// A backend as real ones are: a variable file, an env file, a bound folder, a volume, the engine's
/// socket, a service that ends and one that crashes.
const QByteArray composedText = R"(
services:
  zeta:
    image: ${DESKTOP_PLUGIN_IMAGE}
    env_file: service.env
    environment: {MODE: "${MODE}"}
    volumes:
      - data:/data
      - ./conf:/conf:ro
      - /var/run/docker.sock.raw:/var/run/docker.sock
  alpha:
    image: ${DESKTOP_PLUGIN_IMAGE}
    command: ["sh", "-c", "echo here > /run/guest-services/greeting; trap exit TERM; sleep 100000 & wait"]
  once:
    image: ${DESKTOP_PLUGIN_IMAGE}
    restart: "no"
    command: ["true"]
  crash:
    image: ${DESKTOP_PLUGIN_IMAGE}
    command: ["sh", "-c", "sleep 2; false"]
volumes:
  data: {}
)";

} // namespace

/// Backends that are a compose file, with the compose program of this machine.
class ComposeInstallTest final : public test::InstallTest
{
    Q_OBJECT

private:
    /// The build context; `place` is the compose file's path in the image.
    static QMap<QString, QByteArray> context(const QString &place, const QByteArray &compose)
    {
        QMap<QString, QByteArray> files = sampleContext("page");
        files[QStringLiteral("metadata.json")].replace(
            "\"image\": \"${DESKTOP_PLUGIN_IMAGE}\"", "\"composefile\": \"" + place.toUtf8() + '"');
        const QString folder = place.contains(QLatin1Char('/'))
            ? place.section(QLatin1Char('/'), 0, -2) + QLatin1Char('/')
            : QString();
        files[QStringLiteral("root/") + place] = compose;
        files[QStringLiteral("root/") + folder + QStringLiteral(".env")] = "MODE=fast\n";
        files[QStringLiteral("root/") + folder + QStringLiteral("service.env")] = "COLOR=green\n";
        files[QStringLiteral("root/") + folder + QStringLiteral("conf/name")] = "configured\n";
        files[QStringLiteral("root/other/unrelated")] = "not needed\n";
        files[QStringLiteral("Dockerfile")] += "COPY root /\n";
        return files;
    }

    static backend::BackendRunner runner()
    {
        return {client(), ExtensionId::parse(composedReference).value()};
    }

    static QByteArray output(const QByteArray &script)
    {
        const auto outcome = await(runner().exec(
            {.command = {QStringLiteral("sh"), QStringLiteral("-c"), QString::fromLatin1(script)},
             .workingDirectory = {},
             .environment = {}}));
        return outcome ? outcome->standardOutput + outcome->standardError
                       : outcome.error().message.toUtf8();
    }

    /// The one container of a service of the composedProject.
    static nlohmann::json containerOf(const char *name)
    {
        const auto listed = await(client().listContainers(
            {{QStringLiteral("label"),
              {QStringLiteral("com.docker.compose.project=") + composedProject,
               QStringLiteral("com.docker.compose.service=") + QLatin1String(name)}}}));
        if (!listed || listed->size() != 1) {
            return {};
        }
        const auto answer = ask({.target = "/containers/" + listed->front().id.toUtf8() + "/json"});
        return answer ? json::parse(answer->body).value() : nlohmann::json();
    }

    /// The socket in the first service's container is the engine's: what is asked there is answered
    /// by the engine that the container itself is on.
    static void verifySocketIsTheEngines(const nlohmann::json &container)
    {
        const QByteArray ask = "/lab ask /var/run/docker.sock ";
        QCOMPARE(output(ask + "/_ping"), QByteArray("OK"));
        const QByteArray answer = output(ask + "/containers/" + service.toLatin1() + "/json");
        const auto seen = json::parse(answer);
        QVERIFY2(seen && seen->is_object(), answer.constData());
        QCOMPARE(seen->value("Id", QString()), container.at("Id").get<QString>());
    }

    static QMap<QString, ServiceCondition> conditionsIn(const BackendState &state)
    {
        QMap<QString, ServiceCondition> conditions;
        for (const backend::ServiceState &known : state.services) {
            conditions.insert(known.name, known.condition);
        }
        return conditions;
    }

    /// As the window comes to know it: asked for when the engine's events say so.
    void verifyCrashLoopIsTold()
    {
        BackendState state;
        const auto look = [&state] {
            state = await(runner().state()).value_or(BackendState());
        };
        backend::BackendMonitor monitor(address());
        connect(&monitor, &backend::BackendMonitor::allChanged, &monitor, look);
        connect(&monitor, &backend::BackendMonitor::changed, &monitor, look);
        QSignalSpy changes(&monitor, &backend::BackendMonitor::changed);
        monitor.start();
        QTRY_VERIFY_WITH_TIMEOUT(!changes.isEmpty(), crashPatience);
        const QMap<QString, ServiceCondition> expected{
            {QStringLiteral("alpha"), ServiceCondition::Running},
            {QStringLiteral("crash"), ServiceCondition::Restarting},
            {QStringLiteral("once"), ServiceCondition::Finished},
            {QStringLiteral("zeta"), ServiceCondition::Running}};
        QTRY_COMPARE_WITH_TIMEOUT(conditionsIn(state), expected, crashPatience);
        QCOMPARE(state.overall(), ServiceCondition::Restarting);
        const QString reason = state.reason().inEnglish();
        QVERIFY2(reason.startsWith(QStringLiteral("\"crash\" ended")), qPrintable(reason));
        QTRY_VERIFY_WITH_TIMEOUT(containerOf("crash").at("RestartCount").get<int>() > 0,
                                 crashPatience);
    }

    static void removeVolume()
    {
        VERIFY_RESULT(await(client().removeVolume(composedProject + QStringLiteral("_data"))));
    }

private Q_SLOTS:

    void install_composeFolder_runsAsExtensionsKnowIt()
    {
        const auto guard = qScopeGuard(&removeVolume);
        // It crashes at once, before the install is done.
        QByteArray text = composedText;
        text.replace("sleep 2; false", "test -e /tried && sleep 2; touch /tried; false");
        auto files = context(QStringLiteral("vm/docker-compose.yaml"), text);
        files.insert(QStringLiteral("root/lab"), readFile(QStringLiteral(PIERHEAD_LAB_PROGRAM)));
        VERIFY_RESULT(buildImage(composedReference, files));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(composedReference));
        verifyCrashLoopIsTold();

        const nlohmann::json first = containerOf("zeta");
        QCOMPARE(first.at("Name").get<QString>().section(QLatin1Char('/'), -1), service);
        const nlohmann::json &labels = first.at("Config").at("Labels");
        QCOMPARE(labels.at("com.docker.desktop.extension").get<QString>(), QStringLiteral("true"));
        QCOMPARE(labels.at("com.docker.desktop.extension.name").get<QString>(),
                 QStringLiteral("InstallSample"));
        QCOMPARE(labels.at("io.pierhead.extension.id").get<QString>(),
                 QStringLiteral("composed/sample"));
        QCOMPARE(first.at("HostConfig").at("RestartPolicy").at("Name").get<QString>(),
                 QStringLiteral("always"));
        QCOMPARE(output("echo $COLOR $MODE; cat /conf/name"), "green fast\nconfigured\n");
        QCOMPARE(output("cat /run/guest-services/greeting; stat -c %a /run/guest-services"),
                 "here\n1777\n");
        verifySocketIsTheEngines(first);
        const QByteArray hosts = output("grep host.docker.internal /etc/hosts");
        static const QRegularExpression line(QStringLiteral("^[0-9.]+\\s+host.docker.internal"));
        QVERIFY2(line.match(QString::fromUtf8(hosts)).hasMatch(), hosts.constData());

        QTRY_VERIFY(!containerOf("once").at("State").at("Running").get<bool>());
        QCOMPARE(containerOf("once").at("HostConfig").at("RestartPolicy").at("Name").get<QString>(),
                 QStringLiteral("no"));
        QCOMPARE(containerOf("once").at("RestartCount").get<int>(), 0);

        VERIFY_RESULT(bench.remove(QStringLiteral("composed/sample")));
        QCOMPARE(bench.disk(), QStringList());
    }

    void update_compose_keepsItsVolumes()
    {
        const auto guard = qScopeGuard(&removeVolume);
        VERIFY_RESULT(buildImage(composedReference,
                                 context(QStringLiteral("vm/docker-compose.yaml"), composedText)));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(composedReference));
        QCOMPARE(output("echo precious > /data/file"), "");
        QByteArray next = composedText;
        next.replace("\"${MODE}\"", "\"${MODE}er\"");
        VERIFY_RESULT(buildImage(QStringLiteral("composed/sample:2"),
                                 context(QStringLiteral("vm/docker-compose.yaml"), next)));
        VERIFY_RESULT(bench.install(QStringLiteral("composed/sample:2")));
        QCOMPARE(output("echo $MODE; cat /data/file"), "faster\nprecious\n");
        VERIFY_RESULT(bench.remove(QStringLiteral("composed/sample")));
        VERIFY_RESULT(bench.install(composedReference));
        QCOMPARE(output("echo $MODE; cat /data/file"), "fast\nprecious\n");
        VERIFY_RESULT(bench.remove(QStringLiteral("composed/sample")));
    }

    void install_composeAtTheRoot_copiesWhatItNamesAlone()
    {
        const auto guard = qScopeGuard(&removeVolume);
        VERIFY_RESULT(
            buildImage(composedReference, context(QStringLiteral("compose.yaml"), composedText)));
        InstallBench bench = this->bench();
        const auto installed = bench.install(composedReference);
        VERIFY_RESULT(installed);
        QCOMPARE(output("echo $COLOR $MODE; cat /conf/name"), "green fast\nconfigured\n");
        const QString folder = installed->version + QStringLiteral("/vm/");
        QVERIFY(QFileInfo(folder + QStringLiteral("compose.yaml")).isFile());
        QVERIFY(!QFileInfo::exists(folder + QStringLiteral("other")));
        QVERIFY(!QFileInfo::exists(folder + QStringLiteral("bin")));
        VERIFY_RESULT(bench.remove(QStringLiteral("composed/sample")));
    }

    void install_badCompose_isRefusedWithoutTrace_data()
    {
        QTest::addColumn<QByteArray>("compose");
        QTest::addColumn<QString>("told");
        QTest::newRow("no YAML") << QByteArray("services: [") << QStringLiteral("line 1");
        QTest::newRow("no service")
            << QByteArray("services: {}") << QStringLiteral("at least one service");
        QTest::newRow("to be built")
            << QByteArray("services: {a: {build: .}}") << QStringLiteral("\"a\"");
        QTest::newRow("unknown key")
            << QByteArray("services: {a: {image: alpine:3.15, imagine: true}}")
            << QStringLiteral("imagine");
        QTest::newRow("no such image")
            << QByteArray("services: {a: {image: localhost:1/nothing/here:1}}")
            << QStringLiteral("localhost:1/nothing/here:1");
    }

    void install_badCompose_isRefusedWithoutTrace()
    {
        QFETCH(QByteArray, compose);
        QFETCH(QString, told);
        const QString place = QStringLiteral("vm/docker-compose.yaml");
        VERIFY_RESULT(buildImage(QStringLiteral("composed/sample:3"), context(place, compose)));
        InstallBench bench = this->bench();
        const auto installed = bench.install(QStringLiteral("composed/sample:3"));
        QVERIFY(!installed);
        const QString words = installed.error().message + installed.error().detail;
        QVERIFY2(words.contains(told), qPrintable(words));
        QCOMPARE(bench.disk(), QStringList());
    }

    void update_thatCannotBeStarted_leavesTheFormerRunning()
    {
        const QByteArray good =
            "services: {a: {image: \"${DESKTOP_PLUGIN_IMAGE}\", environment: {MODE: $MODE}}}";
        const QByteArray bad =
            "services: {a: {image: \"alpine:3.15\", command: [/no/such/program]}}";
        const QString place = QStringLiteral("vm/docker-compose.yaml");
        VERIFY_RESULT(buildImage(composedReference, context(place, good)));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(composedReference));
        const QStringList before = bench.disk();
        VERIFY_RESULT(buildImage(QStringLiteral("composed/sample:3"), context(place, bad)));
        const auto installed = bench.install(QStringLiteral("composed/sample:3"));
        QVERIFY(!installed);
        QVERIFY2(installed.error().message.contains(QStringLiteral("/no/such/program")),
                 qPrintable(installed.error().message));
        QCOMPARE(bench.disk(), before);
        QCOMPARE(output("echo $MODE"), "fast\n");
        QCOMPARE(await(runner().state()).value().running, 1);
        VERIFY_RESULT(bench.remove(QStringLiteral("composed/sample")));
    }

    void install_noComposeProgram_saysWhatToInstall()
    {
        const QString place = QStringLiteral("vm/docker-compose.yaml");
        VERIFY_RESULT(buildImage(composedReference, context(place, composedText)));
        const QByteArray path = qgetenv("PATH");
        const auto guard = qScopeGuard([&path] { qputenv("PATH", path); });
        qputenv("PATH", home().toUtf8());
        InstallBench bench = this->bench();
        const auto installed = bench.install(composedReference);
        QVERIFY(!installed);
        QVERIFY2(installed.error().message.contains(QStringLiteral("Install one of them")),
                 qPrintable(installed.error().message));
        QCOMPARE(bench.disk(), QStringList());
    }
};

PIERHEAD_TEST(ComposeInstallTest)

#include "tst_composeinstall.moc"
