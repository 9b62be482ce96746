#include "installtest.h"
#include "programrun.h"
#include "result.h"
#include "runningprogram.h"
#include "testprogram.h"

#include <host/backend/backendrunner.h>

#include <QDir>

#include <csignal>

namespace pierhead::test {

namespace {

const QString pageOne = QStringLiteral("cliupdatepage/sample:1");
const QString pageTwo = QStringLiteral("cliupdatepage/sample:2");

/// As a bundle that was not built leaves it: nothing fills the root.
const QByteArray brokenPage =
    R"(<!doctype html><div id="root"></div><script type="module" src="assets/gone.js"></script>)";

} // namespace

/// `update` with the real program for the page.
class CliUpdatePageTest final : public InstallTest
{
    Q_OBJECT

private:
    [[nodiscard]] static ProgramRun call(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

    [[nodiscard]] QByteArray shownPage() const
    {
        QFile page(home()
                   + QStringLiteral("/data/extensions/cliupdatepage_sample/current/ui/ui/"
                                    "index.html"));
        return page.open(QIODevice::ReadOnly) ? page.readAll() : QByteArray();
    }

    [[nodiscard]] static int running()
    {
        const backend::BackendRunner runner(client(),
                                            extensions::ExtensionId::parse(pageOne).value());
        return await(runner.state()).value_or(backend::BackendState()).running;
    }

    [[nodiscard]] bool isScratchEmpty() const
    {
        return QDir(home() + QStringLiteral("/cache/scratch")).isEmpty();
    }

private Q_SLOTS:

    void init()
    {
        InstallTest::init();
        VERIFY_RESULT(buildImage(pageOne, sampleContext("<p>one</p>")));
        const ProgramRun installed =
            call({QStringLiteral("install"), QStringLiteral("-f"), pageOne});
        QVERIFY2(installed.exitCode == 0, installed.describe());
    }

    void cleanup()
    {
        const ProgramRun removed = call({QStringLiteral("rm"), pageOne});
        QVERIFY2(removed.exitCode == 0, removed.describe());
        InstallTest::cleanup();
    }

    void update_pageStaysBlank_saysWhyAndKeepsTheFormer()
    {
        VERIFY_RESULT(buildImage(pageTwo, sampleContext(brokenPage)));
        const ProgramRun run = call({QStringLiteral("update"), pageTwo});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("nothing was to be seen on it within 30")),
                 run.describe());
        QCOMPARE(shownPage(), "<p>one</p>");
        QCOMPARE(running(), 1);
        QVERIFY(isScratchEmpty());
    }

    void update_pageHasErrorsOnItsConsole_isKept()
    {
        const QByteArray page = "<p>two</p><script>throw new Error('thrown')</script>";
        VERIFY_RESULT(buildImage(pageTwo, sampleContext(page)));
        const ProgramRun run = call({QStringLiteral("update"), pageTwo});
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.contains(QStringLiteral("Looking whether the new page \"Sample\"")),
                 run.describe());
        QVERIFY2(run.errors.isEmpty(), run.describe()); // it was looked at
        QCOMPARE(shownPage(), page);
        QVERIFY(isScratchEmpty());
    }

    void update_interruptedWhileThePageLoads_keepsTheFormer()
    {
        VERIFY_RESULT(buildImage(pageTwo, sampleContext(brokenPage)));
        RunningProgram program(
            {QStringLiteral("--engine"), addressText(), QStringLiteral("update"), pageTwo});
        QVERIFY2(program.waitForOutput("Looking whether the new page"), program.errors());
        program.send(SIGINT);
        QCOMPARE(program.wait(), 130);
        QCOMPARE(shownPage(), "<p>one</p>");
        QCOMPARE(running(), 1);
        QVERIFY(isScratchEmpty());
    }
};

PIERHEAD_TEST(CliUpdatePageTest)

} // namespace pierhead::test

#include "tst_cliupdatepage.moc"
