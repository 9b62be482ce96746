#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <QDir>

#include <sys/mount.h>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::InstallBench;
using pierhead::test::SavedImage;
using pierhead::test::writeFile;

/// What is no extension, or cannot be installed, is refused with nothing left, on a real engine.
class BadImagesTest final : public test::InstallTest
{
    Q_OBJECT

private Q_SLOTS:

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
            << QStringLiteral("\"c.yaml\" is not in the image");
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
        SavedImage image = savedSample(QStringLiteral("installer/bad:1"));
        image.files.remove(file);
        if (!content.isEmpty()) {
            image.files.insert(file, content);
        }
        const QString archive = writeArchive({image});
        const auto installed = bench.install(from(Kind::Archive, archive));
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
        SavedImage image = savedSample(QStringLiteral("installer/bad:1"));
        image.labels.remove(QStringLiteral("com.docker.desktop.extension.api.version"));
        const auto installed = bench.install(from(Kind::Archive, writeArchive({image})));
        COMPARE_ERROR(installed, ErrorCode::InvalidImage);
        QVERIFY(installed.error().message.contains(QStringLiteral("api.version")));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_otherArchitecture_isRefused()
    {
        InstallBench bench = this->bench();
        SavedImage image = savedSample(QStringLiteral("installer/bad:1"));
        image.architecture = QStringLiteral("s390x");
        const auto installed = bench.install(from(Kind::Archive, writeArchive({image})));
        COMPARE_ERROR(installed, ErrorCode::InvalidImage);
        QVERIFY2(installed.error().message.contains(QStringLiteral("made for s390x")),
                 qPrintable(installed.error().message));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_namelessArchive_saysHowToSave()
    {
        InstallBench bench = this->bench();
        const auto installed = bench.install(from(Kind::Archive, writeArchive({savedSample({})})));
        COMPARE_ERROR(installed, ErrorCode::InvalidImage);
        QVERIFY(installed.error().message.contains(QStringLiteral("docker save")));
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_noArchive_isRefused()
    {
        InstallBench bench = this->bench();
        const QString file = home() + QStringLiteral("/image.tar");
        writeFile(file, "no archive");
        COMPARE_ERROR(bench.install(from(Kind::Archive, file)), ErrorCode::InvalidImage);
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_diskFull_leavesNothing()
    {
        const QString data = home() + QStringLiteral("/data");
        QVERIFY(QDir().mkpath(data));
        QCOMPARE(::mount("tmpfs", data.toLatin1().constData(), "tmpfs", 0, "size=512k"), 0);
        SavedImage image = savedSample(QStringLiteral("installer/large:1"));
        image.files.insert(QStringLiteral("ui/large"), QByteArray(2 * 1024 * 1024, 'x'));
        const auto attempt = [&] {
            InstallBench bench = this->bench();
            const auto installed = bench.install(from(Kind::Archive, writeArchive({image})));
            return std::pair(installed, bench.disk());
        };
        const auto [installed, left] = attempt();
        QCOMPARE(::umount(data.toLatin1().constData()), 0);
        COMPARE_ERROR(installed, ErrorCode::Io);
        QVERIFY2(installed.error().message.contains(QStringLiteral("full")),
                 qPrintable(installed.error().message));
        QCOMPARE(left, QStringList());
    }
};

PIERHEAD_TEST(BadImagesTest)

#include "tst_badimages.moc"
