#include "healthchecks.h"
#include "junitfile.h"
#include "result.h"
#include "runningprogram.h"
#include "storedextension.h"
#include "testprogram.h"
#include "trialtest.h"

#include <host/base/json.h>

#include <QFileInfo>

#include <csignal>

namespace pierhead::test {

namespace {

const QString subjectReference = QStringLiteral("subject/sample:1.0.0");
const QString folderReference = QStringLiteral("my-sample:latest");

const QByteArray subjectPage = R"(<p id="answer">Asking</p><script>
    ddClient.extension.vm.cli.exec("echo", ["Here I am"]).then(
        (result) => { document.getElementById("answer").textContent = result.stdout; },
        (problem) => console.error(problem.message));
</script>)";

const QByteArray composeHead = "services:\n"
                               "  store:\n"
                               "    image: ${DESKTOP_PLUGIN_IMAGE}\n"
                               "    volumes: ['kept:/kept']\n"
                               "  web:\n"
                               "    image: ${DESKTOP_PLUGIN_IMAGE}\n";
const QByteArray composeEnd = "volumes: {kept: {}}\n";

} // namespace

/// `validate --run` of folders and archives, and of backends by their health.
class CliRunSubjectsTest final : public TrialTest
{
    Q_OBJECT

private:
    /// A backend of the image alone, and no page.
    static QMap<QString, QByteArray> backendContext(const QByteArray &dockerfile)
    {
        auto files = validContext({});
        files[QStringLiteral("metadata.json")] =
            R"({"icon": "icon.svg", "vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})";
        files[QStringLiteral("Dockerfile")] +=
            "CMD [\"sh\", \"-c\", \"echo looking for the store; trap exit TERM; sleep 100000 & "
            "wait\"]\n"
            + dockerfile;
        return files;
    }

    /// One of two services, the second of which is `web` with those lines too.
    static QMap<QString, QByteArray> composeContext(const QByteArray &web)
    {
        auto files = backendContext("COPY compose.yaml /\n");
        files[QStringLiteral("metadata.json")] =
            R"({"icon": "icon.svg", "vm": {"composefile": "compose.yaml"}})";
        files[QStringLiteral("compose.yaml")] = composeHead + web + composeEnd;
        return files;
    }

    [[nodiscard]] QString writeFolder(const QMap<QString, QByteArray> &files) const
    {
        QString folder = home() + QStringLiteral("/my-sample");
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            writeFile(folder + QLatin1Char('/') + file.key(), *file);
        }
        return folder;
    }

    [[nodiscard]] QString report() const { return home() + QStringLiteral("/report.xml"); }

private Q_SLOTS:

    void folder_good_isBuiltTriedAndTakenAway()
    {
        // What has the name that the folder's image is given has it again afterwards.
        VERIFY_RESULT(
            buildImage(folderReference,
                       {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nLABEL former=yes\n"}}));
        auto files = validContext(subjectPage);
        files[QStringLiteral("Dockerfile")] += "HEALTHCHECK --interval=1s CMD true\n";
        const QString folder = writeFolder(files);
        const QString picture = home() + QStringLiteral("/page.png");
        const QStringList before = images();
        const HealthChecks checks(client());
        const ProgramRun run = validate({QStringLiteral("--errors-only"),
                                         QStringLiteral("--junit"),
                                         report(),
                                         QStringLiteral("--screenshot"),
                                         picture,
                                         folder});
        const QStringList after = images();
        VERIFY_RESULT(await(client().removeImage(folderReference)));
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.endsWith(validLine(folder)), run.describe());
        const JUnitFile found = readJUnit(report());
        QVERIFY2(found.problem.isEmpty(), qPrintable(found.problem));
        QCOMPARE(found.suite, folder);
        QCOMPARE(found.tests,
                 (QStringList{QStringLiteral("image"),
                              QStringLiteral("install"),
                              QStringLiteral("backend"),
                              QStringLiteral("page"),
                              QStringLiteral("console"),
                              QStringLiteral("uninstall")}));
        QVERIFY(readFile(picture).startsWith("\x89PNG"));
        QCOMPARE(after, before);
        QVERIFY(isDiskClean());
    }

    void folder_thatDoesNotBuild_isReportedWithTheBuildersWords()
    {
        const QString folder =
            writeFolder({{QStringLiteral("Dockerfile"),
                          "FROM alpine:3.15\nRUN echo no compiler here; exit 7\n"}});
        const QStringList before = images();
        const ProgramRun run = validate({QStringLiteral("--junit"), report(), folder});
        QCOMPARE(run.exitCode, 1);
        const JUnitFile found = readJUnit(report());
        QCOMPARE(found.tests, QStringList{QStringLiteral("validate")});
        QVERIFY2(
            found.failures.value(QStringLiteral("validate")).contains(QStringLiteral("exit 7")),
            run.describe());
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
    }

    void archive_good_isLoadedTriedAndTakenAway_data()
    {
        QTest::addColumn<bool>("isLayout");
        QTest::addColumn<bool>("isCompressed");
        QTest::addColumn<bool>("hasPage");
        QTest::newRow("docker save") << false << false << true;
        QTest::newRow("docker save, gzip") << false << true << false;
        QTest::newRow("OCI layout") << true << false << false;
    }

    void archive_good_isLoadedTriedAndTakenAway()
    {
        QFETCH(const bool, isLayout);
        QFETCH(const bool, isCompressed);
        QFETCH(const bool, hasPage);
        SavedImage image = savedSample(subjectReference);
        image.labels.insert(QStringLiteral("org.opencontainers.image.description"),
                            QStringLiteral("Does something."));
        if (!hasPage) {
            image.files[QStringLiteral("metadata.json")] = R"({"icon": "icon.svg"})";
        }
        QString file = home() + QStringLiteral("/image.tar");
        writeFile(file, isLayout ? savedLayout(image) : savedImages({image}));
        if (isCompressed) {
            QCOMPARE(runProgram(QStringLiteral("gzip"), {file}).exitCode, 0);
            file += QStringLiteral(".gz");
        }
        const QStringList before = images();
        // With all that can be asked for at once.
        const ProgramRun run = validate({QStringLiteral("-s"),
                                         QStringLiteral("-i"),
                                         QStringLiteral("--errors-only"),
                                         QStringLiteral("--format"),
                                         QStringLiteral("json"),
                                         QStringLiteral("--junit"),
                                         report(),
                                         file});
        QVERIFY2(run.exitCode == 0, run.describe());
        const auto told = json::parse(run.output.toUtf8());
        QVERIFY2(told, run.describe());
        QVERIFY2(told->at("valid").get<bool>() && told->at("faults").empty(), run.describe());
        const JUnitFile found = readJUnit(report());
        QVERIFY2(found.problem.isEmpty(), qPrintable(found.problem));
        const QStringList ofThePage{QStringLiteral("page"), QStringLiteral("console")};
        QCOMPARE(found.tests,
                 (QStringList{QStringLiteral("image"),
                              QStringLiteral("tag"),
                              QStringLiteral("platforms"),
                              QStringLiteral("sdk-compatibility"),
                              QStringLiteral("install")}
                  + (hasPage ? ofThePage : QStringList())
                  + QStringList{QStringLiteral("uninstall")}));
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
    }

    void backend_bad_isToldWithItsLastWords_data()
    {
        QTest::addColumn<bool>("isComposed");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QStringList>("told");
        QTest::newRow("unhealthy by its image")
            << false
            << QByteArray("HEALTHCHECK --interval=1s --timeout=5s --retries=1 CMD "
                          "echo the store is shut; exit 1\n")
            << QStringList{QStringLiteral("The health check of \"subject_sample\" fails."),
                           QStringLiteral("exit code 1: the store is shut\n"),
                           QStringLiteral("\"subject_sample\" wrote last:\nlooking for the store")};
        QTest::newRow("unhealthy by the compose file")
            << true
            << QByteArray("    healthcheck:\n"
                          "      test: ['CMD-SHELL', 'echo the store is shut; exit 1']\n"
                          "      interval: 1s\n"
                          "      timeout: 5s\n"
                          "      retries: 1\n")
            << QStringList{QStringLiteral("The health check of \"web\" fails."),
                           QStringLiteral("exit code 1: the store is shut\n"),
                           QStringLiteral("\"web\" wrote last:\nlooking for the store")};
        // There is no page to load meanwhile.
        QTest::newRow("ends after a moment")
            << true
            << QByteArray("    restart: 'no'\n"
                          "    command: ['sh', '-c', 'sleep 0.8; echo no store; exit 3']\n")
            << QStringList{QStringLiteral("\"web\" ended with exit code 3"),
                           QStringLiteral("\"web\" wrote last:\nno store")};
    }

    void backend_bad_isToldWithItsLastWords()
    {
        QFETCH(const bool, isComposed);
        QFETCH(const QByteArray, lines);
        QFETCH(const QStringList, told);
        VERIFY_RESULT(buildImage(subjectReference,
                                 isComposed ? composeContext(lines) : backendContext(lines)));
        const QStringList before = images();
        const HealthChecks checks(client());
        const ProgramRun run = validate({QStringLiteral("--junit"), report(), subjectReference});
        QCOMPARE(run.exitCode, 1);
        const JUnitFile found = readJUnit(report());
        QVERIFY2(found.problem.isEmpty(), qPrintable(found.problem));
        QVERIFY2(found.failures.keys() == QStringList{QStringLiteral("backend")}, run.describe());
        const QString words = found.failures.value(QStringLiteral("backend"));
        for (const QString &expected : told) {
            QVERIFY2(words.contains(expected), qPrintable(words));
            QVERIFY2(run.errors.contains(expected), run.describe());
        }
        // Nothing of the service that is well, or of the names of the trial.
        QVERIFY2(!words.contains(QStringLiteral("\"store\"")), qPrintable(words));
        QVERIFY2(!words.contains(QStringLiteral("validate-")), qPrintable(words));
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
    }

    void healthCheck_thatNobodyMakes_isAWarning()
    {
        VERIFY_RESULT(buildImage(
            subjectReference, backendContext("HEALTHCHECK --interval=1s --timeout=1s CMD true\n")));
        const QString picture = home() + QStringLiteral("/page.png");
        const ProgramRun run =
            validate({QStringLiteral("--screenshot"), picture, subjectReference});
        QVERIFY2(run.exitCode == 0, run.describe());
        const QString warning =
            QStringLiteral("Warning: backend: The engine has made no health check of ");
        QVERIFY2(run.errors.contains(warning) == isPodman(), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("Warning: page: it has none, ")),
                 run.describe());
        QVERIFY(!QFileInfo::exists(picture));
    }

    void interrupted_leavesNothing_data()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<QByteArray>("moment");
        QTest::newRow("folder, its backend starts")
            << true << QByteArray("Waiting for its backend...");
        QTest::newRow("archive, its page loads") << false << QByteArray("Loading its page...");
    }

    void interrupted_leavesNothing()
    {
        QFETCH(const bool, isFolder);
        QFETCH(const QByteArray, moment);
        const QString subject = isFolder
            ? writeFolder(composeContext("    healthcheck:\n"
                                         "      test: ['CMD', 'true']\n"
                                         "      interval: 50s\n"))
            : writeArchive({savedSample(QStringLiteral("subject/archived:1.0.0"))});
        const QStringList before = images();
        RunningProgram program(validating({subject}));
        QVERIFY2(program.waitForOutput(moment), program.errors());
        program.send(SIGINT);
        QCOMPARE(program.wait(), 128 + SIGINT);
        QCOMPARE(images(), before);
        QVERIFY(isDiskClean());
        // Containers, networks and volumes are looked for after every test.
    }
};

PIERHEAD_TEST(CliRunSubjectsTest)

} // namespace pierhead::test

#include "tst_clirunsubjects.moc"
