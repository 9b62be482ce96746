#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/extensions/imagepath.h>

#include <QTest>

namespace pierhead::extensions {

class ImagePathTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void imagePath_allowedText_isRelativeToTheRoot_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *text, const char *path) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(path);
        };
        row("ui", "ui");
        row("/ui", "ui");
        row("ui/", "ui");
        row("./ui", "ui");
        row("//ui///page//", "ui/page");
        row("/./a/./b/.", "a/b");
        row("", "");
        row("/", "");
        row(".", "");
        row("a b/ü.svg", "a b/ü.svg");
        row("..a/b..", "..a/b..");
        row("...", "...");
        row("ab:c", "ab:c");
        row("-rf", "-rf");
        row("%2e%2e/a", "%2e%2e/a");
    }

    void imagePath_allowedText_isRelativeToTheRoot()
    {
        QFETCH(QString, text);
        const Result<QString> path = imagePath(text);
        VERIFY_RESULT(path);
        QTEST(*path, "path");
    }

    void imagePath_wayOut_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &text) {
            QTest::newRow(name) << text;
        };
        row("dots", QStringLiteral(".."));
        row("dots first", QStringLiteral("../a"));
        row("dots behind a slash", QStringLiteral("/../a"));
        row("dots inside", QStringLiteral("a/../../b"));
        row("dots that stay inside", QStringLiteral("a/../b"));
        row("dots last", QStringLiteral("a/.."));
        row("backslash", QStringLiteral("a\\b"));
        row("share", QStringLiteral("\\\\host\\share"));
        row("drive", QStringLiteral("C:"));
        row("drive and a name", QStringLiteral("a:b"));
        row("drive with a folder", QStringLiteral("c:/a"));
        row("URL", QStringLiteral("https://example.com/a"));
        row("NUL", QStringLiteral("a") + QChar(0) + QStringLiteral("b"));
        row("newline", QStringLiteral("a\nb"));
        row("escape", QStringLiteral("a\x1b[1m"));
        row("delete", QStringLiteral("a\x7f"));
    }

    void imagePath_wayOut_isRefused()
    {
        QFETCH(QString, text);
        COMPARE_ERROR(imagePath(text), ErrorCode::InvalidManifest);
    }

    void socketName_folder_isRefused()
    {
        QCOMPARE(*socketName(QStringLiteral("/a.sock")), QStringLiteral("a.sock"));
        COMPARE_ERROR(socketName(QStringLiteral("a/b.sock")), ErrorCode::InvalidManifest);
        COMPARE_ERROR(socketName(QStringLiteral("..")), ErrorCode::InvalidManifest);
    }
};

PIERHEAD_TEST(ImagePathTest)

} // namespace pierhead::extensions

#include "tst_imagepath.moc"
