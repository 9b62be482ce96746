#include "engineproxy.h"
#include "enginetest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "result.h"
#include "runningprogram.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/base/json.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

namespace pierhead::test {

namespace {

QString helloReference()
{
    return QStringLiteral("desktop-backend-minimal-extension:0.0.1");
}

const QString installDialogue = QStringLiteral(
    "Installing new extension \"hello-backend\" with desktop-backend-minimal-extension:0.0.1 ...\n"
    "Installing service in Desktop VM...\n"
    "Setting additional compose attributes\n"
    "VM service started\n"
    "Installing Desktop extension UI for tab \"Hello Backend Extension\"...\n"
    "Extension UI tab \"Hello Backend Extension\" added.\n"
    "Extension \"hello-backend\" installed successfully\n");

const QString removeDialogue = QStringLiteral("Removing extension hello-backend...\n"
                                              "Removing extension VM service...\n"
                                              "Extension removed from Desktop VM\n"
                                              "Extension UI tab Hello Backend Extension removed\n"
                                              "Extension \"hello-backend\" removed\n");

/// Each column is as wide as its widest cell, and three more.
const QString listTable =
    QStringLiteral("PLUGIN          PROVIDER      IMAGE                                     UI%1"
                   "VM           HOST\n"
                   "hello-backend   Docker Inc.   desktop-backend-minimal-extension:0.0.1   "
                   "1 tab(Hello Backend Extension)   Running(1)   -\n")
        .arg(QString(31, QLatin1Char(' ')));

} // namespace

/// The tutorial on a real engine, alone and through the docker program.
class CliTutorialTest final : public EngineTest
{
    Q_OBJECT

private Q_SLOTS:

    void tutorial_everyWayToCall_printsTheSame_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<bool>("isByEnvironment");
        QTest::newRow("alone") << programPath() << QStringList() << true;
        QTest::newRow("alone, --engine")
            << programPath() << QStringList{QStringLiteral("--engine"), addressText()} << false;
        const QString docker = QStandardPaths::findExecutable(QStringLiteral("docker"));
        const QString extension = QStringLiteral("extension");
        QTest::newRow("plug-in") << docker << QStringList{extension} << true;
        QTest::newRow("plug-in, --host")
            << docker << QStringList{QStringLiteral("--host"), addressText(), extension} << false;
        QTest::newRow("plug-in, --context")
            << docker << QStringList{QStringLiteral("--context"), QStringLiteral("test"), extension}
            << false;
    }

    void tutorial_everyWayToCall_printsTheSame()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, before);
        QFETCH(bool, isByEnvironment);
        makeDockerConfig();
        QMap<QString, QString> environment{{QStringLiteral("DOCKER_CONFIG"), home()}};
        if (isByEnvironment) {
            environment.insert(QStringLiteral("DOCKER_HOST"), addressText());
        }
        const auto call = [&](const QStringList &arguments) {
            return runProgram(program, before + arguments, environment);
        };

        const ProgramRun validated = call({QStringLiteral("validate"), helloReference()});
        QVERIFY2(validated.exitCode == 0, validated.describe());
        QCOMPARE(
            validated.output,
            QStringLiteral("The extension image \"desktop-backend-minimal-extension:0.0.1\" is "
                           "valid\n"));
        const ProgramRun installed =
            call({QStringLiteral("install"), helloReference(), QStringLiteral("-f")});
        QVERIFY2(installed.exitCode == 0, installed.describe());
        QCOMPARE(installed.output, installDialogue);
        QCOMPARE(installed.errors, QString());

        const ProgramRun listed = call({QStringLiteral("ls")});
        QVERIFY2(listed.exitCode == 0, listed.describe());
        QCOMPARE(listed.output, listTable);
        QCOMPARE(listed.errors, QString());

        const ProgramRun removed = call({QStringLiteral("rm"), QStringLiteral("hello-backend")});
        QVERIFY2(removed.exitCode == 0, removed.describe());
        QCOMPARE(removed.output, removeDialogue);
        QCOMPARE(removed.errors, QString());
        QVERIFY(!QFileInfo::exists(extensionFolder()));
    }

    void plugin_helpOfDocker_listsIt()
    {
        makeDockerConfig();
        const QMap<QString, QString> environment{{QStringLiteral("DOCKER_CONFIG"), home()},
                                                 {QStringLiteral("DOCKER_HOST"), addressText()}};
        const QString docker = QStandardPaths::findExecutable(QStringLiteral("docker"));
        const ProgramRun help = runProgram(docker, {QStringLiteral("--help")}, environment);
        QVERIFY2(help.output.contains(QRegularExpression(
                     QStringLiteral("extension\\*\\s.*Manages Docker extensions"))),
                 help.describe());
        const ProgramRun own =
            runProgram(docker, {QStringLiteral("help"), QStringLiteral("extension")}, environment);
        QVERIFY2(own.output.startsWith(QStringLiteral("Usage: docker extension [OPTIONS] COMMAND")),
                 own.describe());
        const ProgramRun wrong =
            runProgram(docker, {QStringLiteral("extension"), QStringLiteral("lx")}, environment);
        QCOMPARE(wrong.exitCode, 2);
    }

    void ls_json_tellsEverything()
    {
        QVERIFY2(call({QStringLiteral("install"), helloReference(), QStringLiteral("-f")}).exitCode
                     == 0,
                 "install");
        const ProgramRun listed =
            call({QStringLiteral("ls"), QStringLiteral("--format"), QStringLiteral("json")});
        removeHello();
        const auto list = json::parse(listed.output.toUtf8());
        VERIFY_RESULT(list);
        QCOMPARE(list->size(), 1U);
        const nlohmann::json &hello = list->front();
        QCOMPARE(hello.at("id").get<QString>(),
                 QStringLiteral("desktop-backend-minimal-extension"));
        QCOMPARE(hello.at("name").get<QString>(), QStringLiteral("hello-backend"));
        QCOMPARE(hello.at("provider").get<QString>(), QStringLiteral("Docker Inc."));
        QCOMPARE(hello.at("image").get<QString>(), helloReference());
        QVERIFY(hello.at("imageId").get<QString>().startsWith(QStringLiteral("sha256:")));
        QCOMPARE(hello.at("engine").get<QString>(), addressText());
        QCOMPARE(hello.at("tabs").get<QStringList>(),
                 QStringList{QStringLiteral("Hello Backend Extension")});
        QCOMPARE(json::serialize(hello.at("vm")),
                 QByteArray(R"({"running":1,"state":"running","total":1})"));
        QVERIFY(hello.at("binaries").empty());
    }

    void install_answerYesOnTerminal_installs()
    {
        PseudoTerminal screen(200, 40);
        RunningProgram program({QStringLiteral("--engine"),
                                addressText(),
                                QStringLiteral("install"),
                                helloReference()},
                               &screen);
        QVERIFY(screen.waitForOutput("[y/N] "));
        screen.type("y\n");
        QCOMPARE(program.wait(), 0);
        const QString output = QString::fromUtf8(screen.output());
        removeHello();
        QCOMPARE(output,
                 QStringLiteral("Extensions can install binaries, invoke commands, access files on "
                                "your machine and connect to remote URLs.\n"
                                "Are you sure you want to continue? [y/N] y\n")
                     + installDialogue);
    }

    void install_again_replaces()
    {
        const QStringList install{
            QStringLiteral("install"), helloReference(), QStringLiteral("--force")};
        QCOMPARE(call(install).output, installDialogue);
        const ProgramRun second = call(install);
        const ProgramRun update =
            call({QStringLiteral("update"), QStringLiteral("-f"), helloReference()});
        const ProgramRun listed = call({QStringLiteral("ls")});
        removeHello();
        QCOMPARE(second.output, installDialogue);
        QVERIFY2(update.output.endsWith(QStringLiteral(
                     "Extension \"hello-backend\" is up to date: "
                     "desktop-backend-minimal-extension:0.0.1 is the image that is installed\n")),
                 update.describe());
        QVERIFY2(!update.output.contains(QStringLiteral("Installing")), update.describe());
        QCOMPARE(listed.output, listTable);
    }

    void install_interrupted_leavesNothing_data()
    {
        QTest::addColumn<QByteArray>("heldRequest");
        QTest::newRow("while files are copied out") << QByteArray("/archive");
        QTest::newRow("while the network is made") << QByteArray("/networks/create");
        QTest::newRow("while the backend starts") << QByteArray("/start");
    }

    void install_interrupted_leavesNothing()
    {
        QFETCH(QByteArray, heldRequest);
        EngineProxy proxy(address().path, heldRequest);
        RunningProgram program({QStringLiteral("--engine"),
                                proxy.address(),
                                QStringLiteral("install"),
                                QStringLiteral("-f"),
                                helloReference()});
        const auto isHolding = [&proxy] {
            return proxy.isHolding();
        };
        QVERIFY2(test::waitFor(isHolding, 30'000), program.errors());
        program.send(SIGINT);
        program.send(SIGINT);
        QCOMPARE(program.wait(), 130);
        QVERIFY2(program.errors().contains("cancelled"), program.errors());
        QVERIFY(!QFileInfo::exists(extensionFolder()));
        // What is left on the engine is looked for after every test.
    }

    void install_nobodyReads_isFinishedAllTheSame()
    {
        const ProgramRun run = runCliUnread({QStringLiteral("--engine"),
                                             addressText(),
                                             QStringLiteral("install"),
                                             QStringLiteral("-f"),
                                             helloReference()});
        const bool isThere = QFileInfo::exists(extensionFolder());
        removeHello();
        QVERIFY2(run.exitCode == 141, run.describe());
        QVERIFY(isThere);
    }

    void install_archive_loadsIt_data()
    {
        QTest::addColumn<bool>("isCompressed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }

    void install_archive_loadsIt()
    {
        QFETCH(bool, isCompressed);
        const QString docker = QStandardPaths::findExecutable(QStringLiteral("docker"));
        const QMap<QString, QString> environment{{QStringLiteral("DOCKER_HOST"), addressText()}};
        const QString plain = home() + QStringLiteral("/hello.tar");
        const QString archive = isCompressed ? plain + QStringLiteral(".gz") : plain;
        QVERIFY2(runProgram(docker,
                            {QStringLiteral("save"), QStringLiteral("-o"), plain, helloReference()},
                            environment)
                         .exitCode
                     == 0,
                 "docker save");
        if (isCompressed) {
            QCOMPARE(runProgram(QStringLiteral("gzip"), {QStringLiteral("--keep"), plain}).exitCode,
                     0);
        }
        QVERIFY2(runProgram(docker, {QStringLiteral("rmi"), helloReference()}, environment).exitCode
                     == 0,
                 "docker rmi");
        const ProgramRun installed =
            call({QStringLiteral("install"), QStringLiteral("-f"), archive});
        // Also where that failed, other tests need the image.
        const ProgramRun loaded =
            runProgram(docker, {QStringLiteral("load"), QStringLiteral("-i"), plain}, environment);
        QVERIFY2(loaded.exitCode == 0, loaded.describe());
        removeHello();
        QVERIFY2(installed.exitCode == 0, installed.describe());
        QVERIFY2(installed.output.startsWith(
                     QStringLiteral("Loading image archive %1...\n").arg(archive)),
                 installed.describe());
        QVERIFY2(installed.output.endsWith(installDialogue), installed.describe());
    }

    void validate_badImage_tellsEveryFault()
    {
        VERIFY_RESULT(buildImage(QStringLiteral("bad-extension:1"),
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM scratch\n"
                                   "LABEL org.opencontainers.image.title=\"Bad\"\n"
                                   "COPY metadata.json /\n"},
                                  {QStringLiteral("metadata.json"),
                                   R"({"icon": "none.svg", "ui": {"dashboard-tab":
                                      {"title": "T", "root": "ui", "src": "index.html"}}})"}}));
        const ProgramRun run =
            call({QStringLiteral("validate"), QStringLiteral("bad-extension:1")});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.output, QString());
        QVERIFY2(run.errors.contains(QStringLiteral(
                     "The extension image \"bad-extension:1\" is not valid. see errors: \n- ")),
                 run.describe());
        for (const char *where : {"- org.opencontainers.image.vendor: ",
                                  "- org.opencontainers.image.description: ",
                                  "- com.docker.desktop.extension.api.version: ",
                                  "- /icon: ",
                                  "- /ui/dashboard-tab/root: "}) {
            QVERIFY2(run.errors.contains(QLatin1String(where)), run.describe());
        }
        QVERIFY2(run.errors.endsWith(QStringLiteral("Error: invalid extension image\n")),
                 run.describe());
    }

    void validate_interrupted_leavesNothing()
    {
        EngineProxy proxy(address().path, "/archive");
        RunningProgram program({QStringLiteral("--engine"),
                                proxy.address(),
                                QStringLiteral("validate"),
                                helloReference()});
        const auto isHolding = [&proxy] {
            return proxy.isHolding();
        };
        QVERIFY2(test::waitFor(isHolding, 30'000), program.errors());
        program.send(SIGINT);
        QCOMPARE(program.wait(), 130);
    }

    void validate_absentImage_saysSo()
    {
        const ProgramRun run = call({QStringLiteral("validate"), QStringLiteral("nobody/none:1")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("nobody/none:1")), run.describe());
    }

private:
    [[nodiscard]] QString extensionFolder() const
    {
        return home() + QStringLiteral("/data/extensions/desktop-backend-minimal-extension");
    }

    static ProgramRun call(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

    static void removeHello()
    {
        const ProgramRun run = call({QStringLiteral("rm"), QStringLiteral("hello-backend")});
        QVERIFY2(run.exitCode == 0, run.describe());
    }

    /// A docker configuration with this plug-in and the context "test".
    void makeDockerConfig() const
    {
        const QDir folder(home());
        QVERIFY(folder.mkpath(QStringLiteral("cli-plugins")));
        QVERIFY(QFile::link(programPath(),
                            folder.filePath(QStringLiteral("cli-plugins/docker-extension"))));
        const ProgramRun made = runProgram(QStandardPaths::findExecutable(QStringLiteral("docker")),
                                           {QStringLiteral("context"),
                                            QStringLiteral("create"),
                                            QStringLiteral("test"),
                                            QStringLiteral("--docker"),
                                            QStringLiteral("host=") + addressText()},
                                           {{QStringLiteral("DOCKER_CONFIG"), home()}});
        QVERIFY2(made.exitCode == 0, made.describe());
    }
};

PIERHEAD_TEST(CliTutorialTest)

} // namespace pierhead::test

#include "tst_clitutorial.moc"
