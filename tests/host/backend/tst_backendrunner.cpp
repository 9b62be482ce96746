#include "enginetest.h"
#include "execspecs.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendmonitor.h>
#include <host/backend/backendrunner.h>
#include <host/base/json.h>

#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::command;
using pierhead::test::shell;

namespace {

const QString runnerImage = QStringLiteral("backendrunner/sample:1");
const QString crashing = QStringLiteral("backendrunner/crashing:1");

extensions::ExtensionId runnerId()
{
    return extensions::ExtensionId::parse(runnerImage).value();
}

BackendSpec runnerSpec(const QString &imageName = runnerImage)
{
    return {.id = runnerId(),
            .image = imageName,
            .displayName = QStringLiteral("Sample"),
            .socket = {}};
}

} // namespace

/// A backend on a real engine.
class BackendRunnerTest final : public test::EngineTest
{
    Q_OBJECT

private:
    static engine::EngineClient client() { return engine::EngineClient(address()); }

    static BackendRunner runner() { return {client(), runnerId()}; }

    static nlohmann::json inspect(const QByteArray &target)
    {
        const auto response = ask({.target = target});
        return response ? json::parse(response->body).value() : nlohmann::json();
    }

    /// How many processes of the container have the word in their command.
    static qsizetype processesWith(const QByteArray &word)
    {
        const auto listed = await(runner().exec(
            command({QStringLiteral("ps"), QStringLiteral("-o"), QStringLiteral("args")})));
        return listed ? listed->standardOutput.count(word) : -1;
    }

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(
            runnerImage,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\nCOPY script /script\nCOPY plain /plain\n"
              "WORKDIR /tmp\nCMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n"},
             {QStringLiteral("script"), "#!/bin/sh\necho \"$0 $1\"\n"},
             {QStringLiteral("plain"), "no program\n"}}));
        VERIFY_RESULT(buildImage(
            crashing, {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nCMD [\"false\"]\n"}}));
    }

    void cleanup()
    {
        VERIFY_RESULT(await(runner().down()));
        EngineTest::cleanup();
    }

    void up_image_hasTheNamesThatExtensionsKnow()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        const nlohmann::json container =
            inspect("/containers/backendrunner_sample-desktop-extension-service/json");
        const auto labels = container.at("Config").at("Labels").get<engine::Labels>();
        const auto label = [&labels](const char *key) {
            return labels.value(QLatin1String(key));
        };
        QCOMPARE(label("com.docker.desktop.extension"), QStringLiteral("true"));
        QCOMPARE(label("com.docker.desktop.extension.name"), QStringLiteral("Sample"));
        QCOMPARE(label("com.docker.compose.project"),
                 QStringLiteral("backendrunner_sample-desktop-extension"));
        QCOMPARE(label("com.docker.compose.oneoff"), QStringLiteral("False"));
        QCOMPARE(container.at("HostConfig").at("RestartPolicy").at("Name").get<QString>(),
                 QStringLiteral("always"));
        const nlohmann::json networks = container.at("NetworkSettings").at("Networks");
        QCOMPARE(networks.size(), std::size_t{1});
        QVERIFY(networks.contains("backendrunner_sample-desktop-extension_default"));
        const auto state = await(runner().state());
        VERIFY_RESULT(state);
        QCOMPARE(state->running, 1);
        QCOMPARE(state->total, 1);
    }

    void up_guestServices_isWritableForEverybody()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        const auto listed = await(runner().exec(shell("ls -ld /run/guest-services")));
        VERIFY_RESULT(listed);
        QVERIFY2(listed->standardOutput.startsWith("drwxrwxrwt"), listed->standardOutput);
    }

    void up_hostName_resolves()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        const auto hosts = await(runner().exec(shell("grep host.docker.internal /etc/hosts")));
        VERIFY_RESULT(hosts);
        static const QRegularExpression address(QStringLiteral("^\\d+\\.\\d+\\.\\d+\\.\\d+\\s"));
        QVERIFY2(address.match(QString::fromUtf8(hosts->standardOutput)).hasMatch(),
                 hosts->standardOutput);
    }

    void up_again_replacesTheContainer()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        VERIFY_RESULT(await(runner().exec(shell("touch /tmp/mark"))));
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        const auto marked = await(runner().exec(shell("test -e /tmp/mark")));
        VERIFY_RESULT(marked);
        QCOMPARE(marked->exitCode, 1);
        QCOMPARE(await(runner().state()).value().total, 1);
    }

    void up_imageMissing_leavesWhatWasThere()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        COMPARE_ERROR(await(runner().up(runnerSpec(QStringLiteral("backendrunner/nothing:1")))),
                      ErrorCode::NotFound);
        QCOMPARE(await(runner().state()).value().running, 1);
    }

    void up_programEndsAtOnce_isNoFailureAndShows()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec(crashing))));
        QTRY_COMPARE_WITH_TIMEOUT(await(runner().state()).value().running, 0, 30000);
        QCOMPARE(await(runner().state()).value().total, 1);
    }

    void up_nameTaken_saysSoAndLeavesNothing()
    {
        engine::ContainerSpec other;
        other.name = runnerId().serviceContainerName();
        other.image = runnerImage;
        const auto container = await(client().createContainer(other));
        VERIFY_RESULT(container);
        const auto up = await(runner().up(runnerSpec()));
        QVERIFY(!up);
        QVERIFY2(up.error().message.contains(runnerId().serviceContainerName()),
                 qPrintable(up.error().message));
        QCOMPARE(await(runner().state()).value().total, 0);
        VERIFY_RESULT(await(client().removeContainer(*container)));
    }

    void down_nothingThere_isSuccess() { VERIFY_RESULT(await(runner().down())); }

    void down_halfThere_removesTheRest()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        VERIFY_RESULT(await(client().removeContainer(runnerId().serviceContainerName())));
        VERIFY_RESULT(await(runner().down()));
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        QCOMPARE(await(runner().state()).value().running, 1);
    }

    void monitor_upAndDown_areTold()
    {
        BackendMonitor monitor(address());
        QSignalSpy connections(&monitor, &BackendMonitor::allChanged);
        QSignalSpy changes(&monitor, &BackendMonitor::changed);
        monitor.start();
        QTRY_VERIFY(!connections.isEmpty()); // which may have come at once
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        QTRY_VERIFY(!changes.isEmpty());
        QCOMPARE(changes.front().front().toString(), QStringLiteral("backendrunner/sample"));
        changes.clear();
        VERIFY_RESULT(await(runner().down()));
        QTRY_VERIFY(!changes.isEmpty());
    }

    void exec_outcome_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("error");
        const auto words = [](const char *script) {
            return shell(script).command;
        };
        QTest::newRow("script") << QStringList{QStringLiteral("/script"),
                                               QStringLiteral("Moby  $HOME")}
                                << 0 << QByteArray("/script Moby  $HOME\n") << QByteArray();
        QTest::newRow("exit code") << words("exit 3") << 3 << QByteArray() << QByteArray();
        QTest::newRow("its own 127")
            << words("echo here; exit 127") << 127 << QByteArray("here\n") << QByteArray();
        QTest::newRow("both outputs") << words("echo one; echo two >&2; exit 1") << 1
                                      << QByteArray("one\n") << QByteArray("two\n");
        QTest::newRow("folder and no input")
            << words("pwd; cat") << 0 << QByteArray("/tmp\n") << QByteArray();
        QTest::newRow("no text") << words("printf '\\377\\000\\376'") << 0
                                 << QByteArray("\377\000\376", 3) << QByteArray();
        QTest::newRow("signal") << words("kill -9 $$") << 137 << QByteArray() << QByteArray();
    }

    void exec_outcome()
    {
        QFETCH(QStringList, words);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, output);
        QFETCH(QByteArray, error);
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        const auto outcome = await(runner().exec(command(words)));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, exitCode);
        QCOMPARE(outcome->standardOutput, output);
        QCOMPARE(outcome->standardError, error);
        QVERIFY(outcome->signal.isEmpty());
    }

    void exec_programCannotBeRun_hasTheEnginesWords_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("words");
        QTest::newRow("missing") << QStringLiteral("nothing-like-it") << 127
                                 << QStringLiteral("not found");
        QTest::newRow("missing path")
            << QStringLiteral("./nothing") << 127 << QStringLiteral("no such file");
        QTest::newRow("no program")
            << QStringLiteral("/plain") << 126 << QStringLiteral("permission denied");
    }

    void exec_programCannotBeRun_hasTheEnginesWords()
    {
        QFETCH(QString, program);
        QFETCH(int, exitCode);
        QFETCH(QString, words);
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        const auto outcome = await(runner().exec(command({program})));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, exitCode);
        QCOMPARE(outcome->standardOutput, QByteArray());
        QVERIFY2(outcome->standardError.contains(words.toUtf8()), outcome->standardError);
    }

    void exec_folderAndEnvironment_areGiven()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        ExecSpec given = shell("echo $PWD $GREETING");
        given.workingDirectory = QStringLiteral("/bin");
        given.environment.insert(QStringLiteral("GREETING"), QStringLiteral("a b=c"));
        const auto outcome = await(runner().exec(given));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput, QByteArray("/bin a b=c\n"));
    }

    void exec_tenMebibytes_comeWhole()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        const auto outcome =
            await(runner().exec(shell("dd if=/dev/zero bs=1M count=10 2>/dev/null | tr '\\0' x")));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, 0);
        QCOMPARE(outcome->standardOutput.size(), 10 * 1024 * 1024);
        QCOMPARE(outcome->standardOutput.count('x'), outcome->standardOutput.size());
    }

    void exec_manyAtOnce_keepTheirOwnOutput()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        std::vector<Task<Result<ExecOutcome>>> tasks;
        for (int number = 0; number < 10; ++number) {
            tasks.push_back(
                runner().exec(command({QStringLiteral("echo"), QString::number(number)})));
        }
        for (int number = 0; number < 10; ++number) {
            const auto outcome = await(std::move(tasks[static_cast<std::size_t>(number)]));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray::number(number) + '\n');
        }
    }

    void exec_cancelledHalfWay_killsTheProgramAndItsChildren()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        StopSource stop;
        Task<Result<ExecOutcome>> task =
            runner().exec(shell("sleep 4711 & sleep 4711; true"), stop.get_token());
        QTRY_VERIFY(processesWith("sleep 4711") >= 2);
        stop.request_stop();
        const auto outcome = await(std::move(task));
        COMPARE_ERROR(outcome, ErrorCode::Cancelled);
        QCOMPARE(outcome.error().detail, QString());
        QCOMPARE(processesWith("sleep 4711"), 0);
    }

    void exec_cancelledAtOnce_leavesNothingRunning()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        StopSource stop;
        Task<Result<ExecOutcome>> task = runner().exec(shell("sleep 4712; true"), stop.get_token());
        stop.request_stop();
        COMPARE_ERROR(await(std::move(task)), ErrorCode::Cancelled);
        QCOMPARE(processesWith("sleep 4712"), 0);
    }

    void exec_backendIsNotThere_isNotFound()
    {
        const auto outcome = await(runner().exec(command({QStringLiteral("true")})));
        COMPARE_ERROR(outcome, ErrorCode::NotFound);
        QVERIFY2(outcome.error().message.contains(QStringLiteral("is not there")),
                 qPrintable(outcome.error().message));
    }

    void exec_backendIsStopped_isNotFound()
    {
        VERIFY_RESULT(await(runner().up(runnerSpec())));
        VERIFY_RESULT(await(client().stopContainer(runnerId().serviceContainerName(), 0)));
        const auto outcome = await(runner().exec(command({QStringLiteral("true")})));
        COMPARE_ERROR(outcome, ErrorCode::NotFound);
        QVERIFY2(outcome.error().message.contains(QStringLiteral("exited")),
                 qPrintable(outcome.error().message));
    }

    void exec_nothing_isRefused()
    {
        COMPARE_ERROR(await(runner().exec(command({}))), ErrorCode::InvalidArgument);
    }
};

PIERHEAD_TEST(BackendRunnerTest)

#include "tst_backendrunner.moc"
