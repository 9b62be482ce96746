#include "enginetest.h"
#include "programrun.h"
#include "result.h"
#include "testprogram.h"

#include <host/base/json.h>
#include <host/engine/engineclient.h>

#include <QTest>

namespace pierhead::test {

namespace {

const QByteArray switchDockerfile =
    "FROM alpine:3.15\n"
    "LABEL org.opencontainers.image.title=%1 com.docker.desktop.extension.api.version=0.3.4\n"
    "COPY metadata.json compose.yaml /\n";

const QByteArray switchCompose = R"(
services:
  web:
    image: ${DESKTOP_PLUGIN_IMAGE}
    command: ["sh", "-c", "trap exit TERM; while true; do sleep 1 & wait; done"]
)";

} // namespace

/// `disable` and `enable` with backends on a real engine.
class CliSwitchTest final : public EngineTest
{
    Q_OBJECT

private:
    [[nodiscard]] static ProgramRun call(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

    /// How many containers run on the engine.
    [[nodiscard]] static qsizetype running()
    {
        const auto containers = await(engine::EngineClient(address()).listContainers({}));
        qsizetype count = 0;
        for (const engine::ContainerSummary &container :
             containers.value_or(std::vector<engine::ContainerSummary>())) {
            count += container.state == QLatin1String("running") ? 1 : 0;
        }
        return count;
    }

private Q_SLOTS:

    void initTestCase()
    {
        for (const char *name : {"one", "two"}) {
            VERIFY_RESULT(buildImage(
                QStringLiteral("cliswitch/%1:1").arg(QLatin1String(name)),
                {{QStringLiteral("Dockerfile"), QByteArray(switchDockerfile).replace("%1", name)},
                 {QStringLiteral("metadata.json"), R"({"vm": {"composefile": "compose.yaml"}})"},
                 {QStringLiteral("compose.yaml"), switchCompose}}));
        }
    }

    void init()
    {
        EngineTest::init();
        for (const char *name : {"one", "two"}) {
            const ProgramRun installed =
                call({QStringLiteral("install"),
                      QStringLiteral("-f"),
                      QStringLiteral("cliswitch/%1:1").arg(QLatin1String(name))});
            QVERIFY2(installed.exitCode == 0, installed.describe());
        }
    }

    void cleanup()
    {
        for (const char *name : {"one", "two"}) {
            const ProgramRun removed = call({QStringLiteral("rm"), QLatin1String(name)});
            QVERIFY2(removed.exitCode == 0, removed.describe());
        }
        EngineTest::cleanup();
    }

    void disableAndEnable_stopAndStartTheBackends()
    {
        QCOMPARE(running(), 2);
        const ProgramRun off = call({QStringLiteral("disable")});
        QVERIFY2(off.exitCode == 0, off.describe());
        QCOMPARE(off.output,
                 QStringLiteral("Stopping the backend of \"one\"...\n"
                                "Stopping the backend of \"two\"...\n"
                                "Extensions are disabled\n"));
        QCOMPARE(running(), 0);

        const ProgramRun list =
            call({QStringLiteral("ls"), QStringLiteral("--format"), QStringLiteral("json")});
        const auto listed = json::parse(list.output.toUtf8());
        VERIFY_RESULT(listed);
        QCOMPARE(listed->size(), 2U);
        QCOMPARE(json::field<QString>(listed->front().at("vm"), "state"),
                 QStringLiteral("stopped"));
        QVERIFY2(list.errors.contains(QStringLiteral("Extensions are disabled")), list.describe());

        for (const QStringList &words :
             {QStringList{QStringLiteral("restart"), QStringLiteral("one")},
              QStringList{QStringLiteral("install"),
                          QStringLiteral("-f"),
                          QStringLiteral("cliswitch/one:1")}}) {
            const ProgramRun refused = call(words);
            QCOMPARE(refused.exitCode, 1);
            QVERIFY2(refused.errors.contains(QStringLiteral("Extensions are disabled")),
                     refused.describe());
            QCOMPARE(running(), 0);
        }

        const ProgramRun on = call({QStringLiteral("enable")});
        QVERIFY2(on.exitCode == 0, on.describe());
        QCOMPARE(on.output,
                 QStringLiteral("Starting the backend of \"one\"...\n"
                                "Starting the backend of \"two\"...\n"
                                "Extensions are enabled\n"));
        QCOMPARE(running(), 2);
    }

    void disableAndEnable_ofOne_leaveTheOther()
    {
        const ProgramRun off = call({QStringLiteral("disable"), QStringLiteral("one")});
        QVERIFY2(off.exitCode == 0, off.describe());
        QCOMPARE(off.output,
                 QStringLiteral("Stopping the backend of \"one\"...\n\"one\" is disabled\n"));
        QCOMPARE(running(), 1);

        const ProgramRun refused = call({QStringLiteral("restart"), QStringLiteral("one")});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.errors.contains(QStringLiteral("\"cliswitch/one\" is disabled")),
                 refused.describe());

        // All on does not start it, nor does another install of it.
        QCOMPARE(call({QStringLiteral("enable")}).exitCode, 0);
        QCOMPARE(running(), 1);
        const ProgramRun installed = call(
            {QStringLiteral("install"), QStringLiteral("-f"), QStringLiteral("cliswitch/one:1")});
        QVERIFY2(installed.exitCode == 0, installed.describe());
        QVERIFY2(installed.errors.contains(QStringLiteral("\"cliswitch/one\" is disabled")),
                 installed.describe());
        QCOMPARE(running(), 1);
        const auto containers = await(engine::EngineClient(address()).listContainers({}));
        VERIFY_RESULT(containers);
        QCOMPARE(containers->size(), 2U);

        const ProgramRun on = call({QStringLiteral("enable"), QStringLiteral("one")});
        QVERIFY2(on.exitCode == 0, on.describe());
        QCOMPARE(on.output,
                 QStringLiteral("Starting the backend of \"one\"...\n\"one\" is enabled\n"));
        QCOMPARE(running(), 2);
    }
};

PIERHEAD_TEST(CliSwitchTest)

} // namespace pierhead::test

#include "tst_cliswitch.moc"
