#include "junitfile.h"
#include "result.h"
#include "runningprogram.h"
#include "storedextension.h"
#include "testprogram.h"
#include "trialtest.h"

#include <host/backend/backendstate.h>

#include <csignal>

namespace pierhead::test {

namespace {

const QString triedReference = QStringLiteral("tried/sample:1.0.0");

const QByteArray goodPage = R"(<p id="answer">Asking</p><script>
    ddClient.extension.vm.cli.exec("./hello.sh", ["Moby"]).then(
        (result) => { document.getElementById("answer").textContent = result.stdout; },
        (problem) => console.error(problem.message));
</script>)";

} // namespace

/// `validate --run` of an image that is on the engine.
class CliRunTest final : public TrialTest
{
    Q_OBJECT

private:
    static ProgramRun validateSample(const QStringList &arguments)
    {
        return validate(QStringList{QStringLiteral("--errors-only")} + arguments
                        + QStringList{triedReference});
    }

    /// The image with that page; `command` takes the place of the backend's where it is given.
    static void build(const QByteArray &page, const QByteArray &command = {})
    {
        auto files = validContext(page);
        if (!command.isEmpty()) {
            files[QStringLiteral("Dockerfile")] += "CMD " + command + '\n';
        }
        VERIFY_RESULT(buildImage(triedReference, files));
    }

private Q_SLOTS:

    void run_good_passesAndLeavesNothing()
    {
        build(goodPage);
        const QStringList before = images();
        const QString report = home() + QStringLiteral("/report.xml");
        const QString picture = home() + QStringLiteral("/page.png");
        const ProgramRun run = validateSample(
            {QStringLiteral("--junit"), report, QStringLiteral("--screenshot"), picture});
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.endsWith(validLine(triedReference)), run.describe());
        QVERIFY2(run.errors.isEmpty(), run.describe());
        const QByteArray png = readFile(picture);
        QVERIFY(png.startsWith("\x89PNG"));
        QCOMPARE(png.mid(16, 8), QByteArray("\0\0\x04\xb0\0\0\x03\x20", 8)); // 1200 x 800
        const JUnitFile found = readJUnit(report);
        QVERIFY2(found.problem.isEmpty(), qPrintable(found.problem));
        QCOMPARE(found.tests,
                 (QStringList{QStringLiteral("image"),
                              QStringLiteral("tag"),
                              QStringLiteral("install"),
                              QStringLiteral("backend"),
                              QStringLiteral("page"),
                              QStringLiteral("console"),
                              QStringLiteral("uninstall")}));
        QVERIFY(found.failures.isEmpty());
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
    }

    void run_bad_failsInItsCheck_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("told");
        const QByteArray usual;
        QTest::newRow("error on the console")
            << QByteArray("<p>Hi</p><script>console.error('this is broken')</script>") << usual
            << "console"
            << "this is broken";
        QTest::newRow("exception")
            << QByteArray("<p>Hi</p><script>throw new Error('thrown')</script>") << usual
            << "console"
            << "thrown";
        QTest::newRow("member that is not there")
            << QByteArray("<p>Hi</p><script>ddClient.docker.startAll()</script>") << usual
            << "console"
            << "ddClient.docker.startAll is not a function";
        QTest::newRow("member that is not there, later")
            << QByteArray("<p>Hi</p><script>(async () => { await null; "
                          "ddClient.nothing.at.all(); })()</script>")
            << usual << "console"
            << "undefined";
        QTest::newRow("blank") << QByteArray("<body></body>") << usual << "page"
                               << "nothing is to be seen";
        QTest::newRow("backend that ends")
            << goodPage << QByteArray(R"(["sh", "-c", "sleep 1; exit 3"])") << "backend"
            << "ended";
    }

    void run_bad_failsInItsCheck()
    {
        QFETCH(const QByteArray, page);
        QFETCH(const QByteArray, command);
        QFETCH(const QString, check);
        QFETCH(const QString, told);
        build(page, command);
        const QStringList before = images();
        const QString report = home() + QStringLiteral("/report.xml");
        const ProgramRun run = validateSample({QStringLiteral("--junit"), report});
        QCOMPARE(run.exitCode, 1);
        const JUnitFile found = readJUnit(report);
        QVERIFY2(found.problem.isEmpty(), qPrintable(found.problem));
        QVERIFY2(found.failures.value(check).contains(told), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("- %1: ").arg(check)), run.describe());
        QVERIFY2(run.errors.endsWith(QStringLiteral("Error: invalid extension image\n")),
                 run.describe());
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
    }

    void run_besideTheInstalled_leavesItAlone()
    {
        build(goodPage);
        InstallBench bench = this->bench();
        const auto installed = bench.install(triedReference);
        VERIFY_RESULT(installed);
        const auto before = await(backend::askBackendState(client(), installed->id));
        const ProgramRun run = validateSample({});
        const auto after = await(backend::askBackendState(client(), installed->id));
        VERIFY_RESULT(bench.remove(triedReference));
        QVERIFY2(run.exitCode == 0, run.describe());
        VERIFY_RESULT(before);
        VERIFY_RESULT(after);
        QCOMPARE(after->services.size(), std::size_t(1));
        QCOMPARE(after->services.front().container, before->services.front().container);
    }

    void run_interruptedWhileThePageLoads_leavesNothing()
    {
        build(goodPage);
        const QStringList before = images();
        RunningProgram program(validating({triedReference}));
        QVERIFY2(program.waitForOutput("Loading its page..."), program.errors());
        program.send(SIGINT);
        QCOMPARE(program.wait(), 130);
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
    }

    void run_interruptedWhileTheFolderIsBuilt_leavesNothing()
    {
        const QString folder = home() + QStringLiteral("/tried-folder");
        writeFile(folder + QStringLiteral("/Dockerfile"), "FROM alpine:3.15\nRUN sleep 60\n");
        const QStringList before = images();
        const auto builders = [] {
            return await(client().listContainers({})).value().size();
        };
        RunningProgram program(validating({folder}));
        QTRY_COMPARE_WITH_TIMEOUT(builders(), std::size_t(1), 30'000);
        program.send(SIGINT);
        QCOMPARE(program.wait(), 130);
        // The engine takes its own container away, beside us.
        QTRY_COMPARE_WITH_TIMEOUT(builders(), std::size_t(0), 30'000);
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
    }
};

PIERHEAD_TEST(CliRunTest)

} // namespace pierhead::test

#include "tst_clirun.moc"
