#include "pagetest.h"
#include "widgetstest.h"

#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;

/// What the page's end makes of arguments of all kinds.
class PageArgumentsTest final : public test::PageTest
{
    Q_OBJECT

private Q_SLOTS:

    void exec_wrongArguments_areToldAndNothingRuns()
    {
        const std::pair<const char *, const char *> wrong[] = {
            {"undefined, []", "cmd must be a string, not undefined."},
            {"['own.sh'], []", "cmd must be a string, not [object Array]."},
            {"Symbol('x'), []", "cmd must be a string, not Symbol(x) (symbol)."},
            {"'own.sh', '-la'", "args must be an array of strings, not \"-la\" (string)."},
            {"'own.sh', 5", "args must be an array of strings, not 5 (number)."},
            {"'own.sh', {}", "args must be an array of strings, not [object Object]."},
            // Their texts would run as something that is not meant.
            {"'own.sh', ['a', {}]", "args[1] must be a string, not [object Object]."},
            {"'own.sh', [['a']]", "args[0] must be a string, not [object Array]."},
            {"'own.sh', [null, new Map()]", "args[1] must be a string, not [object Map]."},
            {"'own.sh', [Object.create(null)]", "args[0] must be a string, not [object Object]."},
            {"'own.sh', [() => 1]", "args[0] must be a string, not () => 1 (function)."},
            {"'own.sh', [Symbol('x')]", "args[0] must be a string, not Symbol(x) (symbol)."},
            {"'own.sh', [], { cwd: 5n }", "options.cwd must be a string, not 5 (bigint)."},
            {"'own.sh', [], { env: 'abc' }",
             "options.env must be an object of strings, not \"abc\" (string)."},
            {"'own.sh', [], { env: ['A=b'] }",
             "options.env must be an object of strings, not [object Array]."}};
        OpenPage open(*m_profiles, m_methods, installWithProgram("echo ran"));
        QVERIFY(open.isLoaded());
        for (const auto &[arguments, message] : wrong) {
            const QString call = QStringLiteral("ddClient.extension.host.cli.exec(%1)")
                                     .arg(QString::fromLatin1(arguments));
            COMPARE_JSON(open.value(call + QStringLiteral(R"(.catch((error) => [
                    error instanceof Error, error.stderr, error.code, error.problem,
                    Object.keys(error).length]))")),
                         (nlohmann::json{true, message, -1, "invalid-argument", 6}));
            COMPARE_JSON(open.value(QStringLiteral(R"(new Promise((resolve) => {
                const seen = [];
                const tell = (what) => { seen.push(what); setTimeout(() => resolve(seen), 50); };
                const stream = {
                    onOutput: () => tell("output"),
                    onError: (error) => tell([error instanceof Error, error.message, error.problem]),
                    onClose: () => tell("closed"),
                };
                const run = (cmd, args, options) =>
                    ddClient.extension.host.cli.exec(cmd, args, { ...options, stream });
                seen.push(typeof run(%1).close);
            }))")
                                        .arg(QString::fromLatin1(arguments))),
                         (nlohmann::json{"function", {true, message, "invalid-argument"}}));
        }
        QCOMPARE(open.page().router().runningCalls(), 0);
    }

    void exec_argumentsThatAreNoTexts_areMadeToFit()
    {
        OpenPage open(
            *m_profiles, m_methods, installWithProgram("printf '%s' \"$#:$*:$A:${B-none}:$PWD\""));
        QVERIFY(open.isLoaded());
        const auto output = [&open](const char *arguments) {
            return open.value(
                QStringLiteral("ddClient.extension.host.cli.exec(%1).then((r) => r.stdout)")
                    .arg(QString::fromLatin1(arguments)));
        };
        COMPARE_JSON(output("'own.sh', [1, 2.5, true], { cwd: '/', env: { A: 7, B: null } }"),
                     "3:1 2.5 true:7:none:/");
        COMPARE_JSON(
            output("'own.sh', [7n, new String('s'), new URL('data:,x')], { cwd: '/', env: {} }"),
            "3:7 s data:,x::none:/");
        const nlohmann::json alone = output("'own.sh'");
        COMPARE_JSON(alone.get<std::string>().substr(0, 9), "0:::none:");
        COMPARE_JSON(output("'own.sh', null, null"), alone);
        COMPARE_JSON(output("'own.sh', undefined, { cwd: null, env: null }"), alone);
    }

    void exec_argumentsWithoutAValue_vanish()
    {
        OpenPage open(*m_profiles, m_methods, installWithProgram("printf '%s.' \"$#\" \"$@\""));
        QVERIFY(open.isLoaded());
        const QString args = QStringLiteral("[undefined, 'a', null, 'b', undefined]");
        COMPARE_JSON(open.value(QStringLiteral("ddClient.extension.host.cli.exec('own.sh', %1)"
                                               ".then((r) => [r.stdout, r.cmd])")
                                    .arg(args)),
                     (nlohmann::json{"2.a.b.", "own.sh a b"}));
        COMPARE_JSON(open.value(QStringLiteral(R"(new Promise((resolve) => {
            let text = "";
            ddClient.extension.host.cli.exec("own.sh", %1, { stream: {
                onOutput: ({ stdout }) => { text += stdout; },
                onClose: () => resolve(text),
                onError: (error) => resolve(error.message),
            } });
        }))")
                                    .arg(args)),
                     "2.a.b.");
    }

    void text_halfACharacter_isReplaced()
    {
        OpenPage open(
            *m_profiles, m_methods, installWithProgram("printf '%s' \"$1$2|$A|$B|$(printenv C)\""));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(ddClient.extension.host.cli.exec(
            "own.sh", ["a\ud800", "\udc00b"], { env: { A: "\udc00\ud800", B: "\ud83d\ude00", C: "\\ud800" } })
            .then((result) => result.stdout))")),
                     "a\ufffd\ufffdb|\ufffd\ufffd|\U0001f600|\\ud800");
        open.value(QStringLiteral("ddClient.desktopUI.toast.success('a\\ud800b')"));
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: a\ufffdb")});
    }

    /// Neither gives a promise, and a page that shows what it caught is not to fail by that.
    void toastAndOpenExternal_valueWithoutAText_doNotThrow()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"([
            typeof ddClient.desktopUI.toast.error(Object.create(null)),
            typeof ddClient.toastWarning({ toString() { throw new Error("no text"); } }),
            typeof ddClient.desktopUI.toast.success(Symbol("x")),
        ])")),
                     (nlohmann::json{"undefined", "undefined", "undefined"}));
        QTRY_COMPARE(m_desktop.toasts,
                     (QStringList{QStringLiteral("error: [object Object]"),
                                  QStringLiteral("warning: [object Object]"),
                                  QStringLiteral("success: Symbol(x)")}));
        const nlohmann::json told = open.value(QStringLiteral(R"(new Promise((resolve) => {
            console.error = resolve;
            ddClient.host.openExternal(Object.create(null));
        }))"));
        QVERIFY2(told.is_string()
                     && told.get<std::string>().find("[object Object]") != std::string::npos,
                 told.dump().c_str());
        QVERIFY(m_desktop.urls.isEmpty());
    }

    void navigateAndSecrets_valueWithoutAText_reject()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        const std::pair<const char *, const char *> calls[] = {
            {"desktopUI.navigate.viewContainer(none)", "Argument 1"},
            {"desktopUI.navigate.viewImage('a', none)", "Argument 2"},
            {"navigateToVolume(none)", "Argument 1"},
            {"pierhead.secrets.get(none)", "name"},
            {"pierhead.secrets.set('a', none)", "value"},
            {"pierhead.secrets.delete(none)", "name"}};
        for (const auto &[call, argument] : calls) {
            COMPARE_JSON(
                open.value(QStringLiteral("((none) => ddClient.%1)(Object.create(null))"
                                          ".catch((e) => [e instanceof Error, e.message, "
                                          "e.problem])")
                               .arg(QString::fromLatin1(call))),
                (nlohmann::json{true,
                                std::string(argument) + " must be a string, not [object Object].",
                                "invalid-argument"}));
        }
        QCOMPARE(m_desktop.targets.size(), std::size_t{0});
    }

    void options_thatCannotBeSent_reject_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("reason");
        const auto row =
            [](const char *name, const char *options, const char *code, const char *reason) {
                QTest::newRow(name) << QString::fromLatin1(options) << QString::fromLatin1(code)
                                    << QString::fromLatin1(reason);
            };
        row("a BigInt", "{ limit: 1n }", "invalid-argument", "BigInt");
        row("in a circle",
            "(() => { const all = {}; return Object.assign(all, { all }); })()",
            "invalid-argument",
            "circular");
        row("201 deep",
            "Array.from({ length: 200 }).reduce((filters) => ({ filters }), {})",
            "malformed",
            "more than 200 values are nested");
        row("far too deep",
            "Array.from({ length: 100000 }).reduce((filters) => ({ filters }), {})",
            "invalid-argument",
            "RangeError");
    }

    void options_thatCannotBeSent_reject()
    {
        QFETCH(const QString, options);
        QFETCH(const QString, problem);
        QFETCH(const QString, reason);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        const nlohmann::json told = open.value(
            QStringLiteral("ddClient.docker.listContainers(%1).catch((error) => ({ message: "
                           "error.message, problem: error.problem, isError: error instanceof "
                           "Error, own: Object.keys(error) }))")
                .arg(options));
        COMPARE_JSON(told.at("problem"), problem);
        COMPARE_JSON(told.at("isError"), true);
        COMPARE_JSON(told.at("own"), nlohmann::json::array());
        QVERIFY2(json::field<QString>(told, "message").contains(reason), told.dump().c_str());
        // The page's calls work on: this one finds no such route at the engine.
        COMPARE_JSON(open.value(QStringLiteral("ddClient.docker.listContainers().catch(() => 1)")),
                     1);
    }
};

PIERHEAD_WIDGETS_TEST(PageArgumentsTest)

} // namespace pierhead::bridge

#include "tst_pagearguments.moc"
