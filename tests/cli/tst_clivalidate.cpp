#include "guardedtest.h"
#include "junitfile.h"
#include "playedimage.h"
#include "programrun.h"
#include "simulatedengine.h"
#include "testprogram.h"

#include <host/base/json.h>

#include <QDir>
#include <QFile>
#include <QTest>
#include <QUrl>

namespace pierhead::test {

/// `validate` of a metadata.json, and `share`, which need no engine.
class CliValidateTest final : public GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void file_good_isValid_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::newRow("path") << "/metadata.json";
        QTest::newRow("folder") << "";
    }

    void file_good_isValid()
    {
        QFETCH(QString, argument);
        write(QStringLiteral("metadata.json"),
              R"({"ui": {"dashboard-tab": {"title": "T", "root": "/ui", "src": "index.html"}}})");
        const ProgramRun run = runCli({QStringLiteral("validate"), home() + argument});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.output, QStringLiteral("The plugin metadata file is valid\n"));
        QVERIFY2(run.errors.isEmpty(), run.describe());
    }

    void file_manyFaults_tellsAllWithTheirPaths()
    {
        write(
            QStringLiteral("metadata.json"),
            R"({"icon": 3, "ui": {"dashboard-tab": {"title": "T", "root": 7}}, "vm": {"image": []}})");
        const ProgramRun run =
            runCli({QStringLiteral("validate"), home() + QStringLiteral("/metadata.json")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.output.isEmpty(), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("The plugin metadata file \"%1/metadata.json\" "
                                                    "is not valid. see errors: \n- ")
                                         .arg(home())),
                 run.describe());
        for (const char *path : {"/icon", "/ui/dashboard-tab/root", "/vm/image"}) {
            QVERIFY2(run.errors.contains(QStringLiteral("- ") + QLatin1String(path)),
                     run.describe());
        }
        QVERIFY2(run.errors.endsWith(QStringLiteral("Error: invalid plugin metadata file\n")),
                 run.describe());
    }

    void file_bad_isRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("broken off") << QByteArray(R"({"icon": )");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("not UTF-8") << QByteArray("{\"icon\": \"\xff\xfe\"}");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\0\1",
                                              7);
        QTest::newRow("nested deeply") << QByteArray(100'000, '[');
        QTest::newRow("large") << QByteArray(5 * 1024 * 1024, ' ');
    }

    void file_bad_isRefused()
    {
        QFETCH(QByteArray, content);
        write(QStringLiteral("metadata.json"), content);
        const ProgramRun run = runCli({QStringLiteral("validate"), home()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.output.isEmpty(), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("Error: ")), run.describe());
    }

    void file_absent_saysWhichAndWhy()
    {
        const QString path = home() + QStringLiteral("/nothing/metadata.json");
        const ProgramRun run = runCli({QStringLiteral("validate"), path});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.startsWith(QStringLiteral("Error: \"%1\" cannot be read: ").arg(path)),
                 run.describe());
    }

    void file_json_hasEveryFault()
    {
        write(QStringLiteral("metadata.json"), R"({"icon": 3, "name": "old"})");
        const QStringList validate{
            QStringLiteral("validate"), home(), QStringLiteral("--format"), QStringLiteral("json")};
        const ProgramRun run = runCli(validate);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.isEmpty(), run.describe());
        const auto report = json::parse(run.output.toUtf8());
        QVERIFY2(report, run.describe());
        QCOMPARE(report->at("valid").get<bool>(), false);
        QCOMPARE(report->at("subject").get<QString>(), home() + QStringLiteral("/metadata.json"));
        QMap<QString, QString> severities;
        for (const nlohmann::json &fault : report->at("faults")) {
            QCOMPARE(fault.at("check").get<QString>(), QStringLiteral("metadata.json"));
            QVERIFY(!fault.at("what").get<QString>().isEmpty());
            severities.insert(fault.at("where").get<QString>(),
                              fault.at("severity").get<QString>());
        }
        QCOMPARE(severities.value(QStringLiteral("/icon")), QStringLiteral("error"));
        QCOMPARE(severities.value(QStringLiteral("/name")), QStringLiteral("warning"));

        const ProgramRun errors = runCli(validate + QStringList{QStringLiteral("--errors-only")});
        QVERIFY2(errors.output.contains(QStringLiteral("/icon")), errors.describe());
        QVERIFY2(!errors.output.contains(QStringLiteral("/name")), errors.describe());
    }

    void errorsOnly_warnings_areNotTold()
    {
        write(QStringLiteral("metadata.json"), R"({"name": "old"})");
        const ProgramRun all = runCli({QStringLiteral("validate"), home()});
        QCOMPARE(all.exitCode, 0);
        QVERIFY2(all.errors.startsWith(QStringLiteral("Warning: /name")), all.describe());
        const ProgramRun errors =
            runCli({QStringLiteral("validate"), QStringLiteral("--errors-only"), home()});
        QCOMPARE(errors.exitCode, 0);
        QVERIFY2(errors.errors.isEmpty(), errors.describe());
    }

    void junit_faults_areFailuresOfTheirTest()
    {
        write(QStringLiteral("metadata.json"),
              "{\"icon\": 3, \"name\": \"a<b>&\", \"ui\": {\"\\u0001]]>\": {\"title\": 5}}}");
        const QString file = home() + QStringLiteral("/report.xml");
        const ProgramRun run =
            runCli({QStringLiteral("validate"), QStringLiteral("--junit"), file, home()});
        QCOMPARE(run.exitCode, 1);
        const JUnitFile report = readJUnit(file);
        QVERIFY2(report.problem.isEmpty(), qPrintable(report.problem));
        QCOMPARE(report.tests, QStringList{QStringLiteral("metadata.json")});
        QCOMPARE(report.failures.size(), 1);
        QVERIFY2(report.failures.value(QStringLiteral("metadata.json"))
                     .contains(QStringLiteral("/icon: ")),
                 qPrintable(report.failures.values().join(QLatin1Char('\n'))));
    }

    void junit_whereNothingCouldBeLookedAt_hasTheReason()
    {
        const QString file = home() + QStringLiteral("/report.xml");
        const ProgramRun run = runCli({QStringLiteral("validate"),
                                       QStringLiteral("--junit"),
                                       file,
                                       home() + QStringLiteral("/absent.json")});
        QCOMPARE(run.exitCode, 1);
        const JUnitFile report = readJUnit(file);
        QVERIFY2(report.problem.isEmpty(), qPrintable(report.problem));
        QCOMPARE(report.tests, QStringList{QStringLiteral("validate")});
        QVERIFY(report.failures.value(QStringLiteral("validate"))
                    .contains(QStringLiteral("cannot be read")));
    }

    void junit_thatCannotBeWritten_isAnError()
    {
        write(QStringLiteral("metadata.json"), "{}");
        const ProgramRun run = runCli({QStringLiteral("validate"),
                                       QStringLiteral("--junit"),
                                       home() + QStringLiteral("/none/report.xml"),
                                       home()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("/none/report.xml failed")), run.describe());
    }

    void request_thatCannotBe_isRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("told");
        for (const char *flag : {"--run",
                                 "--auto-resolve-tag",
                                 "--sdk-compatibility",
                                 "--validate-install-uninstall"}) {
            QTest::newRow(flag) << QStringList{QLatin1String(flag), QStringLiteral("x.json")}
                                << "is a metadata.json";
        }
        QTest::newRow("picture of nothing") << QStringList{QStringLiteral("--screenshot"),
                                                           QStringLiteral("x.png"),
                                                           QStringLiteral("x:1")}
                                            << "--run";
    }

    void request_thatCannotBe_isRefused()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, told);
        const ProgramRun run = runCli(QStringList{QStringLiteral("validate")} + arguments);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(told), run.describe());
    }

    void folder_withNothingToBuild_isRefused()
    {
        const ProgramRun run = runCli({QStringLiteral("validate"), home()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("neither a Dockerfile nor a metadata.json")),
                 run.describe());
    }

    void image_ofARegistryWithOnePlatform_isWarnedOf_data()
    {
        QTest::addColumn<bool>("isPublished");
        QTest::addColumn<bool>("hasBoth");
        QTest::newRow("one platform") << true << false;
        QTest::newRow("both platforms") << true << true;
        QTest::newRow("not of the registry") << false << false;
    }

    void image_ofARegistryWithOnePlatform_isWarnedOf()
    {
        QFETCH(const bool, isPublished);
        QFETCH(const bool, hasBoth);
        WebServer registry;
        registry.on("/v2/", [](const WebCall &call) { call.answer(200, "{}"); });
        const QString path = QStringLiteral("org/name");
        const QString repository =
            QUrl(registry.url(QStringLiteral("/"))).authority() + QLatin1Char('/') + path;
        SavedImage published{.reference = {},
                             .files = {},
                             .labels = fittingLabels(),
                             .architecture = QStringLiteral("amd64")};
        QString digest = playImage(&registry, path, QStringLiteral("1.0.0"), published);
        if (hasBoth) {
            published.architecture = QStringLiteral("arm64");
            const QString other = playImage(&registry, path, QStringLiteral("arm"), published);
            digest = playImageList(
                &registry,
                path,
                {{QStringLiteral("amd64"), digest}, {QStringLiteral("arm64"), other}});
        }
        SimulatedEngine engine;
        const QStringList digests{repository + QLatin1Char('@') + digest};
        engine.addImage(repository + QStringLiteral(":1.0.0"),
                        {.id = QStringLiteral("sha256:one"),
                         .labels = fittingLabels(),
                         .files = {{QStringLiteral("metadata.json"), "{}"}},
                         .digests = isPublished ? digests : QStringList()});
        const ProgramRun run = runCli({QStringLiteral("--engine"),
                                       engine.address().toString(),
                                       QStringLiteral("validate"),
                                       repository + QStringLiteral(":1.0.0")});
        QVERIFY2(run.errors.contains(QStringLiteral("org.opencontainers.image.title")),
                 run.describe());
        QCOMPARE(run.errors.contains(QStringLiteral("linux/arm64 is missing in the image that")),
                 isPublished && !hasBoth);
        QVERIFY2(!run.errors.contains(QStringLiteral("linux/amd64")), run.describe());
    }

    void share_reference_isItsLink_data()
    {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("query");
        QTest::newRow("tag") << "docker/disk-usage-extension:0.2.9"
                             << "extensionId=docker/disk-usage-extension&tag=0.2.9";
        QTest::newRow("no tag") << "docker/hello"
                                << "extensionId=docker/hello&tag=latest";
        QTest::newRow("with Docker Hub's host") << "docker.io/docker/hello:1.0.0"
                                                << "extensionId=docker/hello&tag=1.0.0";
        QTest::newRow("another registry") << "ghcr.io/org/hello:1.0.0"
                                          << "";
        QTest::newRow("this machine") << "localhost:5000/hello:1.0.0"
                                      << "";
    }

    void share_reference_isItsLink()
    {
        QFETCH(const QString, reference);
        QFETCH(const QString, query);
        const ProgramRun run = runCli({QStringLiteral("share"), reference});
        if (query.isEmpty()) {
            QCOMPARE(run.exitCode, 1);
            QCOMPARE(run.errors,
                     QStringLiteral("Error: could not generate url to share: sharing extensions "
                                    "that are not hosted in DockerHub is not yet supported\n"));
            return;
        }
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output,
                 QStringLiteral("https://open.docker.com/extensions/marketplace?%1\n").arg(query));
    }

    void share_asJson_isAnObject()
    {
        const ProgramRun run = runCli({QStringLiteral("share"),
                                       QStringLiteral("docker/hello"),
                                       QStringLiteral("--format"),
                                       QStringLiteral("json")});
        QVERIFY2(run.exitCode == 0, run.describe());
        const auto shared = json::parseAs<QMap<QString, QString>>(run.output.toUtf8());
        QVERIFY2(shared, run.describe());
        QCOMPARE(shared->value(QStringLiteral("id")), QStringLiteral("docker/hello"));
        QCOMPARE(shared->value(QStringLiteral("tag")), QStringLiteral("latest"));
        QVERIFY2(shared->value(QStringLiteral("link"))
                     .endsWith(QStringLiteral("extensionId=docker/hello&tag=latest")),
                 run.describe());
    }

    void share_noReference_isRefused()
    {
        const ProgramRun run = runCli({QStringLiteral("share"), QStringLiteral("No Such Thing")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("is no image reference")), run.describe());
    }

    void file_escapeSequences_areNotPassedOn()
    {
        write(QStringLiteral("metadata.json"),
              "{\"icon\": 3, \"ui\": {\"\\u001b[2J\": {\"title\": 5}}, \"name\": "
              "\"\\u001b]0;x\\u0007\"}");
        const ProgramRun run = runCli({QStringLiteral("validate"), home()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(!run.errors.contains(QLatin1Char('\x1b')), run.describe());
    }

private:
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(QDir(home()).filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
};

PIERHEAD_TEST(CliValidateTest)

} // namespace pierhead::test

#include "tst_clivalidate.moc"
