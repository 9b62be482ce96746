#include "enginetest.h"
#include "installbench.h"
#include "result.h"
#include "savedimage.h"
#include "storedextension.h"

#include <host/backend/backendrunner.h>
#include <host/extensions/imagevalidator.h>

#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <sys/mount.h>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;
using pierhead::test::readFile;
using pierhead::test::SavedImage;
using pierhead::test::writeFile;
using Step = InstallEvent::Step;

namespace {

const QString reference = QStringLiteral("installer/sample:1");
const QString key = QStringLiteral("installer/sample");

const engine::Labels labels{
    {QStringLiteral("org.opencontainers.image.title"), QStringLiteral("InstallSample")},
    {QStringLiteral("org.opencontainers.image.vendor"), QStringLiteral("Tests")},
    {QStringLiteral("com.docker.desktop.extension.api.version"), QStringLiteral("0.3.4")}};

const QByteArray tabMetadata =
    R"({"icon": "/icon.svg", "ui": {"dashboard-tab":
        {"title": "Sample", "root": "/ui", "src": "index.html"}}})";

const QByteArray labelLines = "LABEL org.opencontainers.image.title=InstallSample"
                              " com.docker.desktop.extension.api.version=0.3.4\n";

QMap<QString, QByteArray> tabFiles()
{
    return {{QStringLiteral("metadata.json"), tabMetadata},
            {QStringLiteral("icon.svg"), "<svg/>"},
            {QStringLiteral("ui/index.html"), "page"}};
}

/// The build context of an extension with a page and a backend.
QMap<QString, QByteArray> sampleContext(const QByteArray &page)
{
    return {{QStringLiteral("Dockerfile"),
             "FROM alpine:3.15\n" + labelLines
                 + "COPY metadata.json icon.svg /\nCOPY ui /ui\nCOPY hello.sh /\n"
                   "CMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n"},
            {QStringLiteral("metadata.json"),
             R"({"icon": "icon.svg", "vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"},
                "ui": {"dashboard-tab":
                    {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
            {QStringLiteral("icon.svg"), "<svg/>"},
            {QStringLiteral("ui/index.html"), page},
            {QStringLiteral("hello.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"}};
}

} // namespace

/// Installs on a real engine.
class ExtensionInstallerTest final : public test::EngineTest
{
    Q_OBJECT

private:
    InstallBench bench() const { return {address(), home(), m_architecture}; }

    static engine::EngineClient client() { return engine::EngineClient(address()); }

    static QByteArray pageOf(const InstalledExtension &extension)
    {
        return readFile(extension.uiRoot() + QStringLiteral("/index.html"));
    }

    QString writeArchive(const QList<SavedImage> &images) const
    {
        const QString file = home() + QStringLiteral("/image.tar");
        writeFile(file, test::savedImages(images));
        return file;
    }

    static ExtensionSource from(ExtensionSource::Kind kind, const QString &location)
    {
        return {.kind = kind, .location = location, .tag = {}, .buildArguments = {}};
    }

    SavedImage saved(const QString &name = reference) const
    {
        return {.reference = name,
                .files = tabFiles(),
                .labels = labels,
                .architecture = m_architecture};
    }

    static bool isOnEngine(const QString &image)
    {
        return await(client().inspectImage(image)).has_value();
    }

    QString m_architecture;

private Q_SLOTS:

    void initTestCase()
    {
        const auto version = await(client().version());
        VERIFY_RESULT(version);
        m_architecture = version->architecture;
        VERIFY_RESULT(buildImage(reference, sampleContext("first")));
    }

    void install_localImage_runsAndIsRemovedWithoutTrace()
    {
        InstallBench bench = this->bench();
        const auto installed = bench.install(reference);
        VERIFY_RESULT(installed);
        QCOMPARE(installed->name, QStringLiteral("install-sample"));
        QCOMPARE(installed->reference, reference);
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
        QVERIFY(isOnEngine(reference));
    }

    void install_withoutTag_isLatest()
    {
        InstallBench bench = this->bench();
        VERIFY_RESULT(
            await(client().tagImage(reference, QStringLiteral("installer/tagless:latest"))));
        const auto installed = bench.install(QStringLiteral("installer/tagless"));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->reference, QStringLiteral("installer/tagless:latest"));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/tagless:latest")));
    }

    void install_again_replacesAndKeepsTheProfile()
    {
        InstallBench bench = this->bench();
        const auto first = bench.install(reference);
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
        VERIFY_RESULT(bench.remove(key));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_failingUpdate_leavesTheFormerRunning()
    {
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(reference));
        const QStringList before = bench.disk();
        QMap<QString, QByteArray> broken = sampleContext("broken");
        broken[QStringLiteral("metadata.json")].replace("${DESKTOP_PLUGIN_IMAGE}",
                                                        "localhost:1/installer/nothing:1");
        VERIFY_RESULT(buildImage(QStringLiteral("installer/sample:3"), broken));
        QVERIFY(!bench.install(QStringLiteral("installer/sample:3")));
        QCOMPARE(bench.disk(), before);
        const backend::BackendRunner runner(client(), ExtensionId::parse(key).value());
        QCOMPARE(await(runner.state()).value().running, 1);
        VERIFY_RESULT(bench.remove(key));
    }

    void install_archive_data()
    {
        QTest::addColumn<bool>("isCompressed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }

    void install_archive()
    {
        QFETCH(bool, isCompressed);
        InstallBench bench = this->bench();
        QString file = writeArchive({saved(QStringLiteral("installer/archive:1"))});
        if (isCompressed) {
            QProcess gzip;
            gzip.start(QStringLiteral("gzip"), {file});
            QVERIFY(gzip.waitForFinished());
            file += QStringLiteral(".gz");
        }
        const auto installed = bench.install(from(ExtensionSource::Kind::Archive, file));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->reference, QStringLiteral("installer/archive:1"));
        QCOMPARE(pageOf(*installed), "page");
        QCOMPARE(bench.steps().front(), Step::Loading);
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/archive")));
        VERIFY_RESULT(await(client().removeImage(QStringLiteral("installer/archive:1"))));
    }

    void install_archiveOfSeveral_takesTheExtension()
    {
        InstallBench bench = this->bench();
        SavedImage plain = saved(QStringLiteral("installer/plain:1"));
        plain.labels.clear();
        plain.files.insert(QStringLiteral("other"), "x");
        const QString file = writeArchive({plain, saved(QStringLiteral("installer/archive:1"))});
        const auto installed = bench.install(from(ExtensionSource::Kind::Archive, file));
        VERIFY_RESULT(installed);
        QCOMPARE(installed->id.value(), QStringLiteral("installer/archive"));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/archive")));
    }

    void install_archiveOfSeveralExtensions_listsThem()
    {
        InstallBench bench = this->bench();
        SavedImage other = saved(QStringLiteral("installer/two:1"));
        other.files.insert(QStringLiteral("other"), "y");
        const QString file = writeArchive({saved(QStringLiteral("installer/one:1")), other});
        const auto installed = bench.install(from(ExtensionSource::Kind::Archive, file));
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
        const auto installed = bench.install(from(ExtensionSource::Kind::Folder, folder));
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
        const auto installed = bench.install(from(ExtensionSource::Kind::Folder, folder));
        QVERIFY(!installed);
        QVERIFY2(installed.error().message.contains(QStringLiteral("absent")),
                 qPrintable(installed.error().message));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_badImage_isRefusedWithoutTrace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        const QString metadata = QStringLiteral("metadata.json");
        const auto changed = [](const char *before, const char *after) {
            QByteArray text = tabMetadata;
            return text.replace(before, after);
        };
        QTest::newRow("no metadata.json")
            << metadata << QByteArray() << QStringLiteral("no metadata.json");
        QTest::newRow("broken JSON") << metadata << QByteArray("{\"ui\": ") << metadata;
        QTest::newRow("no object") << metadata << QByteArray("[]") << metadata;
        QTest::newRow("root absent") << metadata << changed("\"/ui\"", "\"/nothing\"")
                                     << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("root out") << metadata << changed("\"/ui\"", "\"../..\"")
                                  << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("root is everything")
            << metadata << changed("\"/ui\"", "\"/\"") << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("root is a file") << metadata << changed("\"/ui\"", "\"icon.svg\"")
                                        << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("icon absent")
            << metadata << changed("/icon.svg", "/nothing.svg") << QStringLiteral("/icon");
        QTest::newRow("icon out") << metadata << changed("/icon.svg", "../../etc/passwd")
                                  << QStringLiteral("/icon");
        QTest::newRow("icon is a folder")
            << metadata << changed("/icon.svg", "ui") << QStringLiteral("/icon");
        QTest::newRow("page absent") << metadata << changed("index.html", "other.html")
                                     << QStringLiteral("/ui/dashboard-tab/src");
        QTest::newRow("page out") << metadata << changed("index.html", "../icon.svg")
                                  << QStringLiteral("/ui/dashboard-tab/src");
        QTest::newRow("compose file")
            << metadata << changed("{\"icon\"", R"({"vm": {"composefile": "c.yaml"}, "icon")")
            << QStringLiteral("not supported yet");
        QTest::newRow("variable") << metadata
                                  << changed("{\"icon\"", R"({"vm": {"image": "${OTHER}"}, "icon")")
                                  << QStringLiteral("OTHER");
    }

    void install_badImage_isRefusedWithoutTrace()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        InstallBench bench = this->bench();
        SavedImage image = saved(QStringLiteral("installer/bad:1"));
        image.files.remove(file);
        if (!content.isEmpty()) {
            image.files.insert(file, content);
        }
        const QString archive = writeArchive({image});
        const auto installed = bench.install(from(ExtensionSource::Kind::Archive, archive));
        QVERIFY(!installed);
        const QString text = installed.error().message + installed.error().detail;
        QVERIFY2(installed.error().code == ErrorCode::InvalidManifest
                     || installed.error().code == ErrorCode::InvalidImage,
                 qPrintable(text));
        QVERIFY2(text.contains(words), qPrintable(text));
        QCOMPARE(bench.disk(), QStringList());
        QVERIFY(!isOnEngine(QStringLiteral("installer/bad:1")));
    }

    void install_labelMissing_isRefused()
    {
        InstallBench bench = this->bench();
        SavedImage image = saved(QStringLiteral("installer/bad:1"));
        image.labels.remove(QStringLiteral("com.docker.desktop.extension.api.version"));
        const auto installed =
            bench.install(from(ExtensionSource::Kind::Archive, writeArchive({image})));
        COMPARE_ERROR(installed, ErrorCode::InvalidImage);
        QVERIFY(installed.error().message.contains(QStringLiteral("api.version")));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_otherArchitecture_isRefused()
    {
        InstallBench bench = this->bench();
        SavedImage image = saved(QStringLiteral("installer/bad:1"));
        image.architecture = QStringLiteral("s390x");
        const auto installed =
            bench.install(from(ExtensionSource::Kind::Archive, writeArchive({image})));
        COMPARE_ERROR(installed, ErrorCode::InvalidImage);
        QVERIFY2(installed.error().message.contains(QStringLiteral("made for s390x")),
                 qPrintable(installed.error().message));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_namelessArchive_saysHowToSave()
    {
        InstallBench bench = this->bench();
        const auto installed =
            bench.install(from(ExtensionSource::Kind::Archive, writeArchive({saved({})})));
        COMPARE_ERROR(installed, ErrorCode::InvalidImage);
        QVERIFY(installed.error().message.contains(QStringLiteral("docker save")));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_noArchive_isRefused()
    {
        InstallBench bench = this->bench();
        const QString file = home() + QStringLiteral("/image.tar");
        writeFile(file, "no archive");
        COMPARE_ERROR(bench.install(from(ExtensionSource::Kind::Archive, file)),
                      ErrorCode::InvalidImage);
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_links_data()
    {
        QTest::addColumn<QByteArray>("commands");
        QTest::addColumn<QString>("fault");
        QTest::newRow("root and icon by links") << QByteArray(
            "mkdir /opt && mv /ui /opt/dist && mv /icon.svg /opt && "
            "ln -s /opt/current /ui && ln -s dist /opt/current && ln -s opt/icon.svg /icon.svg")
                                                << QString();
        // This machine has that file and the image does not: Podman follows links by itself, and
        // one that leaves the image ends at the image's own root.
        QTest::newRow("icon out of the image")
            << QByteArray("ln -sf ../../../etc/shadow /icon.svg") << QStringLiteral("/icon");
        QTest::newRow("root leads nowhere") << QByteArray("rm -r /ui && ln -s /nothing /ui")
                                            << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("root leads to itself")
            << QByteArray("rm -r /ui && ln -s ui /ui") << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("page out of the root") << QByteArray("ln -sf ../../etc/hosts /ui/index.html")
                                              << QStringLiteral("/ui/dashboard-tab");
        QTest::newRow("device for an icon")
            << QByteArray("rm /icon.svg && mknod /icon.svg c 1 5") << QStringLiteral("/icon");
    }

    void install_links()
    {
        QFETCH(QByteArray, commands);
        QFETCH(QString, fault);
        const QString image = QStringLiteral("installer/links:1");
        VERIFY_RESULT(buildImage(
            image,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\n" + labelLines + "COPY metadata.json icon.svg /\nCOPY ui /ui\nRUN "
                  + commands + "\n"},
             {QStringLiteral("metadata.json"), tabMetadata},
             {QStringLiteral("icon.svg"), "<svg/>"},
             {QStringLiteral("ui/index.html"), "page"}}));
        InstallBench bench = this->bench();
        const auto installed = bench.install(image);
        if (fault.isEmpty()) {
            VERIFY_RESULT(installed);
            QCOMPARE(pageOf(*installed), "page");
            QCOMPARE(readFile(installed->iconPath()), "<svg/>");
            VERIFY_RESULT(bench.remove(image));
        } else {
            QVERIFY(!installed);
            QVERIFY2(installed.error().detail.contains(fault)
                         || installed.error().message.contains(fault),
                     qPrintable(installed.error().message));
        }
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_secondOfTheSameIdAtOnce_isAConflict()
    {
        InstallBench one = bench();
        InstallBench two = bench();
        const ExtensionInstaller &installer = two.installer();
        Task<Result<InstalledExtension>> task = installer.install(
            from(ExtensionSource::Kind::Reference, reference), [](const InstallEvent &) {}, {});
        const auto second = one.install(reference);
        COMPARE_ERROR(second, ErrorCode::Conflict);
        QVERIFY2(second.error().message.contains(QStringLiteral("tst_extensioninstaller")),
                 qPrintable(second.error().message));
        VERIFY_RESULT(await(std::move(task)));
        VERIFY_RESULT(one.remove(key));
    }

    void install_diskFull_leavesNothing()
    {
        const QString data = home() + QStringLiteral("/data");
        QVERIFY(QDir().mkpath(data));
        QCOMPARE(::mount("tmpfs", data.toLatin1().constData(), "tmpfs", 0, "size=512k"), 0);
        SavedImage image = saved(QStringLiteral("installer/large:1"));
        image.files.insert(QStringLiteral("ui/large"), QByteArray(2 * 1024 * 1024, 'x'));
        const auto attempt = [&] {
            InstallBench bench = this->bench();
            const auto installed =
                bench.install(from(ExtensionSource::Kind::Archive, writeArchive({image})));
            return std::pair(installed, bench.disk());
        };
        const auto [installed, left] = attempt();
        QCOMPARE(::umount(data.toLatin1().constData()), 0);
        COMPARE_ERROR(installed, ErrorCode::Io);
        QVERIFY2(installed.error().message.contains(QStringLiteral("full")),
                 qPrintable(installed.error().message));
        QCOMPARE(left, QStringList());
    }

    void install_noEngine_saysSo()
    {
        const engine::EngineAddress nobody{
            engine::EngineAddress::Transport::UnixSocket, home() + QStringLiteral("/none"), {}, 0};
        InstallBench bench(nobody, home(), m_architecture);
        COMPARE_ERROR(bench.install(reference), ErrorCode::EngineUnreachable);
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
        VERIFY_RESULT(await(client().tagImage(reference, image)));
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
        const auto installed = bench.install(reference);
        VERIFY_RESULT(installed);
        VERIFY_RESULT(await(backend::BackendRunner(client(), installed->id).down()));
        VERIFY_RESULT(bench.remove(key));
        QCOMPARE(bench.disk(), QStringList());
    }

    void validate_good_hasNoErrors()
    {
        SavedImage image = saved(QStringLiteral("installer/valid:1"));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(from(ExtensionSource::Kind::Archive, writeArchive({image}))));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/valid")));
        const auto faults = await(validateImage(
            client(), QStringLiteral("installer/valid:1"), home() + QStringLiteral("/scratch")));
        VERIFY_RESULT(faults);
        QStringList errors;
        for (const Fault &fault : *faults) {
            if (fault.severity == Fault::Severity::Error) {
                errors.append(fault.where);
            }
        }
        QCOMPARE(errors, QStringList{QStringLiteral("org.opencontainers.image.description")});
        QVERIFY(QDir(home() + QStringLiteral("/scratch")).isEmpty());
    }

    void validate_severalFaults_allAreTold()
    {
        VERIFY_RESULT(
            buildImage(QStringLiteral("installer/faulty:1"),
                       {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nCOPY metadata.json /\n"},
                        {QStringLiteral("metadata.json"), tabMetadata}}));
        const auto faults = await(validateImage(
            client(), QStringLiteral("installer/faulty:1"), home() + QStringLiteral("/scratch")));
        VERIFY_RESULT(faults);
        QStringList places;
        for (const Fault &fault : *faults) {
            places.append(fault.where);
        }
        for (const char *place : {"com.docker.desktop.extension.api.version",
                                  "org.opencontainers.image.title",
                                  "/icon",
                                  "/ui/dashboard-tab/root"}) {
            QVERIFY2(places.contains(QLatin1String(place)),
                     qPrintable(places.join(QStringLiteral(", "))));
        }
    }

    void validate_noImage_isNotFound()
    {
        COMPARE_ERROR(await(validateImage(client(),
                                          QStringLiteral("installer/nothing:1"),
                                          home() + QStringLiteral("/scratch"))),
                      ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(ExtensionInstallerTest)
#include "tst_extensioninstaller.moc"
