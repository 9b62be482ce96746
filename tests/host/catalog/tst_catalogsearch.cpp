#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testcatalog.h"
#include "testprogram.h"

#include <host/catalog/catalogs.h>
#include <host/catalog/catalogsearch.h>

#include <QTest>

using namespace pierhead;
using catalog::CatalogEntry;
using catalog::CatalogIndex;
using catalog::Catalogs;
using catalog::LoadedCatalog;
using test::catalogEntry;
using test::catalogText;

/// What is found in catalogs.
class CatalogSearchTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static std::vector<CatalogEntry> entriesOf(const std::vector<nlohmann::json> &objects)
    {
        const auto index = CatalogIndex::parse(catalogText(objects));
        return index ? index->entries : std::vector<CatalogEntry>();
    }

    static std::vector<CatalogEntry> some()
    {
        return entriesOf({catalogEntry("acme/backup",
                                       "Backup",
                                       {{"description", "Copies volumes"},
                                        {"vendor", "Acme"},
                                        {"categories", {"volumes", "database"}}}),
                          catalogEntry("acme/disk",
                                       "Disk usage",
                                       {{"description", "Where the space of a backup went"},
                                        {"vendor", "Acme"},
                                        {"categories", {"utility-tools"}}}),
                          catalogEntry("org/postgres-tools",
                                       "SQL",
                                       {{"description", "A shell"}, {"categories", {"database"}}}),
                          catalogEntry("zed/space", "Space", {{"description", "Nothing"}})});
    }

    static LoadedCatalog loaded(const char *title, const std::vector<nlohmann::json> &objects)
    {
        LoadedCatalog catalog;
        catalog.index.title = QString::fromLatin1(title);
        catalog.index.entries = entriesOf(objects);
        return catalog;
    }

private Q_SLOTS:

    void search_words_areAllFoundAnywhere_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("category");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *words, const char *category, const char *found) {
            QTest::addRow("%s / %s", words, category)
                << QString::fromLatin1(words) << QString::fromLatin1(category)
                << QString::fromLatin1(found);
        };
        row("", "", "Backup,Disk usage,SQL,Space");
        row("backup", "", "Backup,Disk usage");
        row("BACK", "", "Backup,Disk usage");
        row("acme", "", "Backup,Disk usage");
        row("space", "", "Space,Disk usage");
        row("space acme", "", "Disk usage");
        row("  usage   disk ", "", "Disk usage");
        row("postgres", "", "SQL");
        row("volumes", "", "Backup");
        row("", "database", "Backup,SQL");
        row("", "DATABASE", "Backup,SQL");
        row("shell", "database", "SQL");
        row("backup", "utility-tools", "Disk usage");
        row("backup nowhere", "", "");
        row("", "security", "");
    }

    void search_words_areAllFoundAnywhere()
    {
        QFETCH(const QString, words);
        QFETCH(const QString, category);
        QFETCH(const QString, found);
        QStringList titles;
        for (const CatalogEntry &entry : catalog::searchCatalog(some(), {words, category})) {
            titles.append(entry.title);
        }
        QCOMPARE(titles.join(QLatin1Char(',')), found);
    }

    void categories_ofAll_areThereOnce()
    {
        QCOMPARE(catalog::categoriesOf(some()),
                 (QStringList{QStringLiteral("database"),
                              QStringLiteral("utility-tools"),
                              QStringLiteral("volumes")}));
    }

    void entries_ofSeveralCatalogs_areThoseOfTheFirst()
    {
        Catalogs catalogs;
        catalogs.loaded = {
            loaded("One", {catalogEntry("a/b", "Mine"), catalogEntry("a/z", "Zed")}),
            loaded("Two", {catalogEntry("a/b", "Theirs"), catalogEntry("a/c", "all")})};
        QStringList titles;
        for (const CatalogEntry &entry : catalogs.entries()) {
            titles.append(entry.title);
        }
        QCOMPARE(
            titles,
            (QStringList{QStringLiteral("all"), QStringLiteral("Mine"), QStringLiteral("Zed")}));
    }

    void problems_areToldOfEveryCatalog()
    {
        Catalogs catalogs;
        catalogs.failures = {
            {QStringLiteral("https://x/"), {ErrorCode::Io, QStringLiteral("away")}}};
        catalogs.loaded = {loaded("One", {}), loaded("Two", {}), loaded("Three", {})};
        catalogs.loaded.at(1).outdated = Error{ErrorCode::Io, QStringLiteral("old")};
        catalogs.loaded.at(2).index.faults = {{extensions::Fault::Severity::Error,
                                               QStringLiteral("/extensions/3"),
                                               QStringLiteral("w")},
                                              {extensions::Fault::Severity::Warning,
                                               QStringLiteral("/extensions/4"),
                                               QStringLiteral("w")}};
        const std::vector<Error> problems = catalogs.problems();
        QCOMPARE(problems.size(), std::size_t(3));
        QCOMPARE(problems.at(0).message, QStringLiteral("away"));
        QCOMPARE(problems.at(1).message, QStringLiteral("old"));
        QVERIFY(problems.at(2).message.contains(QStringLiteral("Three")));
        QCOMPARE(problems.at(2).detail, QStringLiteral("/extensions/3: w"));
    }

    void updateFor_anInstalledExtension_isAGreaterVersionThatFits_data()
    {
        QTest::addColumn<QString>("installed");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("apiVersion");
        QTest::addColumn<bool>("isUpdate");
        QTest::newRow("greater") << "a/b:1.9.0"
                                 << "1.10.0"
                                 << ">= 0.3.0" << true;
        QTest::newRow("no constraint") << "a/b:1.9.0"
                                       << "2.0.0"
                                       << "" << true;
        QTest::newRow("equal") << "a/b:1.9.0"
                               << "1.9.0"
                               << "" << false;
        QTest::newRow("less") << "a/b:1.10.0"
                              << "1.9.0"
                              << "" << false;
        QTest::newRow("does not fit") << "a/b:1.9.0"
                                      << "2.0.0"
                                      << ">= 99.0.0" << false;
        QTest::newRow("installed is no version") << "a/b:dev"
                                                 << "2.0.0"
                                                 << "" << false;
        QTest::newRow("listed is no version") << "a/b:1.0.0"
                                              << "latest"
                                              << "" << false;
        QTest::newRow("pre-release") << "a/b:1.0.0"
                                     << "2.0.0-beta"
                                     << "" << false;
        QTest::newRow("another") << "a/c:1.0.0"
                                 << "2.0.0"
                                 << "" << false;
    }

    void updateFor_anInstalledExtension_isAGreaterVersionThatFits()
    {
        QFETCH(const QString, installed);
        QFETCH(const QString, tag);
        QFETCH(const QString, apiVersion);
        QFETCH(const bool, isUpdate);
        const nlohmann::json more{{"tag", tag}, {"apiVersion", apiVersion}};
        const auto entries = entriesOf({catalogEntry("a/b", "T", more)});
        QCOMPARE(entries.size(), std::size_t(1));
        const auto extension = test::sampleExtension(installed, QStringLiteral("b"), installed);
        const auto update = catalog::updateFor(extension, entries);
        QCOMPARE(update.has_value(), isUpdate);
        QVERIFY(!update || update->tag == tag);
    }
};

PIERHEAD_TEST(CatalogSearchTest)

#include "tst_catalogsearch.moc"
