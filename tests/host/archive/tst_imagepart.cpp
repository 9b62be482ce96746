#include "guardedtest.h"
#include "result.h"
#include "tarfile.h"
#include "testprogram.h"

#include <host/archive/imagepart.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

namespace pierhead::archive {

class ImagePartTest final : public test::GuardedTest
{
    Q_OBJECT

    using Kind = ImagePart::Kind;

    QString tarPath() const { return home() + QStringLiteral("/part.tar"); }

    QString target() const { return home() + QStringLiteral("/copy"); }

    QByteArray contents(const char *path = "") const
    {
        QFile file(target() + QString::fromUtf8(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
    }

    Result<ImagePart>
    extract(test::TarFile &file, const QString &path, const TarLimits &limits = {}) const
    {
        PIERHEAD_TRY(reader, TarReader::open(file.close(), TarReader::Compression::None));
        return extractPart(reader, path, target(), limits);
    }

private Q_SLOTS:

    void extractPart_firstEntry_tellsTheKind()
    {
        const QString ui = QStringLiteral("/app/ui");
        test::TarFile file(tarPath());
        file.file("ui", "x");
        Result<ImagePart> part = extract(file, ui);
        VERIFY_RESULT(part);
        QCOMPARE(part->kind, Kind::File);
        QVERIFY(QFile::remove(target()));

        test::TarFile folder(tarPath());
        folder.folder("ui/").file("ui/a", "x");
        part = extract(folder, ui);
        VERIFY_RESULT(part);
        QCOMPARE(part->kind, Kind::Folder);

        test::TarFile device(tarPath());
        device.special("ui", S_IFCHR);
        COMPARE_ERROR(extract(device, ui), ErrorCode::InvalidImage);

        test::TarFile empty(tarPath());
        COMPARE_ERROR(extract(empty, ui), ErrorCode::InvalidImage);
    }

    void extractPart_link_givesItsPlaceInTheImage_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("place"); // null: refused
        QTest::newRow("beside") << QByteArray("dist") << QStringLiteral("app/dist");
        QTest::newRow("absolute") << QByteArray("/srv/page") << QStringLiteral("srv/page");
        QTest::newRow("up") << QByteArray("../srv/page/") << QStringLiteral("srv/page");
        QTest::newRow("out") << QByteArray("../../etc") << QString();
        QTest::newRow("out of the root") << QByteArray("/../etc") << QString();
    }

    void extractPart_link_givesItsPlaceInTheImage()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, place);
        test::TarFile file(tarPath());
        file.link("ui", target);
        const Result<ImagePart> part = extract(file, QStringLiteral("app/ui"));
        if (place.isNull()) {
            COMPARE_ERROR(part, ErrorCode::InvalidImage);
        } else {
            VERIFY_RESULT(part);
            QCOMPARE(part->kind, Kind::Link);
            QCOMPARE(part->linkTarget, place);
        }
    }

    void extractPart_file_takesTheTargetsName()
    {
        test::TarFile file(tarPath());
        file.file("tool.sh", "x", 0755);
        VERIFY_RESULT(extract(file, QStringLiteral("bin/tool.sh"), {.bytes = 1, .entries = 1}));
        QCOMPARE(contents(), QByteArray("x"));
        QVERIFY(QFileInfo(target()).isExecutable());
    }

    void extractPart_folder_takesTheTargetsName()
    {
        test::TarFile file(tarPath());
        file.folder("ui/").file("ui/a", "1").file("ui/ui/b", "2").link("ui/l", "a");
        file.hardLink("ui/h", "ui/a");
        VERIFY_RESULT(extract(file, QStringLiteral("/app/ui")));
        QCOMPARE(contents("/a"), QByteArray("1"));
        QCOMPARE(contents("/ui/b"), QByteArray("2"));
        QCOMPARE(contents("/l"), QByteArray("1"));
        QCOMPARE(contents("/h"), QByteArray("1"));
    }

    void extractPart_absoluteLinkInside_isMadeRelative()
    {
        test::TarFile file(tarPath());
        file.folder("ui/").file("ui/deep/a", "1").link("ui/deep/l", "/app/ui/deep/a");
        file.link("ui/other/m", "../../../app/ui/deep/a");
        VERIFY_RESULT(extract(file, QStringLiteral("app/ui")));
        QCOMPARE(contents("/deep/l"), QByteArray("1"));
        QCOMPARE(contents("/other/m"), QByteArray("1"));
        char text[64] = {};
        const QByteArray link = QFile::encodeName(target() + QStringLiteral("/deep/l"));
        QVERIFY(::readlink(link.constData(), text, sizeof text - 1) > 0);
        QCOMPARE(QByteArray(text), QByteArray("a"));
    }

    void extractPart_linkOutOfThePart_isRefused_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("elsewhere in the image") << QByteArray("/etc/passwd");
        QTest::newRow("beside") << QByteArray("../other");
        QTest::newRow("beside, with the same beginning") << QByteArray("/app/ui2/a");
        QTest::newRow("out of the image") << QByteArray("../../../etc/passwd");
    }

    void extractPart_linkOutOfThePart_isRefused()
    {
        QFETCH(QByteArray, target);
        test::TarFile file(tarPath());
        file.folder("ui/").link("ui/l", target);
        COMPARE_ERROR(extract(file, QStringLiteral("app/ui")), ErrorCode::InvalidImage);
    }

    void extractPart_entryOfAnotherPart_isRefused()
    {
        test::TarFile file(tarPath());
        file.folder("ui/").file("other/a", "x");
        COMPARE_ERROR(extract(file, QStringLiteral("ui")), ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(home() + QStringLiteral("/other")));
    }

    void extractPart_nothingPacked_isRefused()
    {
        test::TarFile file(tarPath());
        COMPARE_ERROR(extract(file, QStringLiteral("ui")), ErrorCode::InvalidImage);
    }

    void extractPart_overTheLimit_isRefused()
    {
        test::TarFile file(tarPath());
        file.file("metadata.json", QByteArray(100, ' '));
        COMPARE_ERROR(extract(file, QStringLiteral("metadata.json"), {.bytes = 99, .entries = 1}),
                      ErrorCode::InvalidImage);
    }
};

PIERHEAD_TEST(ImagePartTest)

} // namespace pierhead::archive

#include "tst_imagepart.moc"
