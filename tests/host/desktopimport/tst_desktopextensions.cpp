#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/desktopimport/desktopextensions.h>

#include <QFile>

#include <sys/stat.h>

namespace pierhead::desktopimport {

using test::writeFile;

/// Docker Desktop's folder of extensions, read as something that anybody may have written.
class DesktopExtensionsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static QString folder() { return desktopExtensionsFolder(); }

    static QString inside(const QString &slug, const char *path)
    {
        return folder() + QLatin1Char('/') + slug + QLatin1Char('/') + QLatin1String(path);
    }

    static void write(const QString &slug, const char *path, const QByteArray &content)
    {
        QVERIFY(QDir().mkpath(QFileInfo(inside(slug, path)).path()));
        writeFile(inside(slug, path), content);
    }

    static QByteArray titled(const char *title)
    {
        return QByteArray(R"({"ui": {"dashboard-tab": {"title": ")") + title + "\"}}}";
    }

    static DesktopExtension only()
    {
        const std::vector<DesktopExtension> found = desktopExtensions(folder());
        return found.size() == 1 ? found.front() : DesktopExtension();
    }

private Q_SLOTS:

    void noFolder_hasNone() { QVERIFY(desktopExtensions(folder()).empty()); }

    void composeFile_tellsTheReference()
    {
        const QString slug = QStringLiteral("sandipchitale_docker-dive");
        write(slug, "metadata.json", titled("Dive"));
        write(slug,
              "vm/docker-compose.yaml",
              "services:\n  db: {image: postgres:16}\n"
              "  dive: {image: 'sandipchitale/docker-dive:1.0.0'}\n");
        const DesktopExtension extension = only();
        QVERIFY2(extension.isUsable(), qPrintable(extension.problem.inEnglish()));
        QCOMPARE(extension.slug, slug);
        QCOMPARE(extension.title, QStringLiteral("Dive"));
        QCOMPARE(extension.id, QStringLiteral("sandipchitale/docker-dive"));
        QCOMPARE(extension.version, QStringLiteral("1.0.0"));
        QCOMPARE(extension.source().location, QStringLiteral("sandipchitale/docker-dive:1.0.0"));
        QVERIFY(!extension.isDeduced);
    }

    void folderName_tellsTheRepository_data()
    {
        QTest::addColumn<QString>("slug");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *slug, const char *id) {
            QTest::newRow(slug) << QString::fromLatin1(slug) << QString::fromLatin1(id);
        };
        row("docker_disk-usage-extension", "docker/disk-usage-extension");
        row("org_one_two", "org/one_two");
        row("hello", "hello");
        row("ghcr.io_org_name", "ghcr.io/org/name");
        row("localhost_5000_org_name", "localhost:5000/org/name");
    }

    void folderName_tellsTheRepository()
    {
        QFETCH(const QString, slug);
        QFETCH(const QString, id);
        write(slug, "metadata.json", "{}");
        const DesktopExtension extension = only();
        QVERIFY2(extension.isUsable(), qPrintable(extension.problem.inEnglish()));
        QVERIFY(extension.isDeduced);
        QCOMPARE(extension.id, id);
        QCOMPARE(extension.title, id);
        QCOMPARE(extension.reference(), id);
        QCOMPARE(extensions::ExtensionId::parse(id)->slug(), slug);
    }

    void composeFile_ofAnotherImage_isNotBelieved()
    {
        write(QStringLiteral("org_name"), "metadata.json", "{}");
        write(QStringLiteral("org_name"),
              "vm/docker-compose.yaml",
              "services: {a: {image: 'evil/thing:1'}}");
        QCOMPARE(only().reference(), QStringLiteral("org/name"));
        write(QStringLiteral("org_name"), "vm/docker-compose.yaml", "services: [");
        QCOMPARE(only().reference(), QStringLiteral("org/name"));
    }

    void brokenMetadata_isListedWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("told");
        QTest::newRow("no JSON") << QByteArray("{\"ui\":") << "metadata.json";
        QTest::newRow("no object") << QByteArray("[1]") << "no JSON object";
        QTest::newRow("too large") << QByteArray(2 * 1024 * 1024, ' ') << "more than";
        QTest::newRow("nested") << QByteArray(100'000, '[') << "metadata.json";
    }

    void brokenMetadata_isListedWithTheReason()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, told);
        write(QStringLiteral("org_bad"), "metadata.json", content);
        write(QStringLiteral("org_good"), "metadata.json", titled("Good"));
        const std::vector<DesktopExtension> found = desktopExtensions(folder());
        QCOMPARE(found.size(), 2U);
        QVERIFY(found.front().isUsable());
        QVERIFY(!found.back().isUsable());
        QVERIFY2(found.back().problem.inEnglish().contains(told),
                 qPrintable(found.back().problem.inEnglish()));
    }

    void strangeMetadata_losesTheTitleAlone()
    {
        write(QStringLiteral("org_name"),
              "metadata.json",
              R"({"ui": {"dashboard-tab": [{"title": 3}]}, "vm": 7})");
        QVERIFY(only().isUsable());
        QCOMPARE(only().title, QStringLiteral("org/name"));
    }

    void noMetadata_isListedWithTheReason()
    {
        QVERIFY(QDir().mkpath(folder() + QStringLiteral("/org_empty")));
        QVERIFY2(only().problem.inEnglish().contains(
                     QStringLiteral("it has no org_empty/metadata.json")),
                 qPrintable(only().problem.inEnglish()));
    }

    void name_thatIsNoRepository_isListedWithTheReason()
    {
        write(QStringLiteral("Org Name"), "metadata.json", titled("T"));
        QVERIFY(!only().isUsable());
        QCOMPARE(only().title, QStringLiteral("T"));
    }

    void links_areNotFollowed()
    {
        const QString elsewhere = home() + QStringLiteral("/elsewhere");
        QVERIFY(QDir().mkpath(elsewhere));
        writeFile(elsewhere + QStringLiteral("/metadata.json"), titled("Secret"));
        writeFile(elsewhere + QStringLiteral("/docker-compose.yaml"),
                  "services: {a: {image: 'org/two:9'}}");
        QVERIFY(QDir().mkpath(folder()));
        QVERIFY(QFile::link(elsewhere, folder() + QStringLiteral("/org_one")));
        QVERIFY(QDir().mkpath(folder() + QStringLiteral("/org_two")));
        QVERIFY(QFile::link(elsewhere, inside(QStringLiteral("org_two"), "vm")));
        QVERIFY(QFile::link(elsewhere + QStringLiteral("/metadata.json"),
                            inside(QStringLiteral("org_two"), "metadata.json")));
        const std::vector<DesktopExtension> found = desktopExtensions(folder());
        QCOMPARE(found.size(), 2U);
        for (const DesktopExtension &extension : found) {
            QVERIFY2(extension.problem.inEnglish().contains(QStringLiteral("link")),
                     qPrintable(extension.problem.inEnglish()));
            QVERIFY(extension.title != QStringLiteral("Secret"));
            QVERIFY(extension.version.isEmpty());
        }
    }

    void pipe_isNotWaitedFor()
    {
        QVERIFY(QDir().mkpath(folder() + QStringLiteral("/org_pipe")));
        const QString pipe = inside(QStringLiteral("org_pipe"), "metadata.json");
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), S_IRUSR | S_IWUSR), 0);
        QVERIFY2(only().problem.inEnglish().contains(QStringLiteral("no file")),
                 qPrintable(only().problem.inEnglish()));
    }

    void importable_leavesOutWhatIsInstalledOrBroken()
    {
        for (const char *name : {"org_one", "org_two"}) {
            write(QLatin1String(name), "metadata.json", titled(name));
        }
        write(QStringLiteral("org_bad"), "metadata.json", "no");
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        VERIFY_RESULT(test::storeExtension(store,
                                           test::sampleExtension(QStringLiteral("org/one:3"),
                                                                 QStringLiteral("one"),
                                                                 QStringLiteral("3"))));
        const std::vector<DesktopExtension> found = importable(store);
        QCOMPARE(found.size(), 1U);
        QCOMPARE(found.front().slug, QStringLiteral("org_two"));
    }
};

PIERHEAD_TEST(DesktopExtensionsTest)

} // namespace pierhead::desktopimport

#include "tst_desktopextensions.moc"
