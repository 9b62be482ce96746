#include "guardedtest.h"
#include "result.h"
#include "tarfile.h"
#include "testprogram.h"

#include <host/archive/imagearchive.h>

#include <QFile>
#include <QTest>

namespace pierhead::archive {

class ImageArchiveTest final : public test::GuardedTest
{
    Q_OBJECT

    using Format = ImageArchive::Format;
    using Compression = test::TarFile::Compression;

    QString path() const { return home() + QStringLiteral("/image.tar"); }

private Q_SLOTS:

    void inspectImageArchive_dockerSave_listsItsNames_data()
    {
        QTest::addColumn<bool>("isCompressed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }

    void inspectImageArchive_dockerSave_listsItsNames()
    {
        QFETCH(bool, isCompressed);
        test::TarFile file(path(), isCompressed ? Compression::Gzip : Compression::None);
        file.file("0a/layer.tar", QByteArray(100'000, 'x'));
        file.file("manifest.json",
                  R"([{"Config": "a.json", "RepoTags": ["a/b:1", "a/b:2"]}, {"RepoTags": null}])");
        const Result<ImageArchive> archive = inspectImageArchive(file.close());
        VERIFY_RESULT(archive);
        QCOMPARE(archive->format, Format::DockerSave);
        QCOMPARE(archive->isCompressed, isCompressed);
        QCOMPARE(archive->references,
                 (QStringList{QStringLiteral("a/b:1"), QStringLiteral("a/b:2")}));
    }

    void inspectImageArchive_ociLayout_listsItsNames()
    {
        test::TarFile file(path());
        file.file("oci-layout", R"({"imageLayoutVersion": "1.0.0"})");
        file.file("./index.json", R"({"manifests": [
            {"annotations": {"io.containerd.image.name": "docker.io/a/b:1",
                             "org.opencontainers.image.ref.name": "1"}},
            {"annotations": {"org.opencontainers.image.ref.name": "c:2"}}, {}]})");
        const Result<ImageArchive> archive = inspectImageArchive(file.close());
        VERIFY_RESULT(archive);
        QCOMPARE(archive->format, Format::OciLayout);
        QCOMPARE(archive->references,
                 (QStringList{QStringLiteral("docker.io/a/b:1"), QStringLiteral("c:2")}));
    }

    void inspectImageArchive_both_isDockerSave()
    {
        test::TarFile file(path());
        file.file("index.json", R"({"manifests": []})");
        file.file("manifest.json", R"([{"RepoTags": ["a:1"]}])");
        const Result<ImageArchive> archive = inspectImageArchive(file.close());
        VERIFY_RESULT(archive);
        QCOMPARE(archive->format, Format::DockerSave);
        QCOMPARE(archive->references, QStringList{QStringLiteral("a:1")});
    }

    void inspectImageArchive_wrongList_isNoImageArchive_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no list") << QByteArray("readme") << QByteArray("hello");
        QTest::newRow("in a folder") << QByteArray("a/manifest.json") << QByteArray("[]");
        QTest::newRow("no JSON") << QByteArray("manifest.json") << QByteArray("[");
        QTest::newRow("no array") << QByteArray("manifest.json") << QByteArray("{}");
        QTest::newRow("no objects") << QByteArray("manifest.json") << QByteArray("[1]");
        QTest::newRow("no texts") << QByteArray("manifest.json")
                                  << QByteArray(R"([{"RepoTags": [1]}])");
        QTest::newRow("no manifests") << QByteArray("index.json") << QByteArray("{}");
        QTest::newRow("manifests of numbers")
            << QByteArray("index.json") << QByteArray(R"({"manifests": [1]})");
        QTest::newRow("too large")
            << QByteArray("manifest.json") << QByteArray(5 * 1024 * 1024, ' ');
    }

    void inspectImageArchive_wrongList_isNoImageArchive()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        test::TarFile file(path());
        file.file(name, text);
        COMPARE_ERROR(inspectImageArchive(file.close()), ErrorCode::InvalidImage);
    }

    void inspectImageArchive_otherFile_isNoImageArchive()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        COMPARE_ERROR(inspectImageArchive(path()), ErrorCode::InvalidImage);
        file.write("PK\x03\x04 a picture, perhaps");
        file.close();
        COMPARE_ERROR(inspectImageArchive(path()), ErrorCode::InvalidImage);
    }

    void inspectImageArchive_cutOff_isAnError()
    {
        for (const Compression compression : {Compression::None, Compression::Gzip}) {
            test::TarFile whole(path(), compression);
            QByteArray data;
            for (int number = 0; data.size() < 200'000; ++number) {
                data += QByteArray::number(number * 7919);
            }
            whole.file("layer.tar", data).file("manifest.json", R"([{"RepoTags": ["a:1"]}])");
            QFile file(whole.close());
            QVERIFY(file.resize(file.size() / 2));
            COMPARE_ERROR(inspectImageArchive(path()), ErrorCode::InvalidImage);
        }
    }

    void inspectImageArchive_noFile_isIo()
    {
        COMPARE_ERROR(inspectImageArchive(path()), ErrorCode::Io);
        COMPARE_ERROR(inspectImageArchive(home()), ErrorCode::Io);
    }
};

PIERHEAD_TEST(ImageArchiveTest)

} // namespace pierhead::archive

#include "tst_imagearchive.moc"
