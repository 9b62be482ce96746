#include "pagetest.h"
#include "widgetstest.h"

#include <QDir>
#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;

/// `exec` in a page: what comes back, and how output is handed on. The commands are programs of the
/// extension's own, so that all of the way is real.
class PageExecTest final : public test::PageTest
{
    Q_OBJECT

private:
    /// The page of an extension that brought the script as "own.sh".
    [[nodiscard]] PageContext contextWith(const QByteArray &script)
    {
        PageContext context = install(QStringLiteral("scheme.html"));
        context.extension.manifest.hostBinaries = {QStringLiteral("own.sh")};
        const QString folder = context.extension.version + QStringLiteral("/host");
        QDir().mkpath(folder);
        QFile file(folder + QStringLiteral("/own.sh"));
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + script) < 0
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
            qFatal("The script cannot be written");
        }
        return context;
    }

    /// Runs the script as a stream and tells all that the page was told, in order.
    static QString recording(const char *options = "")
    {
        return QStringLiteral(R"(new Promise((resolve) => {
            const seen = [];
            ddClient.extension.host.cli.exec("own.sh", [], { stream: {
                onOutput: (data) => seen.push(data),
                onError: (error) => resolve([...seen, { error: error.message }]),
                onClose: (code) => resolve([...seen, { code }]),
                %1
            } });
        }))")
            .arg(QLatin1String(options));
    }

private Q_SLOTS:

    void exec_promise_hasAllFields()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("printf '[1]\\n[2]\\n'"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(
            ddClient.extension.host.cli.exec("own.sh", []).then((result) => ({
                data: JSON.parse(JSON.stringify(result)),
                lines: result.lines(),
                parsed: result.parseJsonLines(),
            })))")),
                     nlohmann::json::parse(R"({
            "data": {"cmd": "own.sh", "killed": false, "code": 0, "stdout": "[1]\n[2]\n", "stderr": ""},
            "lines": ["[1]", "[2]", ""],
            "parsed": [[1], [2]]})"));
    }

    void exec_fails_rejectsWithAnErrorThatHasFields()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("echo out; echo why >&2; exit 4"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(
            ddClient.extension.host.cli.exec("own.sh", ["x"]).catch((error) => ({
                own: JSON.parse(JSON.stringify(error)),
                text: String(error),
                isError: error instanceof Error,
            })))")),
                     nlohmann::json::parse(R"({
            "own": {"killed": false, "signal": null, "cmd": "own.sh x", "code": 4, "stdout": "out\n", "stderr": "why\n"},
            "text": "Error: Command failed: own.sh x\nwhy\n",
            "isError": true})"));
    }

    void exec_endedByASignal_rejectsWithItsName()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("echo out; kill -9 $$"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(
            ddClient.extension.host.cli.exec("own.sh", []).catch((error) => JSON.parse(JSON.stringify(error))))")),
                     nlohmann::json::parse(
                         R"({"killed": false, "signal": "SIGKILL", "cmd": "own.sh", "code": -1,
            "stdout": "out\n", "stderr": ""})"));
    }

    void stream_endedByASignal_isOnErrorBehindTheOutput()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("printf out; kill -9 $$"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(recording("splitOutputLines: true")),
                     nlohmann::json::parse(
                         R"([{"stdout": "out"}, {"error": "The command was ended by SIGKILL."}])"));
    }

    void exec_wrongArguments_areToldAndNothingRuns_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *arguments, const char *message) {
            QTest::newRow(arguments)
                << QString::fromLatin1(arguments) << QString::fromLatin1(message);
        };
        row("undefined, []", "cmd must be a string, not undefined.");
        row("['own.sh'], []", "cmd must be a string, not [object Array].");
        row("'own.sh', '-la'", "args must be an array of strings, not \"-la\" (string).");
        row("'own.sh', 5", "args must be an array of strings, not 5 (number).");
        row("'own.sh', {}", "args must be an array of strings, not [object Object].");
        row("'own.sh', [], { cwd: 5n }", "options.cwd must be a string, not 5 (bigint).");
        row("'own.sh', [], { env: 'abc' }",
            "options.env must be an object of strings, not \"abc\" (string).");
        row("'own.sh', [], { env: ['A=b'] }",
            "options.env must be an object of strings, not [object Array].");
    }

    void exec_wrongArguments_areToldAndNothingRuns()
    {
        QFETCH(const QString, arguments);
        QFETCH(const QString, message);
        OpenPage open(*m_profiles, m_methods, contextWith("echo ran"));
        QVERIFY(open.isLoaded());
        const QString execute = QStringLiteral("ddClient.extension.host.cli.exec(%1)");
        COMPARE_JSON(open.value(execute.arg(arguments) + QStringLiteral(R"(.catch((error) => [
            error instanceof Error, error.stderr, error.code, error.problem, Object.keys(error).length]))")),
                     (nlohmann::json{true, message, -1, "invalid-argument", 6}));
        COMPARE_JSON(open.value(QStringLiteral(R"(new Promise((resolve) => {
            const seen = [];
            const tell = (what) => { seen.push(what); setTimeout(() => resolve(seen), 100); };
            const stream = {
                onOutput: () => tell("output"),
                onError: (error) => tell([error instanceof Error, error.message, error.problem]),
                onClose: () => tell("closed"),
            };
            const run = (cmd, args, options) =>
                ddClient.extension.host.cli.exec(cmd, args, { ...options, stream });
            seen.push(typeof run(%1).close);
        }))")
                                    .arg(arguments)),
                     (nlohmann::json{"function", {true, message, "invalid-argument"}}));
        QCOMPARE(open.page().router().runningCalls(), 0);
    }

    void exec_argumentsThatAreNoTexts_areMadeToFit()
    {
        OpenPage open(
            *m_profiles, m_methods, contextWith("printf '%s' \"$#:$*:$A:${B-none}:$PWD\""));
        QVERIFY(open.isLoaded());
        const auto output = [&open](const char *arguments) {
            return open.value(
                QStringLiteral("ddClient.extension.host.cli.exec(%1).then((r) => r.stdout)")
                    .arg(QString::fromLatin1(arguments)));
        };
        COMPARE_JSON(output("'own.sh', [1, 2.5, true], { cwd: '/', env: { A: 7, B: null } }"),
                     "3:1 2.5 true:7:none:/");
        const nlohmann::json alone = output("'own.sh'");
        COMPARE_JSON(alone.get<std::string>().substr(0, 9), "0:::none:");
        COMPARE_JSON(output("'own.sh', null, null"), alone);
        COMPARE_JSON(output("'own.sh', undefined, { cwd: null, env: null }"), alone);
    }

    void text_halfACharacter_isReplaced()
    {
        OpenPage open(
            *m_profiles, m_methods, contextWith("printf '%s' \"$1$2|$A|$B|$(printenv C)\""));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(ddClient.extension.host.cli.exec(
            "own.sh", ["a\ud800", "\udc00b"], { env: { A: "\udc00\ud800", B: "\ud83d\ude00", C: "\\ud800" } })
            .then((result) => result.stdout))")),
                     "a\ufffd\ufffdb|\ufffd\ufffd|\U0001f600|\\ud800");
        open.value(QStringLiteral("ddClient.desktopUI.toast.success('a\\ud800b')"));
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: a\ufffdb")});
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

    void stream_output_comesBeforeTheEnd()
    {
        OpenPage open(
            *m_profiles, m_methods, contextWith("echo out; sleep 0.1; echo err >&2; exit 4"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(
            open.value(recording()),
            nlohmann::json::parse(R"([{"stdout": "out\n"}, {"stderr": "err\n"}, {"code": 4}])"));
    }

    void stream_lines_areWholeAndApart()
    {
        OpenPage open(*m_profiles,
                      m_methods,
                      contextWith("printf 'a\\nb'; sleep 0.1; printf 'x\\r\\n' >&2; sleep 0.1; "
                                  "printf 'c\\n\\nlast'"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(recording("splitOutputLines: true")), nlohmann::json::parse(R"([
            {"stdout": "a"}, {"stderr": "x"}, {"stdout": "bc"}, {"stdout": ""}, {"stdout": "last"}, {"code": 0}])"));
    }

    void stream_handle_isPlainAndAtOnce()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("exit 0"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"((() => {
            const process = ddClient.extension.host.cli.exec("own.sh", [], { stream: {} });
            return [typeof process.close, typeof process.then];
        })())")),
                     (nlohmann::json{"function", "undefined"}));
    }

    void stream_closed_endsTheCommandAndIsSilent()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("echo $$; trap '' HUP; sleep 1000"));
        QVERIFY(open.isLoaded());
        const nlohmann::json process = open.value(QStringLiteral(R"(new Promise((resolve) => {
            window.told = 0;
            window.process = ddClient.extension.host.cli.exec("own.sh", [], { stream: {
                onOutput: ({ stdout }) => { window.told += 1; resolve(Number(stdout)); },
                onError: () => { window.told += 1; },
                onClose: () => { window.told += 1; },
            } });
        }))"));
        QVERIFY(process.is_number_integer());
        const QString folder = QStringLiteral("/proc/%1").arg(process.get<qint64>());
        QVERIFY(QFileInfo::exists(folder));
        open.value(QStringLiteral("(window.process.close(), window.process.close(), 1)"));
        QTRY_VERIFY(!QFileInfo::exists(folder));
        // A call that comes back shows that what was sent before it has been handled.
        open.value(QStringLiteral("ddClient.docker.listImages().catch(() => 1)"));
        COMPARE_JSON(open.value(QStringLiteral("window.told")), 1);
    }

    void stream_callbackThatThrows_losesNothing()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("echo a; echo b"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(new Promise((resolve) => {
            let count = 0;
            ddClient.extension.host.cli.exec("own.sh", [], { stream: {
                splitOutputLines: true,
                onOutput: () => { count += 1; throw new Error("thrown by the page"); },
                onClose: () => resolve(count),
            } });
        }))")),
                     2);
    }

    void stream_thatCannotBegin_tellsOnError()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("exit 0"));
        QVERIFY(open.isLoaded());
        const nlohmann::json seen = open.value(QStringLiteral(R"(new Promise((resolve) =>
            ddClient.extension.host.cli.exec("other", [], { stream: {
                onError: (error) => resolve([error instanceof Error, error.message]),
                onClose: () => resolve("closed"),
            } })))"));
        QVERIFY2(seen.is_array() && seen.at(0) == true
                     && seen.at(1).get<std::string>().find("\"other\" was not found")
                         != std::string::npos,
                 seen.dump().c_str());
    }

    void stream_thatLinuxCannotStart_tellsOnErrorAlone_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("reason");
        QTest::newRow("argument") << QStringLiteral(
            "exec('own.sh', ['x'.repeat(131072)], { stream })")
                                  << QStringLiteral("argument list too long");
        QTest::newRow("folder") << QStringLiteral(
            "exec('own.sh', [], { cwd: '/no/such/folder', stream })")
                                << QStringLiteral("no such file or directory");
    }

    void stream_thatLinuxCannotStart_tellsOnErrorAlone()
    {
        QFETCH(const QString, call);
        QFETCH(const QString, reason);
        OpenPage open(*m_profiles, m_methods, contextWith("echo ran"));
        QVERIFY(open.isLoaded());
        const nlohmann::json seen = open.value(QStringLiteral(R"(new Promise((resolve) => {
            const seen = [];
            const tell = (what) => { seen.push(what); setTimeout(() => resolve(seen), 100); };
            const stream = {
                onOutput: () => tell('output'),
                onError: (error) => tell(error.message),
                onClose: () => tell('closed'),
            };
            ddClient.extension.host.cli.%1;
        }))")
                                                   .arg(call));
        QVERIFY2(seen.is_array() && seen.size() == 1
                     && seen.at(0).get<std::string>().find(reason.toStdString())
                         != std::string::npos,
                 seen.dump().c_str());
    }

    void stream_large_arrivesWhole()
    {
        // 8 MiB, many times the window.
        OpenPage open(*m_profiles, m_methods, contextWith("yes 0123456789abcde | head -c 8388608"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(new Promise((resolve) => {
            let length = 0;
            ddClient.extension.host.cli.exec("own.sh", [], { stream: {
                onOutput: ({ stdout }) => { length += stdout.length; },
                onClose: (code) => resolve([code, length]),
            } });
        }))")),
                     (nlohmann::json{0, 8388608}));
    }

    void spawn_olderForm_hasOneCallback()
    {
        OpenPage open(*m_profiles, m_methods, contextWith("echo \"$1\"; exit 2"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(new Promise((resolve) => {
            const seen = [];
            ddClient.spawnHostCmd("own.sh", ["a  b"], (data, error) => {
                seen.push(data);
                if ("code" in data) { resolve(seen); }
            });
        }))")),
                     nlohmann::json::parse(R"([{"stdout": "a  b\n"}, {"code": 2}])"));
    }
};

PIERHEAD_WIDGETS_TEST(PageExecTest)

} // namespace pierhead::bridge

#include "tst_pageexec.moc"
