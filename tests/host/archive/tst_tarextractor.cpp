#include "extracttest.h"
#include "result.h"
#include "testprogram.h"

#include <host/archive/tarextractor.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

namespace pierhead::archive {

using test::contents;
using test::TarFile;

namespace {

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return lstat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode : 0;
}

} // namespace

class TarExtractorTest final : public test::ExtractTest
{
    Q_OBJECT

private Q_SLOTS:

    void extractTar_ordinaryFiles_areThere()
    {
        const auto file = tar();
        file->folder("ui/").file("ui/index.html", "<p>").file("ui/deep/er/a.js", "x=1");
        file->file("ui/run.sh", "#!/bin/sh", 0755).file("ui/empty", "");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("ui/index.html")), QByteArray("<p>"));
        QCOMPARE(contents(target("ui/deep/er/a.js")), QByteArray("x=1"));
        QCOMPARE(contents(target("ui/empty")), QByteArray());
        QVERIFY(QFileInfo(target("ui/run.sh")).isExecutable());
        QCOMPARE(modeOf(target("ui/index.html")) & 0111U, 0U);
    }

    void extractTar_largeFile_isWhole()
    {
        const auto file = tar();
        QByteArray data;
        for (int number = 0; data.size() < 3'000'000; ++number) {
            data += QByteArray::number(number);
        }
        file->file("a", data);
        VERIFY_RESULT(unpack(*file));
        QVERIFY(contents(target("a")) == data);
    }

    void extractTar_specialModes_areDropped()
    {
        const auto file = tar();
        file->folder("d", 0000).folder("t", 01777).file("d/f", "x", 06755).file("d/g", "x", 0000);
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(modeOf(target("d/f")) & 07000U, 0U);
        QCOMPARE(modeOf(target("t")) & 07000U, 0U);
        QCOMPARE(modeOf(target("d")) & 0700U, 0700U);
        QCOMPARE(modeOf(target("d/g")) & 0600U, 0600U);
        QVERIFY(QDir(target()).removeRecursively());
    }

    void extractTar_hostileEntry_isRefusedAndNamed_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("absolute") << QByteArray("/victim");
        QTest::newRow("up") << QByteArray("../victim");
        QTest::newRow("up from a folder") << QByteArray("a/../../victim");
        QTest::newRow("behind a dot") << QByteArray("./../victim");
        QTest::newRow("up and in again") << QByteArray("../target/a");
        QTest::newRow("dots alone") << QByteArray("..");
        QTest::newRow("not UTF-8") << QByteArray("victim\xff\xfe");
        QTest::newRow("too long") << QByteArray("a/").repeated(600) + "victim";
    }

    void extractTar_hostileEntry_isRefusedAndNamed()
    {
        QFETCH(QByteArray, name);
        const auto file = tar();
        file->file("before", "1").file(name, "hit").file("after", "2");
        const Result<> result = unpack(*file);
        COMPARE_ERROR(result, ErrorCode::InvalidImage);
        QVERIFY2(result.error().message.contains(QString::fromUtf8(name.left(7))),
                 qPrintable(result.error().message));
        QVERIFY(!QFile::exists(target("after")));
    }

    void extractTar_specialFile_isRefused_data()
    {
        QTest::addColumn<uint>("type");
        QTest::newRow("character device") << uint(S_IFCHR);
        QTest::newRow("block device") << uint(S_IFBLK);
        QTest::newRow("named pipe") << uint(S_IFIFO);
    }

    void extractTar_specialFile_isRefused()
    {
        QFETCH(uint, type);
        const auto file = tar();
        file->special("odd", type);
        COMPARE_ERROR(unpack(*file), ErrorCode::InvalidImage);
        QVERIFY(!QFileInfo::exists(target("odd")));
    }

    void extractTar_sameNameTwice_lastWins()
    {
        const auto file = tar();
        file->file("a", "first, longer").file("a", "second", 0755);
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("a")), QByteArray("second"));
        QVERIFY(QFileInfo(target("a")).isExecutable());
    }

    void extractTar_fileAsFolder_isRefused()
    {
        const auto file = tar();
        file->file("a", "x").file("a/b", "y");
        COMPARE_ERROR(unpack(*file), ErrorCode::InvalidImage);
    }

    void extractTar_tooManyBytes_isRefused()
    {
        const auto file = tar();
        file->file("a", QByteArray(600, 'x')).file("b", QByteArray(600, 'x'));
        COMPARE_ERROR(unpack(*file, {.bytes = 1000}), ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(target("b")));
    }

    void extractTar_exactlyTheBytes_isAllowed()
    {
        const auto file = tar();
        file->file("a", QByteArray(600, 'x')).file("b", QByteArray(400, 'x'));
        VERIFY_RESULT(unpack(*file, {.bytes = 1000, .entries = 2}));
    }

    void extractTar_tooManyEntries_isRefused()
    {
        const auto file = tar();
        file->file("a", "").file("b", "").file("c", "");
        COMPARE_ERROR(unpack(*file, {.entries = 2}), ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(target("c")));
    }

    void extractTar_foldersOnTheWay_countAsEntries()
    {
        const auto file = tar();
        file->file(QByteArray("d/").repeated(100) + "a", "").file("b", "");
        COMPARE_ERROR(unpack(*file, {.entries = 50}), ErrorCode::InvalidImage);
    }

    void extractTar_sparseBomb_isRefused()
    {
        const auto file = tar();
        file->sparse("bomb", 64LL * 1024 * 1024);
        const QString path = file->close();
        QVERIFY(QFileInfo(path).size() < 1024 * 1024);
        COMPARE_ERROR(extractTar(path, target(), {.bytes = 1024 * 1024}), ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(target("bomb")));
    }

    void extractTar_sparseFile_keepsItsGap()
    {
        const auto file = tar();
        file->sparse("a", 8LL * 1024 * 1024);
        VERIFY_RESULT(unpack(*file));
        const QByteArray data = contents(target("a"));
        QCOMPARE(data.size(), 8 * 1024 * 1024);
        QCOMPARE(data.front(), '\0');
        QCOMPARE(data.back(), 'x');
    }

    void extractTar_newlineInName_isKept()
    {
        const auto file = tar();
        file->file("a\nb", "x");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("a\nb")), QByteArray("x"));
    }

    void extractTar_namesOutsideAscii_areKeptWhateverTheLanguage()
    {
        const QByteArray former = setlocale(LC_ALL, nullptr);
        setlocale(LC_ALL, "C");
        const auto file = tar();
        file->file("größe/日本.txt", "x");
        const Result<> result = extractTar(file->close(), target());
        setlocale(LC_ALL, former.constData());
        VERIFY_RESULT(result);
        QCOMPARE(contents(target("größe/日本.txt")), QByteArray("x"));
    }

    void extractTar_everyPrefix_isAnErrorOrLacksOnlyTheEnd()
    {
        const auto file = tar();
        file->file("a", QByteArray(700, 'x')).file("b", "y");
        const QByteArray whole = contents(file->close());
        const QString cut = home() + QStringLiteral("/cut.tar");
        constexpr qsizetype entriesEnd = 512 + 1024 + 512 + 512;
        for (qsizetype length = 0; length < entriesEnd; length += 64) {
            QFile prefix(cut);
            QVERIFY(prefix.open(QIODevice::WriteOnly | QIODevice::Truncate));
            prefix.write(whole.left(length));
            prefix.close();
            const Result<> result = extractTar(cut, target());
            // Between two entries a tar file may end.
            if (length != 512 + 1024 && length < 512 + 1024 + 512 + 1) {
                COMPARE_ERROR(result, ErrorCode::InvalidImage);
            }
        }
    }

    void extractTar_notATar_isRefused()
    {
        QVERIFY(QDir().mkpath(target()));
        QFile file(home() + QStringLiteral("/a.tar"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("hello ").repeated(500));
        file.close();
        COMPARE_ERROR(extractTar(file.fileName(), target()), ErrorCode::InvalidImage);
    }

    void extractTar_noFileOrFolder_isIo()
    {
        QVERIFY(QDir().mkpath(target()));
        COMPARE_ERROR(extractTar(home() + QStringLiteral("/absent.tar"), target()), ErrorCode::Io);
        const auto file = tar();
        file->file("a", "x");
        COMPARE_ERROR(extractTar(file->close(), home() + QStringLiteral("/absent")), ErrorCode::Io);
    }

    void extractTar_fullDisk_saysSo()
    {
        // In a mount namespace of this thread's own, which ends with it.
        QCOMPARE(unshare(CLONE_NEWNS), 0);
        QCOMPARE(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
        const auto file = tar();
        file->file("a", QByteArray(1024 * 1024, 'x'));
        const QByteArray place = QFile::encodeName(target());
        QCOMPARE(mount("tmpfs", place.constData(), "tmpfs", 0, "size=64k"), 0);
        const Result<> result = extractTar(file->close(), target());
        QCOMPARE(umount(place.constData()), 0);
        COMPARE_ERROR(result, ErrorCode::Io);
        QVERIFY2(result.error().message.contains(QStringLiteral("full")),
                 qPrintable(result.error().message));
        QVERIFY(result.error().message.contains(target()));
    }
};

PIERHEAD_TEST(TarExtractorTest)

} // namespace pierhead::archive

#include "tst_tarextractor.moc"
