#include "widgetstest.h"

#include <app/desktop/options.h>

#include <guardedtest.h>
#include <result.h>

using pierhead::ErrorCode;
using pierhead::desktop::Options;
using pierhead::desktop::Theme;

class DesktopOptionsTest final : public pierhead::test::GuardedTest
{
    Q_OBJECT

    static QStringList arguments(const QString &line)
    {
        return QStringList{QStringLiteral("pierhead")}
        + line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

private Q_SLOTS:

    void parse_ofEveryOption_takesItsValue()
    {
        const auto options = Options::parse(
            arguments(QStringLiteral("--extension hello --screenshot a.png --wait-for Hi --theme "
                                     "dark --size 800x600 --engine unix:///x --report r "
                                     "--patience 9")));
        VERIFY_RESULT(options);
        QCOMPARE(options->extension, QStringLiteral("hello"));
        QCOMPARE(options->screenshot, QStringLiteral("a.png"));
        QCOMPARE(options->waitFor, QStringLiteral("Hi"));
        QCOMPARE(options->report, QStringLiteral("r"));
        QCOMPARE(options->patience, std::chrono::seconds(9));
        QCOMPARE(options->theme, Theme::Preference::Dark);
        QCOMPARE(options->size, QSize(800, 600));
        QCOMPARE(options->engine, QStringLiteral("unix:///x"));
        QVERIFY(options->output.isEmpty());
    }

    void parse_ofALink_takesItsExtensionAndTheRest_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("extension");
        QTest::addColumn<QString>("query");
        const auto row = [](const char *link, const char *extension, const char *query) {
            QTest::newRow(link) << QString::fromLatin1(link) << QString::fromLatin1(extension)
                                << QString::fromLatin1(query);
        };
        row("docker-desktop://dashboard/extension-tab?extensionId=a/b", "a/b", "");
        row("docker-desktop://dashboard/extension-tab?extensionId=a%2Fb&code=x%26y&state=1",
            "a/b",
            "code=x%26y&state=1");
        row("pierhead://dashboard/extension-tab?code=1&extensionId=a", "a", "code=1");
        row("pierhead://dashboard/extension-tab?extensionId=a&user=auth0|123&set={1}",
            "a",
            "user=auth0%7C123&set=%7B1%7D");
        row("https://open.docker.com/dashboard/extension-tab?extensionId=a/b&location=c",
            "a/b",
            "location=c");
        row("docker-desktop://dashboard/open", "", "");
    }

    void parse_ofALink_takesItsExtensionAndTheRest()
    {
        QFETCH(const QString, link);
        QFETCH(const QString, extension);
        QFETCH(const QString, query);
        const auto options = Options::parse(arguments(link));
        VERIFY_RESULT(options);
        QVERIFY(options->link);
        QCOMPARE(options->link->extension, extension);
        QCOMPARE(options->link->query, query);
    }

    void parse_ofAMarketplaceLink_isAnOfferToInstall()
    {
        const auto options = Options::parse(arguments(
            QStringLiteral("docker-desktop://extensions/marketplace?extensionId=a%2Fb&tag=1.2.3")));
        VERIFY_RESULT(options);
        QCOMPARE(options->link->place, pierhead::desktop::DeepLink::Place::Install);
        QCOMPARE(options->link->extension, QStringLiteral("a/b"));
        QCOMPARE(options->link->tag, QStringLiteral("1.2.3"));
        const auto untagged = Options::parse(arguments(
            QStringLiteral("https://open.docker.com/extensions/marketplace?extensionId=a/b")));
        VERIFY_RESULT(untagged);
        QCOMPARE(untagged->link->place, pierhead::desktop::DeepLink::Place::Install);
        QVERIFY(untagged->link->tag.isEmpty());
    }

    void parse_ofHelpAndVersion_printsOnly()
    {
        const auto help = Options::parse(arguments(QStringLiteral("--help")));
        VERIFY_RESULT(help);
        QVERIFY(help->output.contains(QStringLiteral("--wait-for")));
        const auto version = Options::parse(arguments(QStringLiteral("--version")));
        VERIFY_RESULT(version);
        QVERIFY(version->output.startsWith(QStringLiteral("Pierhead ")));
    }

    void parse_ofWrongOptions_saysWhichAndWhatIsExpected_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("told");
        QTest::newRow("unknown") << QStringLiteral("--nonsense") << QStringLiteral("nonsense");
        QTest::newRow("stray word") << QStringLiteral("hello") << QStringLiteral("hello");
        for (const char *link : {"docker-desktop://dashboard/extension-tab?code=1",
                                 "docker-desktop://extensions/install?extensionId=a/b",
                                 "https://example.org/dashboard/extension-tab?extensionId=a",
                                 "file:///dashboard/extension-tab?extensionId=a",
                                 "docker-desktop://extensions/marketplace?extensionId=A%20b",
                                 "docker-desktop://extensions/marketplace?extensionId=a:1&tag=2",
                                 "docker-desktop://extensions/marketplace?extensionId=a&tag=a/b",
                                 "pierhead://dashboard/extension-tab"}) {
            QTest::newRow(link) << QString::fromLatin1(link) << QStringLiteral("no link to an");
        }
        QTest::newRow("two links") << QStringLiteral("pierhead://dashboard/open "
                                                     "pierhead://dashboard/open")
                                   << QStringLiteral("One link");
        QTest::newRow("theme") << QStringLiteral("--theme blue") << QStringLiteral("light");
        QTest::newRow("size without x") << QStringLiteral("--size 800") << QStringLiteral("WIDTH");
        QTest::newRow("size too small")
            << QStringLiteral("--size 1x1") << QStringLiteral("from 200");
        QTest::newRow("size too large")
            << QStringLiteral("--size 99999x900") << QStringLiteral("8192");
        QTest::newRow("report without a page")
            << QStringLiteral("--screenshot a.png --report x") << QStringLiteral("--report needs");
        QTest::newRow("patience without a report")
            << QStringLiteral("--screenshot a.png --extension x --patience 3")
            << QStringLiteral("--patience needs");
        QTest::newRow("patience that is none")
            << QStringLiteral("--screenshot a.png --extension x --report r --patience 0")
            << QStringLiteral("--patience 0");
        QTest::newRow("wait without a page")
            << QStringLiteral("--screenshot a.png --wait-for x") << QStringLiteral("--extension");
    }

    void parse_ofWrongOptions_saysWhichAndWhatIsExpected()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, told);
        const auto options = Options::parse(arguments(line));
        COMPARE_ERROR(options, ErrorCode::InvalidArgument);
        QVERIFY2(options.error().message.contains(told), qPrintable(options.error().message));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopOptionsTest)

#include "tst_desktop_options.moc"
