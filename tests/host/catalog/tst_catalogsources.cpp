#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/catalog/catalogsources.h>

#include <QDir>
#include <QTest>

using namespace pierhead;
using catalog::CatalogSource;
using catalog::CatalogSources;

/// Which catalogs there are.
class CatalogSourcesTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static CatalogSources sources() { return CatalogSources(Paths::fromEnvironment()); }

    static QStringList listed()
    {
        QStringList locations;
        const auto list = sources().list();
        for (const CatalogSource &source : list.value_or(std::vector<CatalogSource>())) {
            locations.append(source.location);
        }
        return locations;
    }

private Q_SLOTS:

    void parse_whatSomebodyWrote_isAPlace_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("location");
        QTest::addColumn<bool>("isFile");
        QTest::newRow("https") << "https://example.com/a.json"
                               << "https://example.com/a.json" << false;
        QTest::newRow("spaces") << " HTTP://example.com/a#b "
                                << "http://example.com/a" << false;
        QTest::newRow("path") << "/etc/../a b.json"
                              << "/a b.json" << true;
        QTest::newRow("file URL") << "file:///a%20b.json"
                                  << "/a b.json" << true;
        QTest::newRow("from here")
            << "a.json" << QDir::current().filePath(QStringLiteral("a.json")) << true;
        QTest::newRow("home") << "~/a.json" << QDir::homePath() + QStringLiteral("/a.json") << true;
        QTest::newRow("colon in a path")
            << "./a:b.json" << QDir::current().filePath(QStringLiteral("a:b.json")) << true;
    }

    void parse_whatSomebodyWrote_isAPlace()
    {
        QFETCH(const QString, written);
        QFETCH(const QString, location);
        QFETCH(const bool, isFile);
        const auto source = CatalogSource::parse(written);
        VERIFY_RESULT(source);
        QCOMPARE(source->location, location);
        QCOMPARE(source->isFile(), isFile);
    }

    void parse_whatIsNoPlace_isRefused_data()
    {
        QTest::addColumn<QString>("written");
        for (const char *written : {"",
                                    "  ",
                                    "ftp://example.com/a",
                                    "javascript:alert(1)",
                                    "https:///a",
                                    "https://",
                                    "file://host/a"}) {
            QTest::newRow(written) << QString::fromLatin1(written);
        }
    }

    void parse_whatIsNoPlace_isRefused()
    {
        QFETCH(const QString, written);
        const auto source = CatalogSource::parse(written);
        COMPARE_ERROR(source, ErrorCode::InvalidArgument);
    }

    void parse_passwordInTheUrl_isRefusedAndNotTold()
    {
        const auto source = CatalogSource::parse(QStringLiteral("https://me:hunter2@example.com/"));
        COMPARE_ERROR(source, ErrorCode::InvalidArgument);
        QVERIFY2(!source.error().message.contains(QStringLiteral("hunter2")),
                 qPrintable(source.error().message));
    }

    void list_withoutAFile_isEmpty()
    {
        const auto list = sources().list();
        VERIFY_RESULT(list);
        QVERIFY(list->empty());
    }

    void add_several_keepTheirOrder()
    {
        const CatalogSource one{QStringLiteral("https://b.example/x")};
        const CatalogSource two{QStringLiteral("/a.json")};
        VERIFY_RESULT(sources().add(one));
        VERIFY_RESULT(sources().add(two));
        QCOMPARE(listed(), (QStringList{one.location, two.location}));
        COMPARE_ERROR(sources().add(one), ErrorCode::Conflict);
        VERIFY_RESULT(sources().remove(one));
        QCOMPARE(listed(), QStringList{two.location});
        const auto again = sources().remove(one);
        COMPARE_ERROR(again, ErrorCode::NotFound);
        QVERIFY2(again.error().message.contains(QStringLiteral("/a.json")),
                 qPrintable(again.error().message));
    }

    void brokenFile_isNamedAndLeftAsItIs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no JSON") << QByteArray("{\"catalogs\": [");
        QTest::newRow("another shape") << QByteArray("[]");
        QTest::newRow("a number") << QByteArray("{\"catalogs\": [7]}");
        QTest::newRow("no place") << QByteArray("{\"catalogs\": [\"ftp://x/\"]}");
        QTest::newRow("empty") << QByteArray();
    }

    void brokenFile_isNamedAndLeftAsItIs()
    {
        QFETCH(const QByteArray, content);
        const QString path = sources().path();
        test::writeFile(path, content);
        const auto list = sources().list();
        QVERIFY(!list);
        QVERIFY2(list.error().message.contains(path), qPrintable(list.error().message));
        QVERIFY(!sources().add({QStringLiteral("/a.json")}));
        QVERIFY(!sources().remove({QStringLiteral("/a.json")}));
        QCOMPARE(test::readFile(path), content);
    }
};

PIERHEAD_TEST(CatalogSourcesTest)

#include "tst_catalogsources.moc"
