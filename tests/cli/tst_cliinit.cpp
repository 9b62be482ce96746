#include "enginetest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "result.h"
#include "runningprogram.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/scaffold/scaffold.h>

#include <QDir>

#include <csignal>

namespace pierhead::test {

/// `init`, from the questions to an extension that runs.
class CliInitTest final : public EngineTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString folder() const { return home() + QStringLiteral("/my-page"); }

    [[nodiscard]] ProgramRun init(const QStringList &arguments) const
    {
        return runCli(QStringList{QStringLiteral("init"), folder()} + arguments);
    }

    /// As its README says, but for the packages, which are the sample's: the tools are the same.
    [[nodiscard]] ProgramRun buildClient() const
    {
        const QString client = folder() + QStringLiteral("/client");
        if (!QFile::link(QStringLiteral(PIERHEAD_SAMPLE "/client/node_modules"),
                         client + QStringLiteral("/node_modules"))) {
            return {};
        }
        return runProgram(
            QStringLiteral("npm"),
            {QStringLiteral("--prefix"), client, QStringLiteral("run"), QStringLiteral("build")});
    }

    [[nodiscard]] ProgramRun cli(const QStringList &arguments) const
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

    /// As its README says, installed and then served from its folder.
    void serveFromFolder() const
    {
        const ProgramRun installed = cli(
            {QStringLiteral("install"), QStringLiteral("-f"), QStringLiteral("made/page:1.2.3")});
        QVERIFY2(installed.exitCode == 0, installed.describe());
        const ProgramRun served = cli({QStringLiteral("dev"),
                                       QStringLiteral("ui-source"),
                                       QStringLiteral("made/page"),
                                       folder() + QStringLiteral("/ui")});
        QVERIFY2(served.exitCode == 0, served.describe());
        const ProgramRun removed = cli({QStringLiteral("rm"), QStringLiteral("made/page")});
        QVERIFY2(removed.exitCode == 0, removed.describe());
    }

private Q_SLOTS:

    void init_yes_tellsTheNextCommands()
    {
        const ProgramRun run = init({QStringLiteral("--yes")});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output,
                 QStringLiteral("Success! Created extension \"My Page\" in %1\n"
                                "Next, in that folder:\n"
                                "  make build-extension\n"
                                "  docker extension validate --run my-page:0.1.0\n"
                                "  docker extension install my-page:0.1.0\n")
                     .arg(folder()));
        QVERIFY(QFileInfo(folder() + QStringLiteral("/ui/index.html")).isFile());
        const ProgramRun again = init({QStringLiteral("--yes")});
        QCOMPARE(again.exitCode, 1);
        QVERIFY2(again.errors.contains(QStringLiteral("is not empty")), again.describe());
    }

    void init_withoutATerminal_asksForYes()
    {
        const ProgramRun run = init({});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("--yes")), run.describe());
        QVERIFY(!QFileInfo::exists(folder()));
    }

    void init_wrongAnswers_areRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("told");
        QTest::newRow("title") << QStringList{QStringLiteral("--title"),
                                              QStringLiteral("My Extension")}
                               << "\"extension\"";
        QTest::newRow("image") << QStringList{QStringLiteral("--image"), QStringLiteral("A B")}
                               << "is no image reference";
    }

    void init_wrongAnswers_areRefused()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, told);
        const ProgramRun run = init(arguments + QStringList{QStringLiteral("--yes")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(told), run.describe());
        QVERIFY(!QFileInfo::exists(folder()));
    }

    void init_onATerminal_asks()
    {
        PseudoTerminal screen(100, 40);
        RunningProgram program(
            {QStringLiteral("init"), QStringLiteral("--vendor"), QStringLiteral("Given"), folder()},
            &screen);
        QVERIFY(screen.waitForOutput("Title [My Page]: "));
        screen.type("My Extension\n");
        QVERIFY(screen.waitForOutput("Leave it out.\nTitle [My Page]: "));
        screen.type("Asked\n");
        QVERIFY(screen.waitForOutput("Description ["));
        screen.type("\n");
        QVERIFY(screen.waitForOutput("Image repository [my-page:0.1.0]: "));
        screen.type("org/asked\n");
        QVERIFY(screen.waitForOutput("Template (html, react, compose) [html]: "));
        screen.type("compose\n");
        QCOMPARE(program.wait(), 0);
        QVERIFY(!screen.output().contains("Vendor"));
        const QByteArray dockerfile = readFile(folder() + QStringLiteral("/Dockerfile"));
        QVERIFY(dockerfile.contains("image.title=\"Asked\""));
        QVERIFY(dockerfile.contains("image.vendor=\"Given\""));
        QVERIFY(QFileInfo::exists(folder() + QStringLiteral("/docker-compose.yaml")));
    }

    void init_stoppedAtAQuestion_writesNothing()
    {
        PseudoTerminal screen;
        RunningProgram program({QStringLiteral("init"), folder()}, &screen);
        QVERIFY(screen.waitForOutput("Title [My Page]: "));
        screen.type("\x03");
        QCOMPARE(program.wait(), 130);
        QVERIFY(!QFileInfo::exists(folder()));
    }

    void template_asWritten_buildsValidatesAndRuns_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : scaffold::templateNames()) {
            QTest::newRow(qPrintable(name)) << name;
        }
    }

    void template_asWritten_buildsValidatesAndRuns()
    {
        QFETCH(const QString, name);
        // Text that means something in every language that the files are of.
        const ProgramRun made = init({QStringLiteral("--template"),
                                      name,
                                      QStringLiteral("--title"),
                                      QStringLiteral(R"(A "b" \ <c> $d {e} 'f')"),
                                      QStringLiteral("--image"),
                                      QStringLiteral("made/page:1.2.3"),
                                      QStringLiteral("--yes")});
        QVERIFY2(made.exitCode == 0, made.describe());
        if (name == QStringLiteral("react")) {
            const ProgramRun built = buildClient();
            QVERIFY2(built.exitCode == 0, built.describe());
        }
        const QMap<QString, QString> environment{
            {QStringLiteral("DOCKER_HOST"), addressText()},
            {QStringLiteral("DOCKER_BUILDKIT"), QStringLiteral("0")}};
        const ProgramRun built = runProgram(QStringLiteral("docker"),
                                            {QStringLiteral("build"),
                                             QStringLiteral("-t"),
                                             QStringLiteral("made/page:1.2.3"),
                                             folder()},
                                            environment);
        QVERIFY2(built.exitCode == 0, built.describe());
        const ProgramRun run = cli({QStringLiteral("validate"),
                                    QStringLiteral("--run"),
                                    QStringLiteral("made/page:1.2.3")});
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.errors.isEmpty(), run.describe());
        if (name == QStringLiteral("html")) {
            serveFromFolder();
        }
    }
};

PIERHEAD_TEST(CliInitTest)

} // namespace pierhead::test

#include "tst_cliinit.moc"
