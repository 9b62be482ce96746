#include "guardedtest.h"
#include "testprogram.h"

#include <host/registry/versions.h>

#include <QTest>

using namespace pierhead;

/// Which of a repository's tags is the newest version.
class VersionsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void greatestVersion_tags_isTheNewestRelease_data()
    {
        QTest::addColumn<QString>("tags");
        QTest::addColumn<QString>("greatest");
        const auto row = [](const char *name, const char *tags, const char *greatest) {
            QTest::newRow(name) << QString::fromLatin1(tags) << QString::fromLatin1(greatest);
        };
        row("none", "", "");
        row("one", "1.0.0", "1.0.0");
        row("by numbers, not by letters", "1.9.0 1.10.0 1.2.0", "1.10.0");
        row("each part counts", "1.2.3 1.2.4 1.1.9 0.9.9", "1.2.4");
        row("v in front", "v1.0.0 1.2.0 v1.3.0", "v1.3.0");
        row("pre-releases do not count", "1.0.0 2.0.0-rc.1 1.1.0-beta", "1.0.0");
        row("only pre-releases", "1.0.0-rc.1 0.1.0-alpha", "");
        row("build metadata is the same version", "1.0.0+a 1.0.0+b", "1.0.0+a");
        row("build metadata of a greater one", "1.0.0 1.0.1+build.7", "1.0.1+build.7");
        row("junk", "latest main sha-1234567 1.0 1 1.0.0.0 01.0.0 1.02.0 1.0.x -1.0.0 1.0.0-", "");
        row("junk beside a version", "latest 2 0.0.1 20240101", "0.0.1");
        row("zero", "0.0.0", "0.0.0");
        row("as large as fits", "1.0.0 18446744073709551615.0.0", "18446744073709551615.0.0");
        row("too large for anything", "1.0.0 99999999999999999999.0.0", "1.0.0");
        row("other digits", "1.0.0 \xb2.0.0", "1.0.0");
    }

    void greatestVersion_tags_isTheNewestRelease()
    {
        QFETCH(const QString, tags);
        QTEST(registry::greatestVersion(tags.split(QLatin1Char(' '))), "greatest");
    }

    void versionsAfter_aTag_areTheGreaterOnes_data()
    {
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("tags");
        QTest::addColumn<QString>("greater");
        const auto row =
            [](const char *name, const char *tag, const char *tags, const char *after) {
                QTest::newRow(name) << QString::fromLatin1(tag) << QString::fromLatin1(tags)
                                    << QString::fromLatin1(after);
            };
        row("the greatest first", "1.9.0", "1.8.0 1.10.0 1.9.0 2.0.0 latest", "2.0.0 1.10.0");
        row("equal ones once", "1.0.0", "v1.1.0 1.1.0", "v1.1.0");
        row("equal but for the v", "1.0.0", "v1.0.0", "");
        row("pre-releases", "1.0.0", "2.0.0-rc.1", "");
        row("no version", "latest", "1.0.0", "");
        row("none", "1.0.0", "", "");
    }

    void versionsAfter_aTag_areTheGreaterOnes()
    {
        QFETCH(const QString, tag);
        QFETCH(const QString, tags);
        const QStringList greater = registry::versionsAfter(tag, tags.split(QLatin1Char(' ')));
        QTEST(greater.join(QLatin1Char(' ')), "greater");
    }

    void greatestVersion_lineAtTheEnd_isNoVersion()
    {
        QCOMPARE(registry::greatestVersion({QStringLiteral("1.0.0\n")}), QString());
    }
};

PIERHEAD_TEST(VersionsTest)

#include "tst_versions.moc"
