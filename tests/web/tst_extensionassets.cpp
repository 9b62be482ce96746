#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <bridge/web/extensionassets.h>

#include <QDir>
#include <QTest>

#include <sys/stat.h>

namespace pierhead::bridge {

class ExtensionAssetsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString root() const { return home() + QStringLiteral("/ui"); }

    static void write(const QString &path)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
    }

private Q_SLOTS:

    void findAsset_insideTheRoot_isTheFileWithItsType_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char *path, const char *type) {
            QTest::newRow(path) << QString::fromUtf8(path) << QByteArray(type);
        };
        row("/index.html", "text/html; charset=utf-8");
        row("/assets/index-1a2b.js", "text/javascript; charset=utf-8");
        row("/assets/worker.mjs", "text/javascript; charset=utf-8");
        row("/assets/style.css", "text/css; charset=utf-8");
        row("/manifest.json", "application/json");
        row("/a b/ä.svg", "image/svg+xml");
        row("/module.wasm", "application/wasm");
        row("/fonts/x.woff2", "font/woff2");
        row("/fonts/x.ttf", "font/ttf");
        row("/LOGO.PNG", "image/png");
        row("/no-ending", "application/octet-stream");
        row("//double//slash.txt", "text/plain; charset=utf-8");
    }

    void findAsset_insideTheRoot_isTheFileWithItsType()
    {
        QFETCH(const QString, path);
        QFETCH(const QByteArray, type);
        write(root() + path);
        const Result<ExtensionAsset> asset = findAsset(root(), path);
        VERIFY_RESULT(asset);
        QCOMPARE(asset->mimeType, type);
        QCOMPARE(asset->file, QFileInfo(root() + path).canonicalFilePath());
    }

    void findAsset_outOfTheRoot_isDenied()
    {
        write(root() + QStringLiteral("/index.html"));
        write(home() + QStringLiteral("/secret"));
        write(home() + QStringLiteral("/ui-other/secret"));
        QVERIFY(QFile::link(home() + QStringLiteral("/secret"), root() + QStringLiteral("/link")));
        QVERIFY(QFile::link(home(), root() + QStringLiteral("/folder")));
        const char *const paths[] = {"/../secret",
                                     "/./../secret",
                                     "/a/../../secret",
                                     "/link",
                                     "/folder/secret",
                                     "/../ui-other/secret",
                                     "/../../../../../../../../etc/passwd"};
        QDir().mkpath(root() + QStringLiteral("/a"));
        for (const char *path : paths) {
            const Result<ExtensionAsset> asset = findAsset(root(), QString::fromLatin1(path));
            QVERIFY2(!asset, path);
            QVERIFY2(asset.error().code == ErrorCode::PermissionDenied, path);
        }
    }

    void findAsset_nulInThePath_isDenied()
    {
        COMPARE_ERROR(findAsset(root(), QString(QChar::Null)), ErrorCode::NotFound);
        write(root() + QStringLiteral("/index.html"));
        COMPARE_ERROR(findAsset(root(), QStringLiteral("/index.html") + QChar::Null),
                      ErrorCode::PermissionDenied);
    }

    void findAsset_linkInside_isFollowed()
    {
        write(root() + QStringLiteral("/real.js"));
        QVERIFY(QFile::link(QStringLiteral("real.js"), root() + QStringLiteral("/link.html")));
        const Result<ExtensionAsset> asset = findAsset(root(), QStringLiteral("/link.html"));
        VERIFY_RESULT(asset);
        QCOMPARE(asset->mimeType, QByteArrayLiteral("text/javascript; charset=utf-8"));
    }

    void findAsset_notAFile_isNotFound()
    {
        write(root() + QStringLiteral("/a/index.html"));
        QCOMPARE(mkfifo(qPrintable(root() + QStringLiteral("/pipe")), 0600), 0);
        QVERIFY(QFile::link(QStringLiteral("nowhere"), root() + QStringLiteral("/dangling")));
        for (const char *path : {"/", "", "/a", "/a/", "/pipe", "/missing", "/dangling", "/a/.."}) {
            const Result<ExtensionAsset> asset = findAsset(root(), QString::fromLatin1(path));
            QVERIFY2(!asset, path);
        }
        COMPARE_ERROR(findAsset(root(), QStringLiteral("/pipe")), ErrorCode::NotFound);
        COMPARE_ERROR(findAsset({}, QStringLiteral("/etc/passwd")), ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(ExtensionAssetsTest)

} // namespace pierhead::bridge

#include "tst_extensionassets.moc"
