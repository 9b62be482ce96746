#include "engineproxy.h"
#include "installtest.h"
#include "junitfile.h"
#include "programrun.h"
#include "result.h"
#include "runningprogram.h"
#include "storedextension.h"
#include "testprogram.h"
#include "waiting.h"

#include <QDir>

#include <csignal>

namespace pierhead::test {

namespace {

const QString validatedReference = QStringLiteral("validated/sample:1.0.0");

} // namespace

/// `validate` of everything that has an image, on a real engine.
class CliValidateImageTest final : public InstallTest
{
    Q_OBJECT

private:
    static ProgramRun validate(const QStringList &arguments)
    {
        return runCli(
            QStringList{QStringLiteral("--engine"), addressText(), QStringLiteral("validate")}
            + arguments);
    }

    static SavedImage goodImage(const QString &name = validatedReference)
    {
        SavedImage image = savedSample(name);
        image.labels.insert(QStringLiteral("org.opencontainers.image.description"),
                            QStringLiteral("Does something."));
        return image;
    }

    /// Puts it on the engine, under its name.
    static void load(const SavedImage &image)
    {
        VERIFY_RESULT(ask({.method = "POST",
                           .target = "/images/load",
                           .contentType = "application/x-tar",
                           .body = savedImages({image})}));
    }

    static void unload(const QString &name) { VERIFY_RESULT(await(client().removeImage(name))); }

    static QStringList imagesOnEngine()
    {
        QStringList found;
        const auto images = await(client().listImages());
        for (const engine::ImageSummary &image : images.value()) {
            found.append(image.id + QLatin1Char(' ') + image.repoTags.join(QLatin1Char(' ')));
        }
        found.sort();
        return found;
    }

    static QString validLine(const QString &subject)
    {
        return QStringLiteral("The extension image \"%1\" is valid\n").arg(subject);
    }

private Q_SLOTS:

    void archive_good_isValidAndNotKept_data()
    {
        QTest::addColumn<bool>("isLayout");
        QTest::newRow("docker save") << false;
        QTest::newRow("OCI layout") << true;
    }

    void archive_good_isValidAndNotKept()
    {
        QFETCH(const bool, isLayout);
        const QString file = home() + QStringLiteral("/image.tar");
        writeFile(file, isLayout ? savedLayout(goodImage()) : savedImages({goodImage()}));
        const QStringList before = imagesOnEngine();
        const ProgramRun run = validate({file});
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.endsWith(validLine(file)), run.describe());
        QCOMPARE(imagesOnEngine(), before);
        // Of the layout it is known for which platforms it is.
        QCOMPARE(run.errors.contains(QStringLiteral("Warning: platforms: ")), isLayout);
    }

    void archive_whoseImageIsThereAlready_leavesIt()
    {
        load(goodImage());
        const QString file = writeArchive({goodImage()});
        const QStringList before = imagesOnEngine();
        const ProgramRun run = validate({file});
        const QStringList after = imagesOnEngine();
        unload(validatedReference);
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(after, before);
    }

    void archive_bad_saysWhy_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no archive") << QByteArray("hello");
        QTest::newRow("cut off") << savedImages({goodImage()}).left(900);
        QTest::newRow("another tar file") << QByteArray(10240, '\0');
    }

    void archive_bad_saysWhy()
    {
        QFETCH(const QByteArray, content);
        const QString file = home() + QStringLiteral("/image.tar");
        writeFile(file, content);
        const QStringList before = imagesOnEngine();
        const ProgramRun run = validate({file});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(file), run.describe());
        QVERIFY2(!run.output.contains(QStringLiteral("is valid")), run.describe());
        QCOMPARE(imagesOnEngine(), before);
    }

    void folder_withADockerfile_isBuiltAndNotKept()
    {
        const QString folder = home() + QStringLiteral("/my-sample");
        const auto files = sampleContext("page");
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            writeFile(folder + QLatin1Char('/') + file.key(), *file);
        }
        const ProgramRun faulty = validate({folder});
        QCOMPARE(faulty.exitCode, 1);
        QVERIFY2(
            faulty.output.startsWith(QStringLiteral("Building image from %1...\n").arg(folder)),
            faulty.describe());
        for (const char *label : {"vendor", "description"}) {
            QVERIFY2(faulty.errors.contains(QStringLiteral("- org.opencontainers.image.")
                                            + QLatin1String(label)),
                     faulty.describe());
        }
        QVERIFY2(!faulty.errors.contains(QStringLiteral("Warning: tag: ")), faulty.describe());

        writeFile(folder + QStringLiteral("/Dockerfile"),
                  files.value(QStringLiteral("Dockerfile"))
                      + "LABEL org.opencontainers.image.vendor=Tests "
                        "org.opencontainers.image.description=Something\n");
        const ProgramRun good = validate({folder});
        QVERIFY2(good.exitCode == 0, good.describe());
        QVERIFY2(good.output.endsWith(validLine(folder)), good.describe());
        QVERIFY(!isOnEngine(QStringLiteral("my-sample:latest")));
    }

    void folder_thatDoesNotBuild_saysWhy()
    {
        writeFile(home() + QStringLiteral("/ext/Dockerfile"), "FROM scratch\nCOPY nothing /\n");
        const ProgramRun run = validate({home() + QStringLiteral("/ext")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("nothing")), run.describe());
    }

    void tag_thatIsNoVersion_isAWarning()
    {
        const QString name = QStringLiteral("validated/sample:latest");
        load(goodImage(name));
        const ProgramRun run = validate({name});
        const ProgramRun errors = validate({name, QStringLiteral("--errors-only")});
        unload(name);
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output, validLine(name));
        QVERIFY2(run.errors.contains(QStringLiteral("Warning: tag: \"latest\" is no version")),
                 run.describe());
        QCOMPARE(errors.output, validLine(name));
        QVERIFY2(errors.errors.isEmpty(), errors.describe());
    }

    void autoResolve_takesTheGreatestVersion()
    {
        const QStringList tags{QStringLiteral("0.9.0"),
                               QStringLiteral("0.10.0"),
                               QStringLiteral("0.11.0-rc1"),
                               QStringLiteral("latest")};
        const QString repository = QStringLiteral("validated/sample");
        for (const QString &tag : tags) {
            load(goodImage(repository + QLatin1Char(':') + tag));
        }
        const ProgramRun run = validate({QStringLiteral("-a"), repository});
        for (const QString &tag : tags) {
            unload(repository + QLatin1Char(':') + tag);
        }
        const ProgramRun none = validate({QStringLiteral("-a"), repository});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output, validLine(repository + QStringLiteral(":0.10.0")));
        QCOMPARE(none.exitCode, 1);
        QVERIFY2(none.errors.contains(QStringLiteral("No image of validated/sample")),
                 none.describe());
    }

    void sdk_thatIsNotOffered_isAnError()
    {
        SavedImage image = goodImage();
        const QString label = QStringLiteral("com.docker.desktop.extension.api.version");
        image.labels.insert(label, QStringLiteral(">= 99.0.0"));
        load(image);
        const ProgramRun plain = validate({validatedReference});
        const ProgramRun checked =
            validate({QStringLiteral("--sdk-compatibility"), validatedReference});
        unload(validatedReference);
        QVERIFY2(plain.exitCode == 0, plain.describe());
        QCOMPARE(checked.exitCode, 1);
        QVERIFY2(checked.errors.contains(
                     QStringLiteral("- %1: \">= 99.0.0\" leaves out 0.4.2").arg(label)),
                 checked.describe());
    }

    void installUninstall_good_leavesNothing()
    {
        load(goodImage());
        const QStringList before = imagesOnEngine();
        const QString report = home() + QStringLiteral("/report.xml");
        const ProgramRun run =
            validate({QStringLiteral("-i"), QStringLiteral("--junit"), report, validatedReference});
        const QStringList after = imagesOnEngine();
        unload(validatedReference);
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.endsWith(validLine(validatedReference)), run.describe());
        QCOMPARE(after, before);
        QVERIFY(QDir(home() + QStringLiteral("/data/extensions")).isEmpty());
        QVERIFY(QDir(home() + QStringLiteral("/cache/scratch")).isEmpty());
        const JUnitFile found = readJUnit(report);
        QVERIFY2(found.problem.isEmpty(), qPrintable(found.problem));
        QCOMPARE(found.suite, validatedReference);
        QCOMPARE(found.tests,
                 (QStringList{QStringLiteral("image"),
                              QStringLiteral("tag"),
                              QStringLiteral("install"),
                              QStringLiteral("uninstall")}));
        QVERIFY(found.failures.isEmpty());
    }

    void installUninstall_thatFails_saysWhy()
    {
        SavedImage image = goodImage();
        image.labels.insert(QStringLiteral("com.docker.desktop.extension.api.version"),
                            QStringLiteral(">= 99.0.0"));
        load(image);
        const ProgramRun run = validate({QStringLiteral("-i"), validatedReference});
        unload(validatedReference);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("- install: ")), run.describe());
        QVERIFY(QDir(home() + QStringLiteral("/cache/scratch")).isEmpty());
    }

    void installUninstall_interrupted_leavesNothing()
    {
        const QMap<QString, QByteArray> files = sampleContext("page");
        VERIFY_RESULT(buildImage(validatedReference, files));
        const QStringList before = imagesOnEngine();
        EngineProxy proxy(address().path, "/start");
        RunningProgram program({QStringLiteral("--engine"),
                                proxy.address(),
                                QStringLiteral("validate"),
                                QStringLiteral("-i"),
                                validatedReference});
        const auto isHolding = [&proxy] {
            return proxy.isHolding();
        };
        QVERIFY2(test::waitFor(isHolding, 30'000), program.errors());
        program.send(SIGINT);
        QCOMPARE(program.wait(), 130);
        QCOMPARE(imagesOnEngine(), before);
        QVERIFY(QDir(home() + QStringLiteral("/cache/scratch")).isEmpty());
        unload(validatedReference);
    }

    void json_ofAnImage_isAllThatIsPrinted()
    {
        const QString file = writeArchive({goodImage()});
        const ProgramRun run = validate({QStringLiteral("--format"),
                                         QStringLiteral("json"),
                                         QStringLiteral("-i"),
                                         QStringLiteral("--errors-only"),
                                         file});
        QVERIFY2(run.exitCode == 0, run.describe());
        const auto report = json::parse(run.output.toUtf8());
        QVERIFY2(report, run.describe());
        QCOMPARE(report->at("valid").get<bool>(), true);
        QVERIFY(report->at("faults").empty());
        QVERIFY2(run.errors.isEmpty(), run.describe());
    }
};

PIERHEAD_TEST(CliValidateImageTest)

} // namespace pierhead::test

#include "tst_clivalidateimage.moc"
