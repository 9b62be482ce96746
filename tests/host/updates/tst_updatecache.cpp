#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/updates/updateoffer.h>

#include <QTest>

using namespace pierhead;
using namespace pierhead::updates;
using test::readFile;
using test::writeFile;

namespace {

const QDateTime now(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

VersionsById versionsOf(const QString &id, const QStringList &versions)
{
    return {{id, {versions, now}}};
}

} // namespace

/// What is kept of what registries said, and what is offered of it.
class UpdateCacheTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString policyFile() const { return home() + QStringLiteral("/policy.json"); }

private Q_SLOTS:

    void write_isReadAgain()
    {
        const UpdateCache cache(Paths::fromEnvironment());
        VERIFY_RESULT(cache.write(
            versionsOf(QStringLiteral("a/b"), {QStringLiteral("1.1.0"), QStringLiteral("1.0.0")})));
        const VersionsById known = cache.read();
        QCOMPARE(known.size(), std::size_t(1));
        const KnownVersions &versions = known.at(QStringLiteral("a/b"));
        QCOMPARE(versions.versions.join(QLatin1Char(' ')), QStringLiteral("1.1.0 1.0.0"));
        QCOMPARE(versions.checkedAt, now);
    }

    void read_brokenFile_isNothingAndIsWrittenAnew_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"a/b\": ");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("other form") << QByteArray(R"({"a/b": {"versions": "1.0.0"}})");
        QTest::newRow("no time") << QByteArray(R"({"a/b": {"versions": []}})");
    }

    void read_brokenFile_isNothingAndIsWrittenAnew()
    {
        QFETCH(const QByteArray, text);
        const UpdateCache cache(Paths::fromEnvironment());
        writeFile(cache.path(), text);
        QVERIFY(cache.read().empty());
        VERIFY_RESULT(cache.write(versionsOf(QStringLiteral("a/b"), {})));
        QCOMPARE(cache.read().size(), std::size_t(1));
    }

    void isFresh_isForADay()
    {
        const KnownVersions known{{}, now};
        QVERIFY(known.isFresh(now));
        QVERIFY(known.isFresh(now.addSecs(23 * 60 * 60)));
        QVERIFY(!known.isFresh(now.addSecs(25 * 60 * 60)));
        QVERIFY(!known.isFresh(now.addSecs(-60))); // the clock was set back
        QVERIFY(!KnownVersions().isFresh(now));
    }

    void offeredVersion_isTheGreatestThatIsAllowed_data()
    {
        QTest::addColumn<QString>("installed");
        QTest::addColumn<QString>("versions");
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QString>("offered");
        const auto row = [](const char *name,
                            const char *installed,
                            const char *versions,
                            const char *policy,
                            const char *offered) {
            QTest::newRow(name) << QString::fromLatin1(installed) << QString::fromLatin1(versions)
                                << QByteArray(policy) << QString::fromLatin1(offered);
        };
        row("greater", "a/b:1.9.0", "1.10.0 1.9.0", "", "1.10.0");
        row("the same", "a/b:1.10.0", "1.10.0 1.9.0", "", "");
        row("nothing known", "a/b:1.0.0", "", "", "");
        row("tag is no version", "a/b:latest", "1.0.0", "", "");
        row("one word", "b:1.0.0", "2.0.0", "", "");
        row("not a tag at all", "a/b:1.0.0", "2.0.0+x 1.1.0", "", "1.1.0");
        row("tag allowed", "a/b:1.0.0", "3.0.0 2.0.0", R"({"images": ["a/b:2.0.0"]})", "2.0.0");
        row("no tag allowed", "a/b:1.0.0", "3.0.0 2.0.0", R"({"images": ["a/b:1.0.0"]})", "");
        row("registry forbidden", "a/b:1.0.0", "2.0.0", R"({"registries": ["ghcr.io"]})", "");
    }

    void offeredVersion_isTheGreatestThatIsAllowed()
    {
        QFETCH(const QString, installed);
        QFETCH(const QString, versions);
        QFETCH(const QByteArray, policy);
        if (!policy.isEmpty()) {
            writeFile(policyFile(), "{\"allowed\": " + policy + "}");
        }
        const auto extension = test::sampleExtension(installed, QStringLiteral("b"), installed);
        const VersionsById known =
            versionsOf(extension.id.value(), versions.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        QTEST(offeredVersion(extension, known, policy::Policy({policyFile()})), "offered");
    }

    void offeredVersion_whatWasBuiltHere_hasNone()
    {
        auto extension = test::sampleExtension(
            QStringLiteral("a/b:1.0.0"), QStringLiteral("b"), QStringLiteral("1"));
        extension.isFromRegistry = false;
        const VersionsById known = versionsOf(QStringLiteral("a/b"), {QStringLiteral("2.0.0")});
        QCOMPARE(offeredVersion(extension, known, policy::Policy(QStringList())), QString());
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        const auto stored = test::storeExtension(store, extension);
        VERIFY_RESULT(stored);
        QVERIFY(!stored->isFromRegistry); // install.json tells
    }
};

PIERHEAD_TEST(UpdateCacheTest)

#include "tst_updatecache.moc"
