#include "enginetest.h"
#include "programrun.h"
#include "result.h"
#include "runningprogram.h"

#include <host/base/json.h>

#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace pierhead::test {

namespace {

const QString reference = QStringLiteral("clibackend/two:1");

const QByteArray dockerfile =
    "FROM alpine:3.15\n"
    "LABEL org.opencontainers.image.title=Two org.opencontainers.image.vendor=Us"
    " org.opencontainers.image.description=Services"
    " com.docker.desktop.extension.api.version=0.3.4\n"
    "COPY metadata.json compose.yaml /\n";

const QByteArray composeText = R"(
services:
  web:
    image: ${DESKTOP_PLUGIN_IMAGE}
    command: ["sh", "-c", "trap exit TERM; echo web says hello; n=0; while true; do n=$$((n+1)); echo tick $$n; sleep 1 & wait; done"]
  queue:
    image: ${DESKTOP_PLUGIN_IMAGE}
    command: ["sh", "-c", "trap exit TERM; echo queue says hello >&2; while true; do sleep 1 & wait; done"]
)";

} // namespace

/// What the command line tells of backends and does to them, on a real engine.
class CliBackendTest final : public EngineTest
{
    Q_OBJECT

private:
    [[nodiscard]] static ProgramRun call(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

    [[nodiscard]] static nlohmann::json info()
    {
        const ProgramRun run = call({QStringLiteral("info"),
                                     QStringLiteral("two"),
                                     QStringLiteral("--format"),
                                     QStringLiteral("json")});
        return json::parse(run.output.toUtf8()).value_or(nlohmann::json());
    }

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(
            reference,
            {{QStringLiteral("Dockerfile"), dockerfile},
             {QStringLiteral("metadata.json"), R"({"vm": {"composefile": "compose.yaml"}})"},
             {QStringLiteral("compose.yaml"), composeText}}));
    }

    void init()
    {
        EngineTest::init();
        const ProgramRun installed =
            call({QStringLiteral("install"), QStringLiteral("-f"), reference});
        QVERIFY2(installed.exitCode == 0, installed.describe());
    }

    void cleanup()
    {
        const ProgramRun removed = call({QStringLiteral("rm"), QStringLiteral("two")});
        QVERIFY2(removed.exitCode == 0, removed.describe());
        EngineTest::cleanup();
    }

    void info_tellsAll()
    {
        const ProgramRun run = call({QStringLiteral("info"), QStringLiteral("two")});
        QVERIFY2(run.exitCode == 0, run.describe());
        for (const char *line : {"Name +two",
                                 "Title +Two",
                                 "Provider +Us",
                                 "Image +clibackend/two:1",
                                 "API version +0.3.4",
                                 "Tabs +-",
                                 "May use +vm, .*open-external",
                                 "Backend +running",
                                 "Service web +running",
                                 "Service queue +running"}) {
            const QRegularExpression pattern(QStringLiteral("^%1$").arg(QLatin1String(line)),
                                             QRegularExpression::MultilineOption);
            QVERIFY2(run.output.contains(pattern), line + ("\n" + run.describe()));
        }
        const nlohmann::json object = info();
        QCOMPARE(json::field<QString>(object, "id"), QStringLiteral("clibackend/two"));
        QCOMPARE(json::field<QString>(object, "title"), QStringLiteral("Two"));
        QCOMPARE(json::field<QString>(object, "apiVersion"), QStringLiteral("0.3.4"));
        QCOMPARE(object.at("services").size(), 2U);
        QCOMPARE(json::field<QString>(object.at("services").front(), "state"),
                 QStringLiteral("running"));
    }

    void notInstalled_isTold()
    {
        for (const char *command : {"info", "logs", "restart"}) {
            const ProgramRun run = call({QLatin1String(command), QStringLiteral("nobody")});
            QCOMPARE(run.exitCode, 1);
            QVERIFY2(run.errors.contains(QStringLiteral("\"nobody\" is not installed")),
                     run.describe());
        }
    }

    void logs_areOfAllServices_andEnd()
    {
        const auto hasAll = [] {
            const ProgramRun run = call({QStringLiteral("logs"), QStringLiteral("two")});
            return run.exitCode == 0
                && run.output.contains(QStringLiteral("web   | web says hello\n"))
                && run.output.contains(QStringLiteral("web   | tick 1\n"))
                && run.output.contains(QStringLiteral("queue | queue says hello\n"));
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasAll(), 20'000);

        const ProgramRun last = call({QStringLiteral("logs"),
                                      QStringLiteral("two"),
                                      QStringLiteral("--tail"),
                                      QStringLiteral("1"),
                                      QStringLiteral("-t")});
        const QStringList lines = last.output.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY2(lines.size() == 2, last.describe());
        const QRegularExpression stamped(QStringLiteral(
            "^(web|queue) +\\| \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .+$"));
        QVERIFY2(stamped.match(lines.front()).hasMatch(), last.describe());
        QCOMPARE(call({QStringLiteral("logs"),
                       QStringLiteral("two"),
                       QStringLiteral("--tail"),
                       QStringLiteral("many")})
                     .exitCode,
                 1);
    }

    void logs_followed_goOnOverARestart_untilInterrupted()
    {
        RunningProgram following({QStringLiteral("--engine"),
                                  addressText(),
                                  QStringLiteral("logs"),
                                  QStringLiteral("--follow"),
                                  QStringLiteral("two")});
        QVERIFY2(following.waitForOutput("| tick 2\n"), following.errors());
        const ProgramRun restarted = call({QStringLiteral("restart"), QStringLiteral("two")});
        QVERIFY2(restarted.exitCode == 0, restarted.describe());
        QCOMPARE(restarted.output,
                 QStringLiteral("Restarting the backend of \"two\"...\n"
                                "Backend of \"two\" restarted\n"));
        const auto greetings = [&following] {
            return following.output().count("web says hello");
        };
        QTRY_COMPARE_WITH_TIMEOUT(greetings(), 2, 30'000);
        following.send(SIGINT);
        QCOMPARE(following.wait(), 0);
        QCOMPARE(following.errors(), QByteArray());
        QCOMPARE(json::field<QString>(info().at("vm"), "state"), QStringLiteral("running"));
    }
};

} // namespace pierhead::test

QTEST_GUILESS_MAIN(pierhead::test::CliBackendTest)

#include "tst_clibackend.moc"
