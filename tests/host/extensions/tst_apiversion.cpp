#include "guardedtest.h"
#include "testprogram.h"

#include <host/extensions/imagelabels.h>

#include <QTest>

namespace pierhead::extensions {

/// The version offered is 0.4.2.
class ApiVersionTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void isApiVersionSupported_constraint_isDecided_data()
    {
        QTest::addColumn<QString>("constraint");
        QTest::addColumn<bool>("isSupported");
        const auto row = [](const char *constraint, bool isSupported) {
            QTest::newRow(constraint) << QString::fromLatin1(constraint) << isSupported;
        };
        row("0.0.1", true);
        row("0.3.4", true);
        row("v0.3.4", true);
        row("0.4.2", true);
        row("0.4.3", false);
        row("0.4", true);
        row("0", true);
        row("0.5", false);
        row("1.0.0", false);
        row("1.0.0-beta.1", true);
        row(">= 0.2.3", true);
        row(">=0.4.2", true);
        row("=> 0.4.2", true);
        row(">= 0.4.3", false);
        row(">= 1.4.7, < 2.0", false);
        row(">= 0.2.3, < 1.0", true);
        row(">= 0.2.3 <1", true);
        row(">= 0.2.3, < 0.4.2", false);
        row("> 0.4.1", true);
        row("> 0.4.2", false);
        row("> 0.4", false);
        row("> 0.3", true);
        row("<= 0.4.2", true);
        row("=< 0.4.1", false);
        row("<= 0.4", true);
        row("< 0.4", false);
        row("< 0.4.3", true);
        row("= 0.4.2", true);
        row("=0.3.4", false);
        row("= 0.4", true);
        row("!= 0.4.2", false);
        row("!= 0.3", true);
        row("^0.4.0", true);
        row("^0.3.0", false);
        row("^0", true);
        row("^0.4", true);
        row("^0.0", false);
        row("^1.0.0", false);
        row("~0.4.1", true);
        row("~0.4.3", false);
        row("~0.3.4", false);
        row("~0", true);
        row("~> 0.4", true);
        row("0.x", true);
        row("0.4.x", true);
        row("0.3.*", false);
        row("1.X", false);
        row("*", true);
        row("x", true);
        row("1.x || 0.4.x", true);
        row("1.x || 0.3.x", false);
        row(">= 0.2.3-rc1+build.7", true);
        row("", true);
        row("latest", true);
        row("0.3.4.5", true);
        row(">= banana", true);
        row("1.0.0 - 2.0.0", true);
        row("99999999999999999999", true);
    }

    void isApiVersionSupported_constraint_isDecided()
    {
        QFETCH(QString, constraint);
        QTEST(isApiVersionSupported(constraint), "isSupported");
    }

    void isApiVersionWellFormed_text_isDecided_data()
    {
        QTest::addColumn<QString>("constraint");
        QTest::addColumn<bool>("isWellFormed");
        const auto row = [](const char *constraint, bool isWellFormed) {
            QTest::newRow(constraint) << QString::fromLatin1(constraint) << isWellFormed;
        };
        row("0.3.4", true);
        row(">= 1.4.7, < 2.0", true);
        row("1.0.0-beta.1", true);
        row("^0.4 || 1.x", true);
        row("", false);
        row("latest", false);
        row("0.3.4.5", false);
        row(">= 0.3 and more", false);
        row(">=", false);
        row("||", false);
    }

    void isApiVersionWellFormed_text_isDecided()
    {
        QFETCH(QString, constraint);
        QTEST(isApiVersionWellFormed(constraint), "isWellFormed");
    }
};

PIERHEAD_TEST(ApiVersionTest)

} // namespace pierhead::extensions

#include "tst_apiversion.moc"
