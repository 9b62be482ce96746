#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/backendrunner.h>

#include <QFileInfo>
#include <QProcess>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;
using pierhead::test::readFile;
using pierhead::test::SavedImage;
using pierhead::test::writeFile;
using Step = InstallEvent::Step;

namespace {

const QString installedReference = QStringLiteral("installer/sample:1");
const QString installedKey = QStringLiteral("installer/sample");

} // namespace

/// Installs and removes on a real engine.
class ExtensionInstallerTest final : public test::InstallTest
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { VERIFY_RESULT(buildImage(installedReference, sampleContext("first"))); }

    void install_localImage_runsAndIsRemovedWithoutTrace()
    {
        InstallBench bench = this->bench();
        const auto installed = bench.install(installedReference);
        VERIFY_RESULT(installed);
        QCOMPARE(installed->name, QStringLiteral("install-sample"));
        QCOMPARE(installed->reference, installedReference);
        QCOMPARE(pageOf(*installed), "first");
        QVERIFY(QFileInfo(installed->iconPath()).isFile());
        QCOMPARE(bench.steps(),
                 QList<Step>({Step::Installing,
                              Step::Extracting,
                              Step::InstallingService,
                              Step::SettingComposeAttributes,
                              Step::ServiceStarted,
                              Step::InstallingTab,
                              Step::TabAdded,
                              Step::Installed}));
        const backend::BackendRunner runner(client(), installed->id);
        const auto greeting =
            await(runner.exec({.command = {QStringLiteral("./hello.sh"), QStringLiteral("Moby")},
                               .workingDirectory = {},
                               .environment = {}}));
        VERIFY_RESULT(greeting);
        QCOMPARE(greeting->standardOutput, "Hello, Moby!\n");

        VERIFY_RESULT(bench.remove(QStringLiteral("install-sample")));
        QCOMPARE(bench.steps(),
                 QList<Step>({Step::Removing,
                              Step::RemovingService,
                              Step::ServiceRemoved,
                              Step::TabRemoved,
                              Step::Removed}));
        QCOMPARE(bench.disk(), QStringList());
        QVERIFY(isOnEngine(installedReference));
    }

    void install_withoutTag_isLatest()
    {
        InstallBench bench = this->bench();
        VERIFY_RESULT(await(
            client().tagImage(installedReference, QStringLiteral("installer/tagless:latest"))));
        const auto installed = bench.install(QStringLiteral("installer/tagless"));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->reference, QStringLiteral("installer/tagless:latest"));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/tagless:latest")));
    }

    void install_again_replacesAndKeepsTheProfile()
    {
        InstallBench bench = this->bench();
        const auto first = bench.install(installedReference);
        VERIFY_RESULT(first);
        writeFile(first->profilePath() + QStringLiteral("/storage"), "kept");
        const QString next = QStringLiteral("installer/sample:2");
        VERIFY_RESULT(buildImage(next, sampleContext("second")));
        const auto second = bench.install(next);
        VERIFY_RESULT(second);
        QCOMPARE(pageOf(*second), "second");
        QCOMPARE(readFile(second->profilePath() + QStringLiteral("/storage")), "kept");
        QCOMPARE(bench.store().list().size(), std::size_t{1});
        const auto state = await(backend::BackendRunner(client(), second->id).state());
        QCOMPARE(state.value().running, 1);
        QCOMPARE(state.value().total, 1);
        VERIFY_RESULT(bench.remove(installedKey));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_failingUpdate_leavesTheFormerRunning()
    {
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(installedReference));
        const QStringList before = bench.disk();
        QMap<QString, QByteArray> broken = sampleContext("broken");
        broken[QStringLiteral("metadata.json")].replace("${DESKTOP_PLUGIN_IMAGE}",
                                                        "localhost:1/installer/nothing:1");
        VERIFY_RESULT(buildImage(QStringLiteral("installer/sample:3"), broken));
        QVERIFY(!bench.install(QStringLiteral("installer/sample:3")));
        QCOMPARE(bench.disk(), before);
        const backend::BackendRunner runner(client(), ExtensionId::parse(installedKey).value());
        QCOMPARE(await(runner.state()).value().running, 1);
        VERIFY_RESULT(bench.remove(installedKey));
    }

    void install_archive_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("compressor");
        const SavedImage image = savedSample(QStringLiteral("installer/archive:1"));
        QTest::newRow("plain") << test::savedImages({image}) << QString();
        QTest::newRow("gzip") << test::savedImages({image}) << QStringLiteral("gzip");
        QTest::newRow("xz") << test::savedImages({image}) << QStringLiteral("xz");
        QTest::newRow("zstd") << test::savedImages({image}) << QStringLiteral("zstd");
        QTest::newRow("OCI layout") << test::savedLayout(image) << QString();
        QTest::newRow("OCI layout, gzip") << test::savedLayout(image) << QStringLiteral("gzip");
    }

    void install_archive()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, compressor);
        InstallBench bench = this->bench();
        const QString file = home() + QStringLiteral("/image.tar");
        QFile plain(file);
        QVERIFY(plain.open(QIODevice::WriteOnly) && plain.write(content) == content.size());
        plain.close();
        if (!compressor.isEmpty()) {
            QProcess program;
            program.setStandardInputFile(file);
            program.setStandardOutputFile(file + QStringLiteral(".packed"));
            program.start(compressor, {QStringLiteral("-c")});
            QVERIFY(program.waitForFinished() && program.exitCode() == 0);
        }
        const auto installed = bench.install(
            from(Kind::Archive, compressor.isEmpty() ? file : file + QStringLiteral(".packed")));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->reference, QStringLiteral("installer/archive:1"));
        QCOMPARE(pageOf(*installed), "page");
        QCOMPARE(bench.steps().front(), Step::Loading);
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/archive")));
        VERIFY_RESULT(await(client().removeImage(QStringLiteral("installer/archive:1"))));
    }

    void install_withoutAnIcon_works()
    {
        InstallBench bench = this->bench();
        SavedImage image = savedSample(QStringLiteral("installer/iconless:1"));
        image.files.remove(QStringLiteral("icon.svg"));
        image.files[QStringLiteral("metadata.json")] =
            R"({"ui": {"dashboard-tab": {"title": "Sample", "root": "/ui", "src": "index.html"}}})";
        const auto installed = bench.install(from(Kind::Archive, writeArchive({image})));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->iconPath(), QString());
        QCOMPARE(pageOf(*installed), "page");
        QVERIFY(bench.steps().contains(Step::TabAdded));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/iconless")));
        VERIFY_RESULT(await(client().removeImage(image.reference)));
    }

    void install_layoutOfAnotherArchitecture_saysSo()
    {
        SavedImage image = savedSample(QStringLiteral("installer/archive:1"));
        image.architecture = QStringLiteral("s390x");
        const QString file = home() + QStringLiteral("/image.tar");
        QFile plain(file);
        const QByteArray content = test::savedLayout(image);
        QVERIFY(plain.open(QIODevice::WriteOnly) && plain.write(content) == content.size());
        plain.close();
        const auto installed = bench().install(from(Kind::Archive, file));
        QVERIFY(!installed);
        QCOMPARE(installed.error().code, ErrorCode::InvalidImage);
    }

    void install_archiveOfSeveral_takesTheExtension()
    {
        InstallBench bench = this->bench();
        SavedImage plain = savedSample(QStringLiteral("installer/plain:1"));
        plain.labels.clear();
        plain.files.insert(QStringLiteral("other"), "x");
        const QString file =
            writeArchive({plain, savedSample(QStringLiteral("installer/archive:1"))});
        const auto installed = bench.install(from(Kind::Archive, file));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->id.value(), QStringLiteral("installer/archive"));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/archive")));
    }

    void install_archiveOfSeveralExtensions_listsThem()
    {
        InstallBench bench = this->bench();
        SavedImage other = savedSample(QStringLiteral("installer/two:1"));
        other.files.insert(QStringLiteral("other"), "y");
        const QString file = writeArchive({savedSample(QStringLiteral("installer/one:1")), other});
        const auto installed = bench.install(from(Kind::Archive, file));
        COMPARE_ERROR(installed, ErrorCode::InvalidImage);
        QVERIFY2(
            installed.error().message.contains(QStringLiteral("installer/one:1, installer/two:1")),
            qPrintable(installed.error().message));
        QVERIFY(!isOnEngine(QStringLiteral("installer/one:1")));
        QVERIFY(!isOnEngine(QStringLiteral("installer/two:1")));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_folder_isBuilt()
    {
        InstallBench bench = this->bench();
        const QString folder = home() + QStringLiteral("/My Extension");
        const QMap<QString, QByteArray> files = sampleContext("built");
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            writeFile(folder + QLatin1Char('/') + file.key(), file.value());
        }
        QFile::setPermissions(folder + QStringLiteral("/hello.sh"),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const auto installed = bench.install(from(Kind::Folder, folder));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->reference, QStringLiteral("my-extension:latest"));
        QCOMPARE(pageOf(*installed), "built");
        QCOMPARE(bench.steps().front(), Step::Building);
        VERIFY_RESULT(bench.remove(QStringLiteral("my-extension")));
    }

    void install_folderThatDoesNotBuild_givesTheBuildersWords()
    {
        InstallBench bench = this->bench();
        const QString folder = home() + QStringLiteral("/broken");
        writeFile(folder + QStringLiteral("/Dockerfile"), "FROM alpine:3.15\nCOPY absent /\n");
        const auto installed = bench.install(from(Kind::Folder, folder));
        QVERIFY(!installed);
        QVERIFY2(installed.error().message.contains(QStringLiteral("absent")),
                 qPrintable(installed.error().message));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_secondOfTheSameIdAtOnce_isAConflict()
    {
        InstallBench one = bench();
        InstallBench two = bench();
        const ExtensionInstaller &installer = two.installer();
        Task<Result<InstalledExtension>> task = installer.install(
            {from(Kind::Reference, installedReference)}, [](const InstallEvent &) {});
        const auto second = one.install(installedReference);
        COMPARE_ERROR(second, ErrorCode::Conflict);
        QVERIFY2(second.error().message.contains(QStringLiteral("tests_extensions")),
                 qPrintable(second.error().message));
        VERIFY_RESULT(await(std::move(task)));
        VERIFY_RESULT(one.remove(installedKey));
    }

    void install_noEngine_saysSo()
    {
        const engine::EngineAddress nobody{
            engine::EngineAddress::Transport::UnixSocket, home() + QStringLiteral("/none"), {}, 0};
        InstallBench bench(nobody, home(), QStringLiteral("amd64"));
        COMPARE_ERROR(bench.install(installedReference), ErrorCode::EngineUnreachable);
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_unknownImage_isToldByName()
    {
        InstallBench bench = this->bench();
        const QString unknown = QStringLiteral("localhost:1/nobody/has-it:1");
        const auto installed = bench.install(unknown);
        QVERIFY(!installed);
        QVERIFY2(installed.error().message.contains(unknown),
                 qPrintable(installed.error().message));
        QCOMPARE(bench.steps(), QList<Step>{Step::Pulling});
        QCOMPARE(bench.disk(), QStringList());
    }

    void remove_notInstalled_isNotFound()
    {
        const auto removed = bench().remove(QStringLiteral("installer/nothing"));
        COMPARE_ERROR(removed, ErrorCode::NotFound);
    }

    void remove_imageAndMetadataGone_works()
    {
        InstallBench bench = this->bench();
        const QString image = QStringLiteral("installer/gone:1");
        VERIFY_RESULT(await(client().tagImage(installedReference, image)));
        const auto installed = bench.install(image);
        VERIFY_RESULT(installed);
        VERIFY_RESULT(await(client().removeImage(image)));
        QVERIFY(QFile::remove(installed->version + QStringLiteral("/metadata.json")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("is left out")));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/gone")));
        QCOMPARE(bench.disk(), QStringList());
    }

    void remove_containersGone_works()
    {
        InstallBench bench = this->bench();
        const auto installed = bench.install(installedReference);
        VERIFY_RESULT(installed);
        VERIFY_RESULT(await(backend::BackendRunner(client(), installed->id).down()));
        VERIFY_RESULT(bench.remove(installedKey));
        QCOMPARE(bench.disk(), QStringList());
    }
};

PIERHEAD_TEST(ExtensionInstallerTest)

#include "tst_extensioninstaller.moc"
