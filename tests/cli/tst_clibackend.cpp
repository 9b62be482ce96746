#include "enginetest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "result.h"
#include "runningprogram.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/base/json.h>
#include <host/engine/engineclient.h>

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace pierhead::test {

namespace {

const QString backendReference = QStringLiteral("clibackend/two:1");

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

    /// One for all functions: an install takes many times what most of them do.
    QTemporaryDir m_installed;

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(
            backendReference,
            {{QStringLiteral("Dockerfile"), dockerfile},
             {QStringLiteral("metadata.json"), R"({"vm": {"composefile": "compose.yaml"}})"},
             {QStringLiteral("compose.yaml"), composeText}}));
        qputenv("PIERHEAD_HOME", m_installed.path().toUtf8());
        const ProgramRun installed =
            call({QStringLiteral("install"), QStringLiteral("-f"), backendReference});
        QVERIFY2(installed.exitCode == 0, installed.describe());
    }

    void init()
    {
        EngineTest::init();
        qputenv("PIERHEAD_HOME", m_installed.path().toUtf8());
    }

    void cleanupTestCase()
    {
        const ProgramRun removed = call({QStringLiteral("rm"), QStringLiteral("two")});
        QVERIFY2(removed.exitCode == 0, removed.describe());
        const auto left = ask({.target = "/containers/json?all=1"});
        VERIFY_RESULT(left);
        QVERIFY2(!left->body.contains("clibackend"), left->body);
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

    /// With another image in its backend than its own, as on a machine that has none of the two.
    void export_archive_bringsAllImages()
    {
        const QString other = QStringLiteral("clibackend/other:1");
        const QString extension = QStringLiteral("clibackend/exported:1");
        VERIFY_RESULT(buildImage(
            other, {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nRUN echo other > /name\n"}}));
        VERIFY_RESULT(buildImage(
            extension,
            {{QStringLiteral("Dockerfile"), QByteArray(dockerfile).replace("=Two", "=Exported")},
             {QStringLiteral("metadata.json"), R"({"vm": {"composefile": "compose.yaml"}})"},
             {QStringLiteral("compose.yaml"),
              "services:\n  one:\n    image: clibackend/other:1\n    command: [sleep, "
              "'1000']\n"}}));
        const QString file = home() + QStringLiteral("/exported.tar");
        const auto run = [](const QStringList &words) {
            const ProgramRun done = call(words);
            return done.exitCode == 0 ? QByteArray() : done.describe();
        };
        QCOMPARE(run({QStringLiteral("install"), QStringLiteral("-f"), extension}), QByteArray());
        const ProgramRun exported = call(
            {QStringLiteral("export"), QStringLiteral("-o"), file, QStringLiteral("exported")});
        QVERIFY2(exported.exitCode == 0, exported.describe());
        QVERIFY2(exported.output.contains(QStringLiteral("  clibackend/exported:1\n"
                                                         "  clibackend/other:1\n")),
                 exported.describe());
        const QStringList rm{QStringLiteral("rm"), QStringLiteral("exported")};
        QCOMPARE(run(rm), QByteArray());
        const engine::EngineClient client(address());
        VERIFY_RESULT(await(client.removeImage(extension)));
        VERIFY_RESULT(await(client.removeImage(other)));

        QCOMPARE(run({QStringLiteral("install"), QStringLiteral("-f"), file}), QByteArray());
        const ProgramRun name = call({QStringLiteral("exec"),
                                      QStringLiteral("exported"),
                                      QStringLiteral("cat"),
                                      QStringLiteral("/name")});
        QVERIFY2(name.output == QStringLiteral("other\n"), name.describe());

        // The name means another image now: what an export would hold is not what is installed.
        VERIFY_RESULT(buildImage(
            extension,
            {{QStringLiteral("Dockerfile"), QByteArray(dockerfile).replace("=Two", "=Exported2")},
             {QStringLiteral("metadata.json"), "{}"},
             {QStringLiteral("compose.yaml"), ""}}));
        const ProgramRun stale = call(
            {QStringLiteral("export"), QStringLiteral("-o"), file, QStringLiteral("exported")});
        QCOMPARE(stale.exitCode, 1);
        QVERIFY2(stale.errors.contains(QStringLiteral("is another image by now")),
                 stale.describe());
        QVERIFY(QFileInfo(file).size() > 1000);
        QCOMPARE(run(rm), QByteArray());
    }

    void install_standardInput_isAnArchive()
    {
        const QString piped = QStringLiteral("clibackend/piped:1");
        VERIFY_RESULT(buildImage(
            piped,
            {{QStringLiteral("Dockerfile"), QByteArray(dockerfile).replace("=Two", "=Piped")},
             {QStringLiteral("metadata.json"), "{}"},
             {QStringLiteral("compose.yaml"), ""}}));
        const QString file = home() + QStringLiteral("/saved.tar");
        const QByteArray target = "/images/" + piped.toUtf8() + "/get";
        VERIFY_RESULT(await(engine::EngineClient(address()).http().download(
            {.target = target}, file, 256LL * 1024 * 1024)));
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const QStringList words{QStringLiteral("--engine"),
                                addressText(),
                                QStringLiteral("install"),
                                QStringLiteral("--force"),
                                QStringLiteral("-")};
        const ProgramRun installed = runCliOn(saved.readAll(), words);
        QVERIFY2(installed.exitCode == 0, installed.describe());
        QVERIFY2(installed.output.contains(
                     QStringLiteral("Extension \"piped\" installed successfully\n")),
                 installed.describe());
        const ProgramRun empty = runCliOn({}, words);
        QCOMPARE(empty.exitCode, 1);
        QVERIFY2(empty.errors.contains(QStringLiteral("Standard input is empty")),
                 empty.describe());
        const ProgramRun noArchive = runCliOn("no archive", words);
        QCOMPARE(noArchive.exitCode, 1);
        QVERIFY2(noArchive.errors.contains(QStringLiteral("standard-input")), noArchive.describe());
        const ProgramRun removed = call({QStringLiteral("rm"), QStringLiteral("piped")});
        QVERIFY2(removed.exitCode == 0, removed.describe());
    }

    void exec_pipes_passOutputsAndCodeOn()
    {
        const ProgramRun run =
            call({QStringLiteral("exec"),
                  QStringLiteral("-w"),
                  QStringLiteral("/tmp"),
                  QStringLiteral("-e"),
                  QStringLiteral("GREETING=hi there"),
                  QStringLiteral("two"),
                  QStringLiteral("sh"),
                  QStringLiteral("-c"),
                  QStringLiteral("pwd; echo $GREETING; echo wrong >&2; exit 7")});
        QCOMPARE(run.output, QStringLiteral("/tmp\nhi there\n"));
        QCOMPARE(run.errors, QStringLiteral("wrong\n"));
        QCOMPARE(run.exitCode, 7);
    }

    void exec_input_goesThroughTheCommand()
    {
        QByteArray input(3'000'000, 'x');
        input += "\nend\xff";
        const ProgramRun run = runCliOn(input,
                                        {QStringLiteral("--engine"),
                                         addressText(),
                                         QStringLiteral("exec"),
                                         QStringLiteral("two"),
                                         QStringLiteral("md5sum")});
        const QByteArray sum = QCryptographicHash::hash(input, QCryptographicHash::Md5).toHex();
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output, QString::fromUtf8(sum + "  -\n"));
    }

    void exec_service_isTheNamedOne()
    {
        const auto hostsOf = [](const QString &service) {
            return call({QStringLiteral("exec"),
                         QStringLiteral("--service"),
                         service,
                         QStringLiteral("two"),
                         QStringLiteral("cat"),
                         QStringLiteral("/etc/hostname")});
        };
        const ProgramRun web = hostsOf(QStringLiteral("web"));
        const ProgramRun queue = hostsOf(QStringLiteral("queue"));
        QVERIFY2(web.exitCode == 0 && queue.exitCode == 0, web.describe() + queue.describe());
        QVERIFY(web.output != queue.output);
        const ProgramRun first = call({QStringLiteral("exec"),
                                       QStringLiteral("two"),
                                       QStringLiteral("cat"),
                                       QStringLiteral("/etc/hostname")});
        QCOMPARE(first.output, web.output);
        const ProgramRun none = hostsOf(QStringLiteral("cache"));
        QCOMPARE(none.exitCode, 1);
        QVERIFY2(none.errors.contains(
                     QStringLiteral("has no service \"cache\". Its services: web, queue.")),
                 none.describe());
    }

    void exec_missingProgram_is127()
    {
        const ProgramRun run = call(
            {QStringLiteral("exec"), QStringLiteral("two"), QStringLiteral("no-such-program")});
        QCOMPARE(run.exitCode, 127);
        QVERIFY2(run.errors.contains(QStringLiteral("no-such-program")), run.describe());
    }

    void exec_terminal_hasItsKeysAndSize()
    {
        PseudoTerminal terminal(91, 31);
        RunningProgram running({QStringLiteral("--engine"),
                                addressText(),
                                QStringLiteral("exec"),
                                QStringLiteral("two"),
                                QStringLiteral("sh")},
                               &terminal);
        terminal.type("stty size\n");
        QVERIFY2(terminal.waitForOutput("31 91\n"), terminal.output());
        terminal.resize(120, 40);
        const auto hasSize = [&terminal] {
            terminal.type("stty size\n");
            return test::waitFor([&] { return terminal.output().contains("40 120\n"); }, 500);
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasSize(), 10'000);
        terminal.type("echo sl''eeping; sleep 1000\n");
        QVERIFY2(terminal.waitForOutput("sleeping\n"), terminal.output());
        QTest::qWait(300); // until its keys are the shell's no longer
        terminal.type("\x03");
        terminal.type("echo in''terrupted; exit 5\n");
        QVERIFY2(terminal.waitForOutput("interrupted\n"), terminal.output());
        QCOMPARE(running.wait(), 5);
    }

    void exec_ended_leavesNothingBehind()
    {
        RunningProgram running({QStringLiteral("--engine"),
                                addressText(),
                                QStringLiteral("exec"),
                                QStringLiteral("two"),
                                QStringLiteral("sh"),
                                QStringLiteral("-c"),
                                QStringLiteral("echo begun; sleep 98765")});
        QVERIFY2(running.waitForOutput("begun\n"), running.errors());
        running.send(SIGTERM);
        QVERIFY(running.wait() != 0);
        const auto isGone = [] {
            return !call({QStringLiteral("exec"), QStringLiteral("two"), QStringLiteral("ps")})
                        .output.contains(QStringLiteral("98765"));
        };
        QTRY_VERIFY_WITH_TIMEOUT(isGone(), 10'000);
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

    void logs_asJson_areAnObjectOnEachLine()
    {
        const QString words = QStringLiteral("logs two --format=json");
        const ProgramRun run = call(words.split(QLatin1Char(' ')));
        const QRegularExpression line(QStringLiteral(
            "^\\{.service.:.(queue.,.stream.:.stderr|web.,.stream.:.stdout).*time.:.*Z.\\}$"));
        QCOMPARE(run.output.split(QLatin1Char('\n'), Qt::SkipEmptyParts).filter(line).size(),
                 run.output.count(QLatin1Char('\n')));
        QVERIFY2(!run.output.isEmpty(), run.describe());
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
        QTRY_COMPARE_WITH_TIMEOUT(following.output().count("web says hello"), 2, 30'000);
        following.send(SIGINT);
        QCOMPARE(following.wait(), 0);
        QCOMPARE(following.errors(), QByteArray());
        QCOMPARE(json::field<QString>(info().at("vm"), "state"), QStringLiteral("running"));
    }
};

PIERHEAD_TEST(CliBackendTest)

} // namespace pierhead::test

#include "tst_clibackend.moc"
