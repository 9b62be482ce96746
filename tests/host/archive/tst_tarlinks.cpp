#include "extracttest.h"
#include "result.h"
#include "testprogram.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>

namespace pierhead::archive {

using test::contents;
using test::TarFile;

/// Symbolic and hard links of a tar file: those that stay inside are kept, and no other.
class TarLinksTest final : public test::ExtractTest
{
    Q_OBJECT

private Q_SLOTS:

    void extractTar_linkInside_isKept()
    {
        const auto file = tar();
        file->file("a/b", "data").link("a/l", "b").link("m", "a/../a/b").link("a/up", "..");
        file->link("dangling", "nowhere");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("a/l")), QByteArray("data"));
        QCOMPARE(contents(target("m")), QByteArray("data"));
        QCOMPARE(QFile::symLinkTarget(target("a/up")), target());
        QVERIFY(QFileInfo(target("dangling")).isSymLink());
    }

    void extractTar_linkOut_isRefused_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("absolute") << QByteArray("/etc/passwd");
        QTest::newRow("up") << QByteArray("../victim");
        QTest::newRow("up and up") << QByteArray("../../../../../etc/passwd");
        QTest::newRow("through a folder") << QByteArray("b/../../victim");
        QTest::newRow("not UTF-8") << QByteArray("\xff");
    }

    void extractTar_linkOut_isRefused()
    {
        QFETCH(QByteArray, target);
        const auto file = tar();
        file->link("link", target);
        const Result<> result = unpack(*file);
        COMPARE_ERROR(result, ErrorCode::InvalidImage);
        QVERIFY(result.error().message.contains(QStringLiteral("link")));
    }

    void extractTar_linksThatAddUp_stayInside()
    {
        // As text each of them stays inside; followed by the system, the second would not.
        const auto file = tar();
        file->link("here", ".").link("out", "here/../victim");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("out")), QByteArray("(cannot be opened)"));
    }

    void extractTar_deepLinksThatAddUp_stayInside()
    {
        const auto file = tar();
        file->folder("a/b").link("a/b/top", "../..").link("x", "a/b/top/../victim");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("x")), QByteArray("(cannot be opened)"));
    }

    void extractTar_writeThroughLink_isRefused()
    {
        const auto file = tar();
        file->folder("real").link("way", "real").file("way/a", "x");
        COMPARE_ERROR(unpack(*file), ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(target("real/a")));
    }

    void extractTar_folderOverLink_isRefused()
    {
        const auto file = tar();
        file->folder("real").link("way", "real").folder("way");
        COMPARE_ERROR(unpack(*file), ErrorCode::InvalidImage);
    }

    void extractTar_linkOverFolder_isRefused()
    {
        const auto file = tar();
        file->file("d/a", "x").link("d", "e").file("d/b", "y");
        COMPARE_ERROR(unpack(*file), ErrorCode::InvalidImage);
    }

    void extractTar_fileOverLink_replacesTheLink()
    {
        const auto file = tar();
        file->file("real", "kept").link("way", "real").file("way", "new");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("real")), QByteArray("kept"));
        QCOMPARE(contents(target("way")), QByteArray("new"));
    }

    void extractTar_linkThatWasThere_isNotFollowed()
    {
        const auto file = tar();
        QVERIFY(QFile::link(home() + QStringLiteral("/box"), target("old")));
        file->file("old/victim", "hit");
        const Result<> result = extractTar(file->close(), target());
        COMPARE_ERROR(result, ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(home() + QStringLiteral("/box/victim")));
    }

    void extractTar_hardLinkInside_isTheSameFile()
    {
        const auto file = tar();
        file->file("a", "data").hardLink("d/b", "a");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("d/b")), QByteArray("data"));
    }

    void extractTar_hardLinkWrittenOver_leavesTheOther()
    {
        const auto file = tar();
        file->file("a", "data").hardLink("b", "a").file("b", "other");
        VERIFY_RESULT(unpack(*file));
        QCOMPARE(contents(target("a")), QByteArray("data"));
    }

    void extractTar_hardLinkOut_isRefused_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("absolute") << QByteArray("/etc/passwd");
        QTest::newRow("up") << QByteArray("../victim");
        QTest::newRow("absent") << QByteArray("absent");
        QTest::newRow("link") << QByteArray("link");
        QTest::newRow("folder") << QByteArray("folder");
        QTest::newRow("through a link") << QByteArray("way/a");
    }

    void extractTar_hardLinkOut_isRefused()
    {
        QFETCH(QByteArray, target);
        const auto file = tar();
        file->file("folder/a", "x").link("link", "folder/a").link("way", "folder");
        file->hardLink("hard", target);
        COMPARE_ERROR(unpack(*file), ErrorCode::InvalidImage);
    }
};

PIERHEAD_TEST(TarLinksTest)

} // namespace pierhead::archive

#include "tst_tarlinks.moc"
