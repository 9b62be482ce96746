#include "fakeengine.h"
#include "guardedtest.h"
#include "programrun.h"
#include "result.h"
#include "storedextension.h"
#include "testcatalog.h"
#include "testprogram.h"
#include "testregistry.h"
#include "webserver.h"

#include <host/catalog/catalogindex.h>

#include <QScopeGuard>
#include <QTest>

namespace pierhead::test {

namespace {

const QString title = QStringLiteral("org.opencontainers.image.title");
const QString apiVersion = QStringLiteral("com.docker.desktop.extension.api.version");

} // namespace

/// `catalog`, with files, a server and a real registry.
class CliCatalogTest final : public GuardedTest
{
    Q_OBJECT

private:
    static ProgramRun catalog(const QStringList &words)
    {
        return runCli(QStringList{QStringLiteral("catalog")} + words);
    }

    [[nodiscard]] QString file(const QString &name) const
    {
        return home() + QLatin1Char('/') + name;
    }

    /// Writes an index and adds it.
    void add(const QByteArray &text) const
    {
        writeFile(file(QStringLiteral("index.json")), text);
        const ProgramRun run = catalog({QStringLiteral("add"), file(QStringLiteral("index.json"))});
        QVERIFY2(run.exitCode == 0, run.describe());
    }

    static QByteArray some()
    {
        return catalogText(
            {catalogEntry(
                 "acme/backup",
                 "Backup",
                 {{"tag", "1.2.0"},
                  {"description", "Copies volumes"},
                  {"vendor", "Acme"},
                  {"categories", {"volumes"}},
                  {"apiVersion", ">= 0.3.0"},
                  {"detailedDescription", "<p>All of <b>them</b></p>"},
                  {"changelog", "<ul><li>faster</li></ul>"},
                  {"additionalUrls", {{{"title", "Docs"}, {"url", "https://example.com/docs"}}}}}),
             catalogEntry("org/logs", "Logs", {{"vendor", "\u001b[2JOrg"}})});
    }

    static SavedImage extensionImage(const QString &architecture, const QString &name)
    {
        return {.reference = {},
                .files = {{QStringLiteral("metadata.json"), "{}"}},
                .labels = {{title, name}, {apiVersion, QStringLiteral(">= 0.3.0")}},
                .architecture = architecture};
    }

private Q_SLOTS:

    void add_file_isListedAndSearched()
    {
        add(some());
        const ProgramRun listed = catalog({QStringLiteral("ls")});
        QCOMPARE(listed.exitCode, 0);
        QVERIFY2(listed.output.contains(file(QStringLiteral("index.json"))), listed.describe());
        QVERIFY2(listed.output.contains(QStringLiteral("Sample")), listed.describe());
        const ProgramRun found = catalog({QStringLiteral("search"), QStringLiteral("copies")});
        QCOMPARE(found.exitCode, 0);
        QCOMPARE(found.output,
                 QStringLiteral("ID            VERSION   TITLE    PROVIDER   CATEGORIES   "
                                "DESCRIPTION\n"
                                "acme/backup   1.2.0     Backup   Acme       volumes      Copies "
                                "volumes\n"));
    }

    void search_optionsAmongTheWords_areOptions()
    {
        add(some());
        const ProgramRun run = catalog({QStringLiteral("search"),
                                        QStringLiteral("acme"),
                                        QStringLiteral("--format"),
                                        QStringLiteral("json"),
                                        QStringLiteral("backup"),
                                        QStringLiteral("--category"),
                                        QStringLiteral("volumes")});
        QVERIFY2(run.exitCode == 0, run.describe());
        const auto found = json::parse(run.output.toUtf8());
        VERIFY_RESULT(found);
        QCOMPARE(found->size(), std::size_t(1));
        const nlohmann::json &entry = found->front();
        QCOMPARE(entry.at("id").get<QString>(), QStringLiteral("acme/backup"));
        QCOMPARE(entry.at("detailedDescription").get<QString>(), QStringLiteral("All of them"));
        QCOMPARE(entry.at("additionalUrls").front().at("url").get<QString>(),
                 QStringLiteral("https://example.com/docs"));
        QCOMPARE(entry.at("catalog").get<QString>(), QStringLiteral("Sample"));
    }

    void search_hostileText_doesNothingToTheTerminal()
    {
        add(some());
        const ProgramRun run = catalog({QStringLiteral("search")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.output.contains(QStringLiteral("[2JOrg")), run.describe());
        QVERIFY2(!run.output.contains(QLatin1Char('\x1b')), run.describe());
    }

    void info_entry_tellsAllAndHowToInstallIt()
    {
        add(some());
        const ProgramRun run = catalog({QStringLiteral("info"), QStringLiteral("acme/backup")});
        QCOMPARE(run.exitCode, 0);
        for (const char *part : {"Backup",
                                 "acme/backup:1.2.0",
                                 "https://example.com/docs",
                                 "\nAll of them\n",
                                 "What is new in 1.2.0:\n• faster\n",
                                 "docker extension install acme/backup:1.2.0\n"}) {
            QVERIFY2(run.output.contains(QString::fromUtf8(part)), run.describe());
        }
        const ProgramRun asJson = catalog({QStringLiteral("info"),
                                           QStringLiteral("acme/backup"),
                                           QStringLiteral("--format"),
                                           QStringLiteral("json")});
        VERIFY_RESULT(json::parse(asJson.output.toUtf8()));
    }

    void info_unknownId_offersTheNearest()
    {
        add(some());
        const ProgramRun run = catalog({QStringLiteral("info"), QStringLiteral("acme/bakup")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("Did you mean \"acme/backup\"?")),
                 run.describe());
    }

    void search_withoutCatalogs_saysHowToAddOne()
    {
        const ProgramRun run = catalog({QStringLiteral("search")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("docker extension catalog add URL")),
                 run.describe());
        const ProgramRun listed =
            catalog({QStringLiteral("ls"), QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(listed.exitCode, 0);
        QCOMPARE(listed.output.trimmed(), QStringLiteral("[]"));
    }

    void add_whatIsNoCatalog_addsNothing()
    {
        writeFile(file(QStringLiteral("page.json")), "<p>hello");
        const ProgramRun run = catalog({QStringLiteral("add"), file(QStringLiteral("page.json"))});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("page.json")), run.describe());
        QVERIFY(!QFile::exists(home() + QStringLiteral("/data/catalogs.json")));
    }

    void remove_catalog_isGone()
    {
        add(some());
        const ProgramRun run =
            catalog({QStringLiteral("remove"), file(QStringLiteral("index.json"))});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(catalog({QStringLiteral("search")}).exitCode, 1);
        const ProgramRun again =
            catalog({QStringLiteral("remove"), file(QStringLiteral("index.json"))});
        QCOMPARE(again.exitCode, 1);
    }

    void completion_offersTheActions()
    {
        const ProgramRun run =
            runCli({QStringLiteral("__complete"), QStringLiteral("catalog"), QStringLiteral("re")});
        QCOMPARE(run.output, QStringLiteral("remove\nrefresh\n:4\n"));
    }

    void words_tooFewOrMany_areUsageErrors()
    {
        for (const QString &line : {QStringLiteral("add"),
                                    QStringLiteral("info"),
                                    QStringLiteral("generate"),
                                    QStringLiteral("ls now"),
                                    QStringLiteral("add one two"),
                                    QStringLiteral("frobnicate")}) {
            const ProgramRun run = catalog(line.split(QLatin1Char(' ')));
            QVERIFY2(run.exitCode == 2, run.describe());
        }
    }

    void refresh_serverAway_keepsTheCopyAndFails()
    {
        auto server = std::make_unique<WebServer>();
        const QString url = server->url(QStringLiteral("/index.json"));
        server->on("/index.json",
                   [](const WebCall &call) { call.answer(200, some(), "application/json"); });
        QVERIFY2(catalog({QStringLiteral("add"), url}).exitCode == 0, qPrintable(url));
        const ProgramRun fresh = catalog({QStringLiteral("refresh")});
        QVERIFY2(fresh.exitCode == 0, fresh.describe());
        server.reset();
        const ProgramRun away = catalog({QStringLiteral("refresh")});
        QCOMPARE(away.exitCode, 1);
        QVERIFY2(away.errors.contains(QStringLiteral("is shown as it was at")), away.describe());
        const ProgramRun found = catalog({QStringLiteral("search"), QStringLiteral("logs")});
        QCOMPARE(found.exitCode, 0);
        QVERIFY2(found.output.contains(QStringLiteral("org/logs")), found.describe());
    }

    void policy_catalogIsNotAllowed_isNeitherAddedNorAsked()
    {
        WebServer server;
        int calls = 0;
        server.on("/index.json", [&calls](const WebCall &call) {
            ++calls;
            call.answer(200, some(), "application/json");
        });
        const QString url = server.url(QStringLiteral("/index.json"));
        const QString policy = file(QStringLiteral("policy.json"));
        const auto isRefused = [&policy](const ProgramRun &run) {
            return run.exitCode == 1
                && run.errors.contains(QStringLiteral("The policy rule catalogs in %1 does not "
                                                      "allow the catalog ")
                                           .arg(policy));
        };
        const auto allow = [&policy](const QStringList &catalogs) {
            writeFile(policy, json::serialize(nlohmann::json{{"catalogs", catalogs}}));
        };
        allow({QStringLiteral("https://catalog.example/index.json")});
        qputenv("PIERHEAD_POLICY", policy.toUtf8());
        const auto unset = qScopeGuard([] { qunsetenv("PIERHEAD_POLICY"); });
        const ProgramRun added = catalog({QStringLiteral("add"), url});
        QVERIFY2(isRefused(added), added.describe());
        QVERIFY(!QFile::exists(home() + QStringLiteral("/data/catalogs.json")));
        QCOMPARE(calls, 0);

        // One that was added while it was allowed.
        allow({url});
        const ProgramRun allowed = catalog({QStringLiteral("add"), url});
        QVERIFY2(allowed.exitCode == 0, allowed.describe());
        allow({});
        const int before = calls;
        for (const QString &action : {QStringLiteral("refresh"), QStringLiteral("search")}) {
            const ProgramRun run = catalog({action});
            QVERIFY2(isRefused(run), run.describe());
            QVERIFY2(!run.output.contains(QStringLiteral("org/logs")), run.describe());
        }
        QCOMPARE(calls, before);
    }

    void generate_ofARegistry_readsLabelsAndTakesTheGreatestVersion()
    {
        TestRegistry registry(TestRegistry::Access::Open);
        registry.start();
        const QString path = QStringLiteral("tests/sample");
        QVERIFY(!registry
                     .push(path,
                           QStringLiteral("1.9.0"),
                           {extensionImage(QStringLiteral("amd64"), QStringLiteral("Old"))})
                     .isEmpty());
        const QString digest =
            registry.push(path,
                          QStringLiteral("1.10.0"),
                          {extensionImage(QStringLiteral("amd64"), QStringLiteral("New")),
                           extensionImage(QStringLiteral("arm64"), QStringLiteral("New"))});
        writeFile(file(QStringLiteral("list.txt")),
                  QStringLiteral("# ours\n%1/tests/sample\n%1/tests/none:1.0.0 # is not there\n"
                                 "Not A Reference\n")
                      .arg(registry.name())
                      .toUtf8());
        const QString output = file(QStringLiteral("made.json"));
        const ProgramRun run = catalog({QStringLiteral("generate"),
                                        file(QStringLiteral("list.txt")),
                                        QStringLiteral("--output"),
                                        output,
                                        QStringLiteral("--title"),
                                        QStringLiteral("Ours")});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.errors.count(QStringLiteral("Error: ")), 2);
        QVERIFY2(run.errors.contains(QStringLiteral("tests/none")), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("Not A Reference")), run.describe());
        const auto index = catalog::CatalogIndex::parse(readFile(output));
        VERIFY_RESULT(index);
        QVERIFY(index->faults.empty());
        QCOMPARE(index->title, QStringLiteral("Ours"));
        QCOMPARE(index->entries.size(), std::size_t(1));
        const catalog::CatalogEntry &entry = index->entries.front();
        QCOMPARE(entry.reference(), registry.name() + QStringLiteral("/tests/sample:1.10.0"));
        QCOMPARE(entry.title, QStringLiteral("New"));
        QCOMPARE(entry.digest, digest);
        QCOMPARE(entry.platforms,
                 (QStringList{QStringLiteral("linux/amd64"), QStringLiteral("linux/arm64")}));
    }

    void generate_ofTheEngine_readsItsImages()
    {
        FakeEngine engine;
        engine.on(
            "GET /images/org/logs:1.0.0/json",
            FakeReply::json(
                200,
                {{"Id", "sha256:1"},
                 {"Os", "linux"},
                 {"Architecture", "amd64"},
                 {"Config",
                  {{"Labels",
                    {{title.toStdString(), "Logs"}, {apiVersion.toStdString(), ">= 0.3.0"}}}}}}));
        const QStringList words{QStringLiteral("--engine"),
                                engine.address().toString(),
                                QStringLiteral("catalog"),
                                QStringLiteral("generate"),
                                QStringLiteral("-"),
                                QStringLiteral("--local")};
        QProcess process;
        process.setProcessEnvironment(programEnvironment());
        process.start(programPath(), words);
        process.write("org/logs:1.0.0\n");
        process.closeWriteChannel();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, errors);
        const auto index = catalog::CatalogIndex::parse(process.readAllStandardOutput());
        VERIFY_RESULT(index);
        QCOMPARE(index->entries.size(), std::size_t(1));
        QCOMPARE(index->entries.front().platforms, QStringList{QStringLiteral("linux/amd64")});
    }

    void generate_slowRegistry_isGivenUpAfterTheTime()
    {
        WebServer server;
        const QString name = QUrl(server.url(QStringLiteral("/"))).authority();
        server.on("/v2/", [](const WebCall &call) { call.answer(200, "{}"); });
        server.on("/v2/org/slow/tags/list", [](const WebCall & /*call*/) {});
        writeFile(file(QStringLiteral("list.txt")),
                  (name + QStringLiteral("/org/slow\n")).toUtf8());
        const ProgramRun run = catalog({QStringLiteral("generate"),
                                        file(QStringLiteral("list.txt")),
                                        QStringLiteral("--timeout"),
                                        QStringLiteral("1")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("within 1 seconds")), run.describe());
        QVERIFY2(run.output.contains(QStringLiteral("\"extensions\": []")), run.describe());
    }
};

PIERHEAD_TEST(CliCatalogTest)

} // namespace pierhead::test

#include "tst_clicatalog.moc"
