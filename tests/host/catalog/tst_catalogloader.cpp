#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testcatalog.h"
#include "testprogram.h"
#include "webserver.h"

#include <host/catalog/catalogcache.h>
#include <host/catalog/catalogs.h>
#include <host/catalog/catalogsources.h>

#include <QTest>

#include <chrono>

using namespace pierhead;
using namespace std::chrono_literals;
using catalog::CatalogCache;
using catalog::CatalogRequest;
using catalog::CatalogSource;
using catalog::LoadedCatalog;
using test::await;
using test::catalogEntry;
using test::catalogText;
using test::WebCall;
using test::WebServer;

/// Catalogs of a server, which is there, away, slow, or wrong.
class CatalogLoaderTest final : public test::GuardedTest
{
    Q_OBJECT

    using Freshness = CatalogRequest::Freshness;

private:
    [[nodiscard]] CatalogSource source() const
    {
        return {m_server->url(QStringLiteral("/index.json"))};
    }

    static Paths paths() { return Paths::fromEnvironment(); }

    [[nodiscard]] Result<LoadedCatalog> load(Freshness freshness,
                                             std::chrono::milliseconds patience = 20s) const
    {
        const CatalogRequest request{freshness, patience};
        return await(catalog::loadCatalog(source(), paths(), request));
    }

    /// Serves the index with an ETag, and counts what it was asked.
    void serve(const QByteArray &text, const QByteArray &etag = "\"one\"")
    {
        m_server->on("/index.json", [this, text, etag](const WebCall &call) {
            m_calls.append(call);
            if (!etag.isEmpty() && call.headers.value("if-none-match") == etag) {
                call.answer(304, {}, "application/json", {{"ETag", etag}});
            } else {
                call.answer(200, text, "application/json", {{"ETag", etag}});
            }
        });
    }

    void answerWith(const WebServer::Handler &handler) { m_server->on("/index.json", handler); }

    /// As if the copy were of another time.
    void setCopyTime(const QDateTime &moment) const
    {
        const CatalogCache cache(paths());
        auto copy = cache.read(source());
        QVERIFY(copy);
        copy->checkedAt = moment;
        VERIFY_RESULT(cache.write(source(), *copy));
    }

    static QByteArray index(const char *title)
    {
        return catalogText({catalogEntry("org/logs", title)});
    }

    /// The title of its one entry.
    static QString titleIn(const Result<LoadedCatalog> &catalog)
    {
        return catalog && !catalog->index.entries.empty() ? catalog->index.entries.front().title
                                                          : QString();
    }

    std::unique_ptr<WebServer> m_server;
    QList<WebCall> m_calls;

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_server = std::make_unique<WebServer>();
        m_calls.clear();
    }

    void cleanup()
    {
        m_server.reset();
        GuardedTest::cleanup();
    }

    void load_first_asksTheServer()
    {
        serve(index("Logs"));
        const auto catalog = load(Freshness::Cached);
        VERIFY_RESULT(catalog);
        QCOMPARE(titleIn(catalog), QStringLiteral("Logs"));
        QCOMPARE(catalog->name(), QStringLiteral("Sample"));
        QCOMPARE(catalog->index.entries.front().catalog, QStringLiteral("Sample"));
        QVERIFY(!catalog->outdated);
        QCOMPARE(m_calls.size(), 1);
        QVERIFY(!m_calls.first().headers.contains("if-none-match"));
    }

    void load_again_usesTheCopyWithoutAsking()
    {
        serve(index("Logs"));
        VERIFY_RESULT(load(Freshness::Cached));
        QCOMPARE(titleIn(load(Freshness::Cached)), QStringLiteral("Logs"));
        QCOMPARE(m_calls.size(), 1);
    }

    void load_checked_sendsTheETagAndKeepsWhatIsUnchanged()
    {
        serve(index("Logs"));
        VERIFY_RESULT(load(Freshness::Cached));
        const QDateTime longAgo = QDateTime::currentDateTimeUtc().addDays(-3);
        setCopyTime(longAgo);
        const auto catalog = load(Freshness::Checked);
        QCOMPARE(titleIn(catalog), QStringLiteral("Logs"));
        QCOMPARE(m_calls.size(), 2);
        QCOMPARE(m_calls.last().headers.value("if-none-match"), QByteArray("\"one\""));
        QVERIFY(catalog->checkedAt > longAgo.addDays(2));
        // The time of the answer counts from now on.
        VERIFY_RESULT(load(Freshness::Cached));
        QCOMPARE(m_calls.size(), 2);
    }

    void load_changed_isReadAnew()
    {
        serve(index("Logs"));
        VERIFY_RESULT(load(Freshness::Cached));
        serve(index("Other"), "\"two\"");
        QCOMPARE(titleIn(load(Freshness::Checked)), QStringLiteral("Other"));
        QCOMPARE(titleIn(load(Freshness::Cached)), QStringLiteral("Other"));
        QCOMPARE(m_calls.last().headers.value("if-none-match"), QByteArray("\"one\""));
    }

    void load_lastModified_isSentBack()
    {
        const QByteArray moment = "Sat, 28 Nov 2026 10:00:00 GMT";
        answerWith([this, moment](const WebCall &call) {
            m_calls.append(call);
            call.answer(200, index("Logs"), "application/json", {{"Last-Modified", moment}});
        });
        VERIFY_RESULT(load(Freshness::Cached));
        VERIFY_RESULT(load(Freshness::Checked));
        QCOMPARE(m_calls.last().headers.value("if-modified-since"), moment);
    }

    void load_copyOfAnotherTime_asksTheServer_data()
    {
        QTest::addColumn<int>("hours");
        QTest::addColumn<int>("calls");
        QTest::newRow("eleven hours") << -11 << 1;
        QTest::newRow("thirteen hours") << -13 << 2;
        QTest::newRow("clock set back") << 2 << 2;
    }

    void load_copyOfAnotherTime_asksTheServer()
    {
        QFETCH(const int, hours);
        QFETCH(const int, calls);
        serve(index("Logs"));
        VERIFY_RESULT(load(Freshness::Cached));
        setCopyTime(QDateTime::currentDateTimeUtc().addSecs(hours * 3600));
        VERIFY_RESULT(load(Freshness::Cached));
        QCOMPARE(m_calls.size(), calls);
    }

    void load_badAnswer_takesTheCopyAndSaysSo_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QString>("reason");
        QTest::newRow("500") << QByteArray("500") << "answered 500";
        QTest::newRow("404") << QByteArray("404") << "answered 404";
        QTest::newRow("a web page") << QByteArray("page") << "no JSON";
        QTest::newRow("half-way") << QByteArray("half") << "failed";
        QTest::newRow("too large") << QByteArray("large") << "given up";
        QTest::newRow("slow") << QByteArray("slow") << "did not answer within";
        QTest::newRow("away") << QByteArray("away") << "failed";
    }

    void load_badAnswer_takesTheCopyAndSaysSo()
    {
        QFETCH(const QByteArray, kind);
        QFETCH(const QString, reason);
        serve(index("Logs"));
        VERIFY_RESULT(load(Freshness::Cached));
        const QDateTime longAgo = QDateTime::currentDateTimeUtc().addDays(-3);
        setCopyTime(longAgo);
        const CatalogSource asked = source();
        const auto written = std::make_shared<qint64>(0);
        answerWith([kind, written](const WebCall &call) {
            if (kind == "page") {
                call.answer(200, "<p>Log in");
            } else if (kind == "half") {
                call.socket->write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"format\": 1,");
                call.socket->disconnectFromHost();
            } else if (kind == "large") {
                call.flood(64LL * 1024 * 1024, written);
            } else if (kind != "slow") {
                call.answer(kind.toInt(), "no");
            }
        });
        if (kind == "away") {
            m_server.reset();
        }
        const CatalogRequest request{Freshness::Cached, kind == "slow" ? 500ms : 20s};
        const auto catalog = await(catalog::loadCatalog(asked, paths(), request));
        VERIFY_RESULT(catalog);
        QCOMPARE(titleIn(catalog), QStringLiteral("Logs"));
        QVERIFY(catalog->outdated);
        QVERIFY2(catalog->outdated->message.contains(reason),
                 qPrintable(catalog->outdated->message));
        QVERIFY2(catalog->outdated->message.contains(
                     longAgo.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))),
                 qPrintable(catalog->outdated->message));
        // And the copy is still there.
        const auto copy = CatalogCache(paths()).read(asked);
        QVERIFY(copy && copy->text == index("Logs"));
    }

    void load_badAnswerWithoutACopy_fails()
    {
        answerWith([](const WebCall &call) { call.answer(503, "later"); });
        const auto catalog = load(Freshness::Cached);
        COMPARE_ERROR(catalog, ErrorCode::Protocol);
        QVERIFY2(catalog.error().message.contains(source().location),
                 qPrintable(catalog.error().message));
        QVERIFY(!QFile::exists(CatalogCache(paths()).pathOf(source())));
    }

    void load_brokenCopy_isFetchedAnew()
    {
        serve(index("Logs"));
        VERIFY_RESULT(load(Freshness::Cached));
        test::writeFile(CatalogCache(paths()).pathOf(source()), "{\"index\": ");
        QCOMPARE(titleIn(load(Freshness::Cached)), QStringLiteral("Logs"));
        QCOMPARE(m_calls.size(), 2);
        QVERIFY(!m_calls.last().headers.contains("if-none-match"));
    }

    void load_stopped_ends()
    {
        answerWith([](const WebCall & /*call*/) {});
        StopSource stop;
        auto running = catalog::loadCatalog(source(), paths(), {}, stop.get_token());
        QTRY_COMPARE(m_server->openConnections(), 1);
        stop.request_stop();
        const auto catalog = await(std::move(running));
        COMPARE_ERROR(catalog, ErrorCode::Cancelled);
    }

    void load_file_isReadEachTime()
    {
        const CatalogSource file{home() + QStringLiteral("/index.json")};
        test::writeFile(file.location, index("Logs"));
        QCOMPARE(titleIn(await(catalog::loadCatalog(file, paths(), {}))), QStringLiteral("Logs"));
        test::writeFile(file.location, index("Other"));
        QCOMPARE(titleIn(await(catalog::loadCatalog(file, paths(), {}))), QStringLiteral("Other"));
        QFile::remove(file.location);
        const auto gone = await(catalog::loadCatalog(file, paths(), {}));
        COMPARE_ERROR(gone, ErrorCode::NotFound);
        QVERIFY(gone.error().message.contains(file.location));
    }

    void loadAll_oneThatFails_leavesTheOthers()
    {
        serve(index("Logs"));
        const QString file = home() + QStringLiteral("/index.json");
        test::writeFile(file, catalogText({catalogEntry("org/disk", "Disk")}, "File"));
        const catalog::CatalogSources sources(paths());
        VERIFY_RESULT(sources.add({m_server->url(QStringLiteral("/missing.json"))}));
        VERIFY_RESULT(sources.add(source()));
        VERIFY_RESULT(sources.add({file}));
        const catalog::Catalogs catalogs = await(catalog::loadCatalogs(paths(), {}));
        QCOMPARE(catalogs.failures.size(), std::size_t(1));
        QVERIFY(catalogs.failures.front().location.endsWith(QStringLiteral("/missing.json")));
        QCOMPARE(catalogs.entries().size(), std::size_t(2));
        QCOMPARE(catalogs.problems().size(), std::size_t(1));
    }

    void loadAll_brokenList_isAFailureThatNamesIt()
    {
        const QString list = catalog::CatalogSources(paths()).path();
        test::writeFile(list, "{");
        const catalog::Catalogs catalogs = await(catalog::loadCatalogs(paths(), {}));
        QCOMPARE(catalogs.failures.size(), std::size_t(1));
        QCOMPARE(catalogs.failures.front().location, list);
        QVERIFY(!catalogs.areNone());
    }

    void add_whatIsNoCatalog_addsNothing()
    {
        answerWith([](const WebCall &call) { call.answer(200, "<p>hello"); });
        const auto refused = await(catalog::addCatalog(source().location, paths()));
        COMPARE_ERROR(refused, ErrorCode::Protocol);
        QVERIFY(await(catalog::loadCatalogs(paths(), {})).areNone());
    }

    void addAndRemove_catalog_comesAndGoesWithItsCopy()
    {
        serve(index("Logs"));
        VERIFY_RESULT(await(catalog::addCatalog(source().location, paths())));
        QCOMPARE(await(catalog::loadCatalogs(paths(), {})).entries().size(), std::size_t(1));
        const QString copy = CatalogCache(paths()).pathOf(source());
        QVERIFY(QFile::exists(copy));
        VERIFY_RESULT(catalog::removeCatalog(source().location, paths()));
        QVERIFY(!QFile::exists(copy));
        QVERIFY(await(catalog::loadCatalogs(paths(), {})).areNone());
    }
};

PIERHEAD_TEST(CatalogLoaderTest)

#include "tst_catalogloader.moc"
