#include "guardedtest.h"
#include "result.h"
#include "testcatalog.h"
#include "testprogram.h"

#include <host/catalog/catalogindex.h>

#include <QTest>

using namespace pierhead;
using catalog::CatalogEntry;
using catalog::CatalogIndex;
using extensions::Fault;
using test::catalogEntry;
using test::catalogText;

/// Indexes as others write them.
class CatalogIndexTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static QStringList placesOf(const std::vector<Fault> &faults)
    {
        QStringList places;
        for (const Fault &fault : faults) {
            places.append(fault.where);
        }
        return places;
    }

    static QStringList idsOf(const CatalogIndex &index)
    {
        QStringList ids;
        for (const CatalogEntry &entry : index.entries) {
            ids.append(entry.id);
        }
        return ids;
    }

private Q_SLOTS:

    void parse_everyField_isRead()
    {
        const QString digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));
        const nlohmann::json whole{
            {"id", "ghcr.io/org/logs"},
            {"tag", "1.2.3"},
            {"digest", digest},
            {"title", "Logs"},
            {"description", "Reads logs"},
            {"vendor", "Org Inc."},
            {"categories", {"Database", "utility-tools", "database"}},
            {"icon", "https://example.com/icon.svg"},
            {"screenshots", {{{"alt", "The page"}, {"url", "https://example.com/1.png"}}}},
            {"detailedDescription", "<p>It reads <b>logs</b></p>"},
            {"publisherUrl", "https://example.com/"},
            {"additionalUrls", {{{"title", "Docs"}, {"url", "https://example.com/docs"}}}},
            {"changelog", "<ul><li>faster</li></ul>"},
            {"apiVersion", ">= 0.3.4"},
            {"platforms", {"linux/amd64", "linux/arm64"}},
            {"unknown", 7},
        };
        const auto index = CatalogIndex::parse(catalogText({whole}, "Org's catalog"));
        VERIFY_RESULT(index);
        QVERIFY(index->faults.empty());
        QCOMPARE(index->title, QStringLiteral("Org's catalog"));
        QCOMPARE(index->entries.size(), std::size_t(1));
        const CatalogEntry &entry = index->entries.front();
        QCOMPARE(entry.reference(), QStringLiteral("ghcr.io/org/logs:1.2.3"));
        QCOMPARE(entry.digest, digest);
        QCOMPARE(entry.title, QStringLiteral("Logs"));
        QCOMPARE(entry.description, QStringLiteral("Reads logs"));
        QCOMPARE(entry.vendor, QStringLiteral("Org Inc."));
        QCOMPARE(entry.categories,
                 (QStringList{QStringLiteral("database"), QStringLiteral("utility-tools")}));
        QCOMPARE(entry.icon, QStringLiteral("https://example.com/icon.svg"));
        QCOMPARE(entry.screenshots.size(), std::size_t(1));
        QCOMPARE(entry.screenshots.front().text, QStringLiteral("The page"));
        QCOMPARE(entry.detailedDescription, QStringLiteral("It reads logs"));
        QCOMPARE(entry.publisherUrl, QUrl(QStringLiteral("https://example.com/")));
        QCOMPARE(entry.additionalUrls.front().url,
                 QUrl(QStringLiteral("https://example.com/docs")));
        QCOMPARE(entry.changelog, QStringLiteral("• faster"));
        QCOMPARE(entry.apiVersion, QStringLiteral(">= 0.3.4"));
        QCOMPARE(entry.platforms.size(), 2);
    }

    void parse_brokenEntry_isLeftOutAndNamed_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QString>("place");
        QTest::newRow("no object") << QByteArray("7") << "/extensions/1";
        QTest::newRow("no id") << QByteArray(R"({"tag": "1.0.0", "title": "T"})")
                               << "/extensions/1/id";
        QTest::newRow("no tag") << QByteArray(R"({"id": "a/b", "title": "T"})")
                                << "/extensions/1/tag";
        QTest::newRow("title is a number")
            << QByteArray(R"({"id": "a/b", "tag": "1.0.0", "title": 3})") << "/extensions/1/title";
        QTest::newRow("id in capitals")
            << QByteArray(R"({"id": "A/B", "tag": "1.0.0", "title": "T"})") << "/extensions/1/id";
        QTest::newRow("id with a tag")
            << QByteArray(R"({"id": "a/b:2", "tag": "1.0.0", "title": "T"})") << "/extensions/1/id";
        QTest::newRow("id as an option")
            << QByteArray(R"({"id": "--force", "tag": "1.0.0", "title": "T"})")
            << "/extensions/1/id";
        QTest::newRow("tag is none")
            << QByteArray(R"({"id": "a/b", "tag": "1 2", "title": "T"})") << "/extensions/1/tag";
        QTest::newRow("tag with a digest")
            << QByteArray(R"({"id": "a/b", "tag": "1@sha256:00", "title": "T"})")
            << "/extensions/1/tag";
        QTest::newRow("digest is none")
            << QByteArray(R"({"id": "a/b", "tag": "1", "title": "T", "digest": "md5:1"})")
            << "/extensions/1/digest";
        QTest::newRow("category is a number")
            << QByteArray(R"({"id": "a/b", "tag": "1", "title": "T", "categories": ["x", 2]})")
            << "/extensions/1/categories/1";
        QTest::newRow("screenshot without a URL") << QByteArray(
            R"({"id": "a/b", "tag": "1", "title": "T", "screenshots": [{"alt": "x"}]})")
                                                  << "/extensions/1/screenshots/0/url";
        QTest::newRow("twice") << QByteArray(R"({"id": "first/one", "tag": "2", "title": "T"})")
                               << "/extensions/1/id";
        QTest::newRow("twice by another name")
            << QByteArray(R"({"id": "docker.io/first/one", "tag": "2", "title": "T"})")
            << "/extensions/1/id";
    }

    void parse_brokenEntry_isLeftOutAndNamed()
    {
        QFETCH(const QByteArray, entry);
        QFETCH(const QString, place);
        const auto broken = json::parse(entry);
        VERIFY_RESULT(broken);
        const auto index = CatalogIndex::parse(catalogText(
            {catalogEntry("first/one", "First"), *broken, catalogEntry("last/one", "Last")}));
        VERIFY_RESULT(index);
        QCOMPARE(idsOf(*index),
                 (QStringList{QStringLiteral("first/one"), QStringLiteral("last/one")}));
        QVERIFY2(placesOf(index->faults).contains(place),
                 qPrintable(placesOf(index->faults).join(QLatin1Char(' '))));
        QCOMPARE(index->faults.front().severity, Fault::Severity::Error);
    }

    void parse_badAddresses_areLeftOutOfTheirEntry()
    {
        const nlohmann::json more{
            {"icon", "file:///etc/passwd"},
            {"publisherUrl", "javascript:alert(1)"},
            {"screenshots",
             {{{"alt", "a"}, {"url", "data:text/html,x"}},
              {{"alt", "b"}, {"url", "https://example.com/b.png"}}}},
            {"additionalUrls", {{{"title", "c"}, {"url", "https://me:pw@example.com/"}}}}};
        const auto index = CatalogIndex::parse(catalogText({catalogEntry("a/b", "T", more)}));
        VERIFY_RESULT(index);
        const CatalogEntry &entry = index->entries.front();
        QVERIFY(entry.icon.isEmpty());
        QVERIFY(entry.publisherUrl.isEmpty());
        QCOMPARE(entry.screenshots.size(), std::size_t(1));
        QCOMPARE(entry.screenshots.front().text, QStringLiteral("b"));
        QVERIFY(entry.additionalUrls.empty());
        QCOMPARE(placesOf(index->faults),
                 (QStringList{QStringLiteral("/extensions/0/icon"),
                              QStringLiteral("/extensions/0/publisherUrl"),
                              QStringLiteral("/extensions/0/screenshots/0/url"),
                              QStringLiteral("/extensions/0/additionalUrls/0/url")}));
        QCOMPARE(index->faults.front().severity, Fault::Severity::Warning);
    }

    void parse_hostileTexts_becomeHarmless()
    {
        const nlohmann::json more{{"title", "<b>x</b>\u202E"},
                                  {"description", "<img src=x onerror=alert(1)>A\ntool"},
                                  {"vendor", "a\u001b[2Jb"},
                                  {"detailedDescription", "<script>alert(1)</script>Text"},
                                  {"icon", "data:image/svg+xml,<svg/>"}};
        const auto index = CatalogIndex::parse(catalogText({catalogEntry("a/b", "T", more)}));
        VERIFY_RESULT(index);
        const CatalogEntry &entry = index->entries.front();
        QCOMPARE(entry.title, QStringLiteral("<b>x</b>"));
        QCOMPARE(entry.description, QStringLiteral("A tool"));
        QCOMPARE(entry.vendor, QStringLiteral("a[2Jb"));
        QCOMPARE(entry.detailedDescription, QStringLiteral("Text"));
        QCOMPARE(entry.icon, QStringLiteral("data:image/svg+xml,<svg/>"));
    }

    void parse_whatIsNoIndex_saysWhy_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << QByteArray() << "no JSON";
        QTest::newRow("a web page") << QByteArray("<!doctype html><p>404") << "no JSON";
        QTest::newRow("broken off")
            << QByteArray(R"({"format": 1, "extensions": [{"id")") << "no JSON";
        QTest::newRow("an array") << QByteArray("[]") << "expected an object";
        QTest::newRow("nothing in it") << QByteArray("{}") << "expected an object";
        QTest::newRow("no format") << QByteArray(R"({"extensions": []})") << "not as the format";
        QTest::newRow("newer") << QByteArray(R"({"format": 2, "extensions": []})")
                               << "its format is 2";
        QTest::newRow("an object of extensions")
            << QByteArray(R"({"format": 1, "extensions": {}})") << "not as the format";
        QTest::newRow("deep") << QByteArray(100'000, '[') << "no JSON";
        QTest::newRow("many") << QByteArray(R"({"format": 1, "extensions": [0)")
                + QByteArray(",0").repeated(10'000) + "]}"
                              << "10001 entries";
        QTest::newRow("large") << QByteArray(16 * 1024 * 1024 + 1, ' ') << "16 MiB";
    }

    void parse_whatIsNoIndex_saysWhy()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, reason);
        const auto index = CatalogIndex::parse(text);
        COMPARE_ERROR(index, ErrorCode::Protocol);
        QVERIFY2(index.error().message.contains(reason), qPrintable(index.error().message));
    }

    void faultLines_ofMany_areFew()
    {
        std::vector<nlohmann::json> entries(1000, nlohmann::json::object());
        const auto index = CatalogIndex::parse(catalogText(entries));
        VERIFY_RESULT(index);
        QVERIFY(index->entries.empty());
        QVERIFY(index->faults.size() >= 1000);
        const QStringList lines = catalog::faultLines(index->faults).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 21);
        QVERIFY2(lines.last().startsWith(QStringLiteral("and ")), qPrintable(lines.last()));
    }
};

PIERHEAD_TEST(CatalogIndexTest)

#include "tst_catalogindex.moc"
