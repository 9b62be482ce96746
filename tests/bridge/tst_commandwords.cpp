#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <bridge/core/commandwords.h>

#include <QTest>

namespace pierhead::bridge {

class CommandWordsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void from_whatExtensionsPass_isWhatTheyMean_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("args");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name,
                            const QString &command,
                            const QStringList &args,
                            const QStringList &words) {
            QTest::newRow(name) << command << args << words;
        };
        const auto u = [](const char *text) {
            return QString::fromUtf8(text);
        };

        row("plain", u("./hello.sh"), {u("Moby")}, {u("./hello.sh"), u("Moby")});
        row("no args", u("ls"), {}, {u("ls")});
        row("blank in an arg is two words",
            u("./hello.sh"),
            {u("a b")},
            {u("./hello.sh"), u("a"), u("b")});
        row("template in double quotes",
            u("ps"),
            {u("--format"), u("\"{{json .}}\"")},
            {u("ps"), u("--format"), u("{{json .}}")});
        row("template in single quotes",
            u("ps"),
            {u("--format"), u("'{{json .}}'")},
            {u("ps"), u("--format"), u("{{json .}}")});
        row("bare template",
            u("ps"),
            {u("--format"), u("{{ json . }}")},
            {u("ps"), u("--format"), u("{{ json . }}")});
        row("bare template without blanks",
            u("ps"),
            {u("--format={{json.}}")},
            {u("ps"), u("--format={{json.}}")});
        row("bare template with quotes inside",
            u("ps"),
            {u("{{index .Labels \"a\"}}")},
            {u("ps"), u("{{index .Labels \"a\"}}")});
        row("bare template with an apostrophe pair",
            u("ps"),
            {u("{{json .}} 'x'")},
            {u("ps"), u("{{json .}} 'x'")});
        row("flag and quoted template in one arg",
            u("ps"),
            {u("--format '{{json .}}'")},
            {u("ps"), u("--format"), u("{{json .}}")});
        row("flag and template without blanks in one arg",
            u("ps"),
            {u("-a"), u("--format {{.Names}}")},
            {u("ps"), u("-a"), u("--format"), u("{{.Names}}")});
        row("a whole line with a quoted template",
            u("exec"),
            {u("name"), u("docker ps --format \"{{json .}}\"")},
            {u("exec"), u("name"), u("docker"), u("ps"), u("--format"), u("{{json .}}")});
        row("two templates in quotes",
            u("ps"),
            {u("--format"), u("'{{.ID}} {{json .Names}}'")},
            {u("ps"), u("--format"), u("{{.ID}} {{json .Names}}")});
        row("a template that has no end",
            u("ps"),
            {u("--format"), u("{{json .")},
            {u("ps"), u("--format"), u("{{json"), u(".")});
        row("jsonpath in quotes",
            u("kubectl"),
            {u("-o"), u("jsonpath='{.data}'")},
            {u("kubectl"), u("-o"), u("jsonpath={.data}")});
        row("columns",
            u("kubectl"),
            {u("'custom-columns=\":metadata.name\"'")},
            {u("kubectl"), u("custom-columns=\":metadata.name\"")});
        row("quoted script",
            u("sh"),
            {u("-c"), u("\"cp -Rp /a/. /b/;\"")},
            {u("sh"), u("-c"), u("cp -Rp /a/. /b/;")});
        row("script with && and >",
            u("bash"),
            {u("-c"), u("'[ -f x ] && cat x || date > x'")},
            {u("bash"), u("-c"), u("[ -f x ] && cat x || date > x")});
        row("JSON in single quotes",
            u("save"),
            {u("'{\"a\":\"b c\",\"d\":1}'")},
            {u("save"), u("{\"a\":\"b c\",\"d\":1}")});
        row("JSON with escaped quotes",
            u("save"),
            {u("{\\\"a\\\":1}")},
            {u("save"), u("{\"a\":1}")});
        row("trailing blank",
            u("run"),
            {u("-v=vol:/mnt "), u("x")},
            {u("run"), u("-v=vol:/mnt"), u("x")});
        row("the whole command in one string",
            u("volume create trivycache"),
            {},
            {u("volume"), u("create"), u("trivycache")});
        row("empty args vanish", u("a"), {{}, u("b"), {}}, {u("a"), u("b")});
        row("quoted empty stays", u("a"), {u("''"), u("\"\"")}, {u("a"), {}, {}});
        row("quotes over two args", u("a"), {u("'b"), u("c'")}, {u("a"), u("b c")});
        row("quotes inside a word", u("a"), {u("b'c d'e")}, {u("a"), u("bc de")});
        row("nothing is expanded",
            u("echo"),
            {u("$HOME"), u("~"), u("*"), u("$(id)"), u("`id`")},
            {u("echo"), u("$HOME"), u("~"), u("*"), u("$(id)"), u("`id`")});
        row("nothing is a shell's",
            u("ps;"),
            {u("pwd"), u("|"), u("x"), u(">"), u("y"), u("&")},
            {u("ps;"), u("pwd"), u("|"), u("x"), u(">"), u("y"), u("&")});
        row("escapes in double quotes",
            u("a"),
            {u("\"\\\"\\\\\\$\\`\\n\"")},
            {u("a"), u("\"\\$`\\n")});
        row("no escapes in single quotes", u("a"), {u("'\\n\\'")}, {u("a"), u("\\n\\")});
        row("escaped blank", u("a\\ b"), {}, {u("a b")});
        row("backslash at the end", u("a\\"), {}, {u("a\\")});
        row("tabs and line breaks", u("a\tb\nc\r\nd"), {}, {u("a"), u("b"), u("c"), u("d")});
        row("open single quote: as they are",
            u("say"),
            {u("it's"), u("a b")},
            {u("say"), u("it's"), u("a b")});
        row("open double quote: as they are", u("say"), {u("\"a b")}, {u("say"), u("\"a b")});
        row("letters of the world",
            u("say"),
            {u("„ä ö“"), u("'日 本'")},
            {u("say"), u("„ä"), u("ö“"), u("日 本")});
    }

    void from_whatExtensionsPass_isWhatTheyMean()
    {
        QFETCH(const QString, command);
        QFETCH(const QStringList, args);
        QFETCH(const QStringList, words);
        const Result<QStringList> split = CommandWords::from(command, args);
        VERIFY_RESULT(split);
        QCOMPARE(*split, words);
    }

    void from_nothing_isAnError()
    {
        COMPARE_ERROR(CommandWords::from({}, {}), ErrorCode::InvalidArgument);
        COMPARE_ERROR(CommandWords::from(QStringLiteral("  "), {{}}), ErrorCode::InvalidArgument);
        COMPARE_ERROR(CommandWords::from(QStringLiteral("''"), {}), ErrorCode::InvalidArgument);
    }

    void from_everyPrefixOfATangle_endsAndKeepsTheProgram()
    {
        const QString tangle = QStringLiteral("a 'b \"c\\' \\\"d\" {{ e 'f }} \\");
        for (qsizetype length = 0; length <= tangle.size(); ++length) {
            const Result<QStringList> words =
                CommandWords::from(QStringLiteral("run"), {tangle.left(length)});
            VERIFY_RESULT(words);
            QCOMPARE(words->first(), QStringLiteral("run"));
        }
    }

    void join_parts_isTheLineWithoutEmptyOnes()
    {
        QCOMPARE(CommandWords::join(QStringLiteral("a"), {{}, QStringLiteral("'b c'")}),
                 QStringLiteral("a 'b c'"));
    }
};

PIERHEAD_TEST(CommandWordsTest)

} // namespace pierhead::bridge

#include "tst_commandwords.moc"
