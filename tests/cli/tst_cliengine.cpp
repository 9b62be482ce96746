#include "fakeengine.h"
#include "guardedtest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "result.h"
#include "runningprogram.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/extensions/extensionstore.h>

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>

#include <csignal>

namespace pierhead::test {

/// The commands with an engine that is scripted, or none at all: refusals, progress, interruption.
class CliEngineTest final : public GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void install_noTerminalAndNoForce_isRefused()
    {
        const FakeEngine engine;
        const ProgramRun run = runCli({QStringLiteral("--engine"),
                                       engine.address().toString(),
                                       QStringLiteral("install"),
                                       QStringLiteral("img:1")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("--force")), run.describe());
        QVERIFY(engine.requests().isEmpty());
    }

    void install_impossibleReference_isRefusedBeforeAsking()
    {
        PseudoTerminal screen;
        RunningProgram program({QStringLiteral("install"), QStringLiteral("Not A Reference")},
                               &screen);
        QCOMPARE(program.wait(), 1);
        QVERIFY(screen.output().contains("Not A Reference"));
        QVERIFY(!screen.output().contains("[y/N]"));
    }

    void install_answerNo_doesNothing()
    {
        const FakeEngine engine;
        PseudoTerminal screen;
        RunningProgram program({QStringLiteral("--engine"),
                                engine.address().toString(),
                                QStringLiteral("install"),
                                QStringLiteral("img:1")},
                               &screen);
        QVERIFY(screen.waitForOutput("Are you sure you want to continue? [y/N] "));
        QVERIFY(screen.output().startsWith(
            "Extensions can install binaries, invoke commands, access files on your machine and "
            "connect to remote URLs.\n"));
        screen.type("n\n");
        QCOMPARE(program.wait(), 1);
        QVERIFY(screen.output().endsWith("Nothing was installed.\n"));
        QVERIFY(engine.requests().isEmpty());
    }

    void install_interruptedAtTheQuestion_isExitCode130()
    {
        PseudoTerminal screen;
        RunningProgram program({QStringLiteral("install"), QStringLiteral("img:1")}, &screen);
        QVERIFY(screen.waitForOutput("[y/N] "));
        screen.type("\x03");
        QCOMPARE(program.wait(), 130);
    }

    void install_interruptedWhilePulling_leavesNothing_data()
    {
        QTest::addColumn<int>("signalNumber");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("Ctrl+C") << SIGINT << 130;
        QTest::newRow("asked to end") << SIGTERM << 143;
        QTest::newRow("hangup") << SIGHUP << 129;
    }

    void install_interruptedWhilePulling_leavesNothing()
    {
        QFETCH(int, signalNumber);
        FakeEngine engine;
        beginPull(engine);
        RunningProgram program(forcedInstall(engine));
        QVERIFY2(program.waitForOutput("Downloading"), program.errors());
        program.send(signalNumber);
        program.send(signalNumber);
        QFETCH(int, exitCode);
        QCOMPARE(program.wait(), exitCode);
        QVERIFY2(program.errors().contains("cancelled"), program.errors());
        QCOMPARE(QDir(home() + QStringLiteral("/data/extensions"))
                     .entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList());
        QTRY_COMPARE(engine.openConnections(), 0);
    }

    void install_dockerEnds_isStopped()
    {
        FakeEngine engine;
        beginPull(engine);
        QLocalServer docker;
        docker.setSocketOptions(QLocalServer::AbstractNamespaceOption);
        const QString name = QStringLiteral("phtest-%1").arg(QCoreApplication::applicationPid());
        QVERIFY2(docker.listen(name), qPrintable(docker.errorString()));
        RunningProgram program(
            forcedInstall(engine),
            nullptr,
            {{QStringLiteral("DOCKER_CLI_PLUGIN_SOCKET"), QStringLiteral("@") + name}});
        QVERIFY2(program.waitForOutput("Downloading"), program.errors());
        QTRY_VERIFY(docker.hasPendingConnections());
        docker.nextPendingConnection()->abort();
        QCOMPARE(program.wait(), 143);
        QVERIFY2(program.errors().contains("cancelled"), program.errors());
    }

    void pull_isShownAsTheOutputAllows_data()
    {
        QTest::addColumn<bool>("isTerminal");
        QTest::addColumn<QString>("term");
        QTest::addColumn<QString>("noColor");
        QTest::addColumn<bool>("hasBars");
        QTest::addColumn<bool>("isRed");
        const QString usual = QStringLiteral("xterm-256color");
        const QString dumb = QStringLiteral("dumb");
        QTest::newRow("terminal") << true << usual << QString() << true << true;
        QTest::newRow("NO_COLOR") << true << usual << QStringLiteral("1") << true << false;
        QTest::newRow("dumb terminal") << true << dumb << QString() << false << false;
        QTest::newRow("pipe") << false << usual << QString() << false << false;
    }

    void pull_isShownAsTheOutputAllows()
    {
        QFETCH(const bool, isTerminal);
        QFETCH(const QString, term);
        QFETCH(const QString, noColor);
        QFETCH(const bool, hasBars);
        QFETCH(const bool, isRed);
        FakeEngine engine;
        beginPull(engine);
        PseudoTerminal screen(70, 24);
        RunningProgram program(
            forcedInstall(engine),
            isTerminal ? &screen : nullptr,
            {{QStringLiteral("TERM"), term}, {QStringLiteral("NO_COLOR"), noColor}});
        const auto shown = [&] {
            return isTerminal ? screen.output() : program.output() + program.errors();
        };
        const auto showsHowFar = [&] {
            // Bars are drawn anew at most every 50 ms, so go on until the change is seen.
            engine.push(FakeReply::chunk(downloading(9)));
            return shown().contains(hasBars ? "  9 B/10 B" : "aaa: Downloading\n");
        };
        QVERIFY2(test::waitFor(showsHowFar, 30'000), shown());
        engine.push(FakeReply::chunk("{\"error\":\"the disk is full\"}\r\n"));
        QCOMPARE(program.wait(), 1);

        const QByteArray output = shown();
        QVERIFY2(output.startsWith("Image not available locally, pulling img:1...\naaa"), output);
        const QByteArray erased("\x1b[1F\x1b[J");
        QCOMPARE(output.contains(erased + "aaa Downloading [="), hasBars);
        QVERIFY2(!output.mid(output.lastIndexOf(erased)).contains("aaa") || !hasBars, output);
        QCOMPARE(output.count("aaa: Downloading\n"), hasBars ? 0 : 1);
        QCOMPARE(output.contains("\x1b[1;31mError:\x1b[0m "), isRed);
        QVERIFY2(output.contains("Error:") && output.contains("the disk is full"), output);
        QCOMPARE(output.contains('\x1b'), hasBars || isRed);
    }

    void pull_refused_saysTheEnginesWords()
    {
        FakeEngine engine;
        beginPull(engine);
        engine.on("POST /images/create",
                  FakeReply::refusal(404, QStringLiteral("pull access denied for img")));
        const ProgramRun run = runCli(forcedInstall(engine));
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.output, QStringLiteral("Image not available locally, pulling img:1...\n"));
        QVERIFY2(run.errors.contains(QStringLiteral("pull access denied for img")), run.describe());
    }

    void command_noEngine_saysWhichAndWhatToDo_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("install") << QStringList{
            QStringLiteral("install"), QStringLiteral("-f"), QStringLiteral("i:1")};
        QTest::newRow("validate") << QStringList{QStringLiteral("validate"), QStringLiteral("i:1")};
    }

    void command_noEngine_saysWhichAndWhatToDo()
    {
        QFETCH(QStringList, command);
        const QString address = QStringLiteral("unix://%1/none.sock").arg(home());
        const ProgramRun run = runCli(QStringList{QStringLiteral("--engine"), address} + command);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.output.isEmpty(), run.describe());
        QVERIFY2(run.errors.startsWith(QStringLiteral("Error: ")), run.describe());
        QVERIFY2(run.errors.contains(home() + QStringLiteral("/none.sock")), run.describe());
    }

    void ls_engineDown_printsTheListWithUnknown()
    {
        installOnDisk();
        const ProgramRun run = runCli({QStringLiteral("ls")});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.output,
                 QStringLiteral("PLUGIN   PROVIDER   IMAGE     UI           VM        HOST\n"
                                "hello    Vendor     hello:1   1 tab(Tab)   Unknown   -\n"));
        QCOMPARE(run.errors.count(QStringLiteral("Warning: ")), 1);
        QVERIFY2(run.errors.contains(goneEngine()), run.describe());
    }

    void ls_twoEngines_asksEachItsOwn()
    {
        FakeEngine engine;
        engine.on("GET /containers/json",
                  FakeReply::json(200,
                                  {{{"Id", "1"},
                                    {"Names", {"/hello-desktop-extension-service"}},
                                    {"Image", "hello:1"},
                                    {"State", "running"},
                                    {"Status", "Up"},
                                    {"Labels", nlohmann::json::object()}}}));
        installOnDisk();
        installOnDisk(QStringLiteral("other"), engine.address().toString());
        const ProgramRun run = runCli({QStringLiteral("ls")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.output.contains(QStringLiteral("other:1   1 tab(Tab)   Running(1)   -\n")),
                 run.describe());
        QVERIFY2(run.output.contains(QStringLiteral("hello:1   1 tab(Tab)   Unknown      -\n")),
                 run.describe());
        const ProgramRun asJson =
            runCli({QStringLiteral("ls"), QStringLiteral("--format"), QStringLiteral("json")});
        const auto list = json::parse(asJson.output.toUtf8());
        VERIFY_RESULT(list);
        QCOMPARE(list->size(), 2U);
        QCOMPARE(list->at(1).at("name").get<QString>(), QStringLiteral("other"));
        QCOMPARE(list->at(1).at("vm").at("state").get<QString>(), QStringLiteral("running"));
        QCOMPARE(list->at(0).at("vm").at("state").get<QString>(), QStringLiteral("unknown"));
    }

    void ls_asJsonOnATerminal_isAsInAPipe()
    {
        FakeEngine engine;
        engine.on("GET /containers/json", FakeReply::json(200, nlohmann::json::array()));
        installOnDisk(QStringLiteral("hello"), engine.address().toString());
        const QStringList ls{
            QStringLiteral("ls"), QStringLiteral("--format"), QStringLiteral("json")};
        PseudoTerminal screen;
        RunningProgram program(
            ls, &screen, {{QStringLiteral("TERM"), QStringLiteral("xterm-256color")}});
        QCOMPARE(program.wait(), 0);
        const QByteArray output = screen.output();
        VERIFY_RESULT(json::parse(output));
        QVERIFY2(!output.contains('\x1b'), output);
        QCOMPARE(QString::fromUtf8(output), runCli(ls).output);
    }

    void rm_unknown_saysSo()
    {
        const FakeEngine engine;
        const ProgramRun run = runCli({QStringLiteral("rm"),
                                       QStringLiteral("frobnicate"),
                                       QStringLiteral("--engine"),
                                       QStringLiteral("unix://%1/none.sock").arg(home())});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.errors,
                 QStringLiteral(
                     "Error: failed to remove extension \"frobnicate\" as it is not installed\n"));
    }

    void rm_engineDown_removesOnlyByForce()
    {
        installOnDisk();
        const QString folder = home() + QStringLiteral("/data/extensions/hello");
        const ProgramRun refused = runCli({QStringLiteral("rm"), QStringLiteral("hello")});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.errors.contains(QStringLiteral("--force")), refused.describe());
        QVERIFY2(refused.errors.contains(goneEngine()), refused.describe());
        QVERIFY(QDir(folder).exists());

        const ProgramRun run =
            runCli({QStringLiteral("uninstall"), QStringLiteral("-f"), QStringLiteral("hello")});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.output,
                 QStringLiteral("Removing extension hello...\n"
                                "Extension UI tab Tab removed\n"
                                "Extension \"hello\" removed\n"));
        QVERIFY2(run.errors.startsWith(QStringLiteral("Warning: ")), run.describe());
        QVERIFY(!QDir(folder).exists());
    }

    void update_notInstalled_isAnError()
    {
        const ProgramRun run = runCli(
            {QStringLiteral("update"), QStringLiteral("-f"), QStringLiteral("nobody/none:2")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.startsWith(QStringLiteral("Error: failed to update extension "
                                                      "\"nobody/none\" as it is not installed\n")),
                 run.describe());
    }

private:
    static QStringList forcedInstall(const FakeEngine &engine)
    {
        return {QStringLiteral("--engine"),
                engine.address().toString(),
                QStringLiteral("install"),
                QStringLiteral("-f"),
                QStringLiteral("img:1")};
    }

    /// A pull that does not end.
    static void beginPull(FakeEngine &engine)
    {
        engine.on("GET /images/img:1/json",
                  FakeReply::refusal(404, QStringLiteral("No such image: img:1")));
        engine.on("GET /containers/json", FakeReply::json(200, nlohmann::json::array()));
        engine.on("POST /images/create", FakeReply::openChunked(200, {downloading(5)}));
    }

    /// A line of it: so many of ten bytes are there.
    static QByteArray downloading(int current)
    {
        return R"({"status": "Downloading", "id": "aaa", "progressDetail": {"current": )"
            + QByteArray::number(current) + R"(, "total": 10}})" + "\r\n";
    }

    [[nodiscard]] QString goneEngine() const
    {
        return QStringLiteral("unix://%1/gone.sock").arg(home());
    }

    /// An extension as an install leaves it, on an engine that is not there (or the one named).
    void installOnDisk(const QString &name = QStringLiteral("hello"), const QString &engine = {})
    {
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        const auto id = extensions::ExtensionId::parse(name);
        VERIFY_RESULT(id);
        const QString imageId = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));
        const auto staged = store.stage(*id, imageId);
        VERIFY_RESULT(staged);
        const QByteArray metadata =
            R"({"vm": {"image": "x"}, "ui": {"dashboard-tab":
                {"title": "Tab", "root": "ui", "src": "index.html"}}})";
        QFile file(*staged + QStringLiteral("/metadata.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(metadata), metadata.size());
        file.close();
        const auto manifest = extensions::Manifest::parse(metadata);
        VERIFY_RESULT(manifest);
        extensions::ImageLabels labels;
        labels.vendor = QStringLiteral("Vendor");
        VERIFY_RESULT(store.commit({.id = *id,
                                    .name = name,
                                    .reference = name + QStringLiteral(":1"),
                                    .imageId = imageId,
                                    .engine = engine.isEmpty() ? goneEngine() : engine,
                                    .labels = labels,
                                    .manifest = *manifest,
                                    .permissions = {},
                                    .installedAt = QDateTime::currentDateTimeUtc(),
                                    .folder = {},
                                    .version = {}},
                                   *staged));
    }
};

PIERHEAD_TEST(CliEngineTest)

} // namespace pierhead::test

#include "tst_cliengine.moc"
