#include "pagetest.h"
#include "widgetstest.h"

#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;

/// `exec` in a page: what comes back, and how output is handed on. The commands are programs of the
/// extension's own, so that all of the way is real.
class PageExecTest final : public test::PageTest
{
    Q_OBJECT

private:
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
        OpenPage open(*m_profiles, m_methods, installWithProgram("printf '[1]\\n[2]\\n'"));
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
        OpenPage open(*m_profiles, m_methods, installWithProgram("echo out; echo why >&2; exit 4"));
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
        OpenPage open(*m_profiles, m_methods, installWithProgram("echo out; kill -9 $$"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"(
            ddClient.extension.host.cli.exec("own.sh", []).catch((error) => JSON.parse(JSON.stringify(error))))")),
                     nlohmann::json::parse(
                         R"({"killed": false, "signal": "SIGKILL", "cmd": "own.sh", "code": -1,
            "stdout": "out\n", "stderr": ""})"));
    }

    void stream_endedByASignal_isOnErrorBehindTheOutput()
    {
        OpenPage open(*m_profiles, m_methods, installWithProgram("printf out; kill -9 $$"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(recording("splitOutputLines: true")),
                     nlohmann::json::parse(
                         R"([{"stdout": "out"}, {"error": "The command was ended by SIGKILL."}])"));
    }

    void stream_output_comesBeforeTheEnd()
    {
        OpenPage open(*m_profiles,
                      m_methods,
                      installWithProgram("echo out; sleep 0.1; echo err >&2; exit 4"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(
            open.value(recording()),
            nlohmann::json::parse(R"([{"stdout": "out\n"}, {"stderr": "err\n"}, {"code": 4}])"));
    }

    void stream_lines_areWholeAndApart()
    {
        OpenPage open(
            *m_profiles,
            m_methods,
            installWithProgram("printf 'a\\nb'; sleep 0.1; printf 'x\\r\\n' >&2; sleep 0.1; "
                               "printf 'c\\n\\nlast'"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(recording("splitOutputLines: true")), nlohmann::json::parse(R"([
            {"stdout": "a"}, {"stderr": "x"}, {"stdout": "bc"}, {"stdout": ""}, {"stdout": "last"}, {"code": 0}])"));
    }

    void stream_handle_isPlainAndAtOnce()
    {
        OpenPage open(*m_profiles, m_methods, installWithProgram("exit 0"));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(R"((() => {
            const process = ddClient.extension.host.cli.exec("own.sh", [], { stream: {} });
            return [typeof process.close, typeof process.then];
        })())")),
                     (nlohmann::json{"function", "undefined"}));
    }

    void stream_closed_endsTheCommandAndIsSilent()
    {
        OpenPage open(
            *m_profiles, m_methods, installWithProgram("echo $$; trap '' HUP; sleep 1000"));
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
        OpenPage open(*m_profiles, m_methods, installWithProgram("echo a; echo b"));
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
        OpenPage open(*m_profiles, m_methods, installWithProgram("exit 0"));
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
        OpenPage open(*m_profiles, m_methods, installWithProgram("echo ran"));
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
        OpenPage open(
            *m_profiles, m_methods, installWithProgram("yes 0123456789abcde | head -c 8388608"));
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
        OpenPage open(*m_profiles, m_methods, installWithProgram("echo \"$1\"; exit 2"));
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

    /// Docker's own samples look into the data without asking whether there is any.
    void spawn_olderForm_hasDataWithAnErrorToo()
    {
        OpenPage open(*m_profiles, m_methods, installWithProgram("exit 0"));
        QVERIFY(open.isLoaded());
        const nlohmann::json told = open.value(QStringLiteral(R"(new Promise((resolve) => {
            ddClient.spawnHostCmd("other", [], (data, error) =>
                resolve([typeof data.stdout, typeof data.stderr, "code" in data, error.message]));
        }))"));
        QVERIFY2(told.is_array() && told.at(0) == "undefined" && told.at(1) == "undefined"
                     && told.at(2) == false
                     && told.at(3).get<std::string>().find("\"other\" was not found")
                         != std::string::npos,
                 told.dump().c_str());
    }
};

PIERHEAD_WIDGETS_TEST(PageExecTest)

} // namespace pierhead::bridge

#include "tst_pageexec.moc"
