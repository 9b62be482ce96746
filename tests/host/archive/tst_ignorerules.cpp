#include "guardedtest.h"
#include "testprogram.h"

#include <host/archive/ignorerules.h>

#include <QTest>

namespace pierhead::archive {

class IgnoreRulesTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void isIgnored_rulesAndPath_isDecided_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isIgnored");
        const auto row = [](const char *rules, const char *path, bool isIgnored) {
            QTest::addRow("%s | %s", QByteArray(rules).replace('\n', ' ').constData(), path)
                << QString::fromUtf8(rules) << QString::fromUtf8(path) << isIgnored;
        };
        row("", "a", false);
        row("a", "a", true);
        row("a", "ab", false);
        row("a", "b/a", false);
        row("a", "a/b/c", true);
        row("/a", "a", true);
        row("./a/", "a/b", true);
        row("a/../b", "b", true);
        row("  a  ", "a", true);
        row("a\r\nb\r\n", "b", true);
        row("# a\n#a", "#a", false);
        row(" #a", "#a", true);
        row("\xef\xbb\xbf"
            "a",
            "a",
            true);
        row("*.md", "a.md", true);
        row("*.md", "b/a.md", false);
        row("*.md", "a.md5", false);
        row("*/a", "b/a", true);
        row("*/a", "a", false);
        row("*/a", "b/c/a", false);
        row("**/a", "a", true);
        row("**/a", "b/c/a", true);
        row("**/a", "b/ca", false);
        row("**/*.log", "x.log", true);
        row("**/*.log", "x/y.log", true);
        row("a/**", "a/b", true);
        row("a/**", "a/b/c", true);
        row("a/**/b", "a/b", true);
        row("a/**/b", "a/x/y/b", true);
        row("a/**/b", "ab", false);
        row("**", "a/b", true);
        row("a**", "ab/c", true);
        row("*", "a", true);
        row("*", "a/b", true);
        row("a?c", "abc", true);
        row("a?c", "a/c", false);
        row("a?c", "ac", false);
        row("[ab].c", "b.c", true);
        row("[a-c].c", "b.c", true);
        row("[^a].c", "b.c", true);
        row("[^a].c", "a.c", false);
        row("a-b", "a-b", true);
        row("a.c", "abc", false);
        row("a+", "a+", true);
        row("a+", "aa", false);
        row("(a)", "(a)", true);
        row("a\\*", "a*", true);
        row("a\\*", "ab", false);
        row("*.md\n!README.md", "README.md", false);
        row("*.md\n!README.md", "other.md", true);
        row("!README.md\n*.md", "README.md", true);
        row("*\n!src", "src/a", false);
        row("*\n! src", "src", false);
        row("*\n!src\nsrc/secret", "src/secret", true);
        row("node_modules\n!node_modules/keep", "node_modules/keep/a", false);
        row("node_modules\n!node_modules/keep", "node_modules/other", true);
        row("!", "a", false);
        row("[", "[", false);
        row("[b-a]\nx", "x", true);
        row("ü*", "über", true);
        row("a\nb", "a\nb", false);
    }

    void isIgnored_rulesAndPath_isDecided()
    {
        QFETCH(QString, rules);
        QFETCH(QString, path);
        QTEST(IgnoreRules(rules).isIgnored(path), "isIgnored");
    }

    void hasExceptions_exclamationMark_isSeen()
    {
        QVERIFY(!IgnoreRules(QStringLiteral("a\n#!b")).hasExceptions());
        QVERIFY(IgnoreRules(QStringLiteral("a\n!b")).hasExceptions());
    }
};

PIERHEAD_TEST(IgnoreRulesTest)

} // namespace pierhead::archive

#include "tst_ignorerules.moc"
