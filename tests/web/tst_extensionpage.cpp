#include "pagetest.h"
#include "result.h"
#include "widgetstest.h"

#include <bridge/web/colorschemeoverride.h>

#include <QSignalSpy>
#include <QTest>

#include <csignal>

namespace pierhead::bridge {

using test::FakeReply;
using test::OpenPage;

/// What a page of an extension finds and can do.
class ExtensionPageTest final : public test::PageTest
{
    Q_OBJECT

private:
    /// Scripts the engine: one exec in the extension's container that ends like this.
    void scriptExec(const QByteArray &out, const QByteArray &err, int exitCode)
    {
        m_engine->on("POST /containers/test_page-desktop-extension-service/exec",
                     FakeReply::json(201, {{"Id", "e1"}}));
        QByteArray frames;
        if (!out.isEmpty()) {
            frames += FakeReply::frame(1, out);
        }
        if (!err.isEmpty()) {
            frames += FakeReply::frame(2, err);
        }
        m_engine->on("POST /exec/e1/start",
                     FakeReply::bytes(200, frames, "application/vnd.docker.raw-stream"));
        m_engine->on("GET /exec/e1/json",
                     FakeReply::json(200,
                                     {{"ID", "e1"},
                                      {"Running", false},
                                      {"ExitCode", exitCode},
                                      {"Pid", 12},
                                      {"ContainerID", "c1"}}));
    }

    [[nodiscard]] nlohmann::json lastCommand()
    {
        const auto requests =
            m_engine->requestsTo("POST /containers/test_page-desktop-extension-service/exec");
        return requests.isEmpty()
            ? nlohmann::json()
            : nlohmann::json::parse(requests.last().body.toStdString()).at("Cmd");
    }

private Q_SLOTS:

    void client_unmodifiedPackage_worksAtModuleTopLevel()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("atFirstScript")), "object");
        COMPARE_JSON(open.value(QStringLiteral("madeAtModuleTopLevel === ddClient")), true);
        COMPARE_JSON(open.value(QStringLiteral("Object.isFrozen(ddClient)")), true);
        COMPARE_JSON(open.value(QStringLiteral("ddClient.extension.image")), "test/page:1.0");
        COMPARE_JSON(open.value(QStringLiteral("ddClient.host.platform")), "linux");
        COMPARE_JSON(open.value(QStringLiteral("['x64', 'arm64'].includes(ddClient.host.arch)")),
                     true);
        COMPARE_JSON(open.value(QStringLiteral("ddClient.host.hostname.length > 0")), true);
        COMPARE_JSON(open.value(QStringLiteral("isSecureContext")), true);
    }

    void call_beforeThePageIsLoaded_waitsForTheChannel()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: early")});
    }

    void exec_successful_hasOutputAndHelpers()
    {
        scriptExec("{\"a\":1}\n\"{\"a\":2}\"\n", "a note\n", 0);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        const nlohmann::json result = open.value(QStringLiteral(
            "run('ps', ['--format', '\"{{json .}}\"']).then((r) => ({ data: r, lines: r.lines(), "
            "objects: r.parseJsonLines() }))"));
        COMPARE_JSON(result.at("data"),
                     (nlohmann::json{{"cmd", "ps --format \"{{json .}}\""},
                                     {"killed", false},
                                     {"code", 0},
                                     {"stdout", "{\"a\":1}\n\"{\"a\":2}\"\n"},
                                     {"stderr", "a note\n"}}));
        COMPARE_JSON(result.at("lines").size(), std::size_t(3));
        COMPARE_JSON(result.at("objects"), (nlohmann::json{{{"a", 1}}, {{"a", 2}}}));
        COMPARE_JSON(lastCommand(), (nlohmann::json{"ps", "--format", "{{json .}}"}));
    }

    void exec_numbersNothingAndUnsetVariables_areMadeToFit()
    {
        scriptExec("{}", {}, 0);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(
                         "run('a', [1, 'b'], { cwd: '/x', env: { A: 'b', C: undefined } })"
                         ".then((r) => r.parseJsonObject())")),
                     nlohmann::json::object());
        COMPARE_JSON(lastCommand(), (nlohmann::json{"a", "1", "b"}));
        const nlohmann::json request = nlohmann::json::parse(
            m_engine->requestsTo("POST /containers/test_page-desktop-extension-service/exec")
                .last()
                .body.toStdString());
        COMPARE_JSON(request.at("WorkingDir"), "/x");
        COMPARE_JSON(request.at("Env"), nlohmann::json{"A=b"});
        COMPARE_JSON(open.value(QStringLiteral("run('a b').then((r) => r.code)")), 0);
        COMPARE_JSON(lastCommand(), (nlohmann::json{"a", "b"}));
    }

    void exec_exitCode3_rejectsWithEveryField()
    {
        scriptExec("out", "no luck\n", 3);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        const nlohmann::json caught = open.value(QStringLiteral(
            "run('./x', ['y']).catch((e) => ({ isError: e instanceof Error, fields: { ...e }, "
            "text: String(e) }))"));
        COMPARE_JSON(caught.at("isError"), true);
        COMPARE_JSON(caught.at("text"), "Error: Command failed: ./x y\nno luck\n");
        COMPARE_JSON(caught.at("fields"),
                     (nlohmann::json{{"cmd", "./x y"},
                                     {"code", 3},
                                     {"killed", false},
                                     {"signal", nullptr},
                                     {"stdout", "out"},
                                     {"stderr", "no luck\n"}}));
    }

    void exec_outputThatIsNotUtf8_comesWithReplacements()
    {
        scriptExec("a\xff\xfe"
                   "b",
                   {},
                   0);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("run('x').then((r) => r.stdout)")),
                     "a\ufffd\ufffdb");
    }

    void exec_backendNotThere_rejectsWithTheReason()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        const nlohmann::json fields =
            open.value(QStringLiteral("run('x').catch((e) => ({ ...e, told: e.problem }))"));
        COMPARE_JSON(fields.at("told"), "not-found");
        COMPARE_JSON(fields.at("code"), -1);
        QVERIFY(!fields.at("stderr").get<std::string>().empty());
        // Besides "told" just the fields that every failed command has.
        COMPARE_JSON(fields.size(), std::size_t(7));
        QVERIFY(!fields.contains("problem"));
    }

    void toast_anything_isMadeAText()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        open.value(QStringLiteral("ddClient.desktopUI.toast.error(new Error('broken'))"));
        open.value(QStringLiteral("ddClient.toastWarning(undefined)"));
        QTRY_COMPARE(
            m_desktop.toasts,
            (QStringList{QStringLiteral("error: broken"), QStringLiteral("warning: undefined")}));
    }

    void openExternal_file_isToldOnTheConsole()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        open.value(QStringLiteral("ddClient.host.openExternal('file:///etc/passwd')"));
        QTRY_VERIFY(!open.page().consoleLines().isEmpty());
        QVERIFY(open.page().consoleLines().last().contains(QStringLiteral("only http and https")));
        QVERIFY(m_desktop.urls.isEmpty());
    }

    void call_largerThanAllowed_rejectsInThePage()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        const nlohmann::json fields = open.value(
            QStringLiteral("run('x', ['ä'.repeat(9 * 1024 * 1024)]).catch((e) => e.problem)"));
        COMPARE_JSON(fields, "too-large");
    }

    void fetch_ownFiles_isAnsweredLikeAWebServers()
    {
        const PageContext context = install(QStringLiteral("scheme.html"));
        addFile(QStringLiteral("empty.wasm"), QByteArray("\0asm\1\0\0\0", 8));
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("fetch('./data.json').then((r) => r.json())")),
                     (nlohmann::json{{"answer", 42}}));
        COMPARE_JSON(open.value(QStringLiteral("fetch(new Request('/data.json')).then((r) => "
                                               "[r.ok, r.status, r.headers.get('content-type'), "
                                               "r.url === location.origin + '/data.json'])")),
                     (nlohmann::json{true, 200, "application/json", true}));
        COMPARE_JSON(
            open.value(QStringLiteral("fetch('missing.json').then((r) => [r.ok, r.status])")),
            (nlohmann::json{false, 404}));
        COMPARE_JSON(
            open.value(QStringLiteral("WebAssembly.instantiateStreaming(fetch('empty.wasm'))"
                                      ".then((m) => m.module instanceof WebAssembly.Module)")),
            true);
        COMPARE_JSON(
            open.value(
                QStringLiteral(
                    "{ const c = new AbortController(); c.abort(); return fetch('data.json', "
                    "{ signal: c.signal }).catch((e) => e.name) }")
                    .prepend(QStringLiteral("(() => "))
                    .append(QStringLiteral(")()"))),
            "AbortError");
    }

    void theme_0_0_13_rendersInDockersColours()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("theme.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(
            open.value(QStringLiteral("document.querySelectorAll('#swatches span').length")), 48);
        COMPARE_JSON(open.value(QStringLiteral("document.querySelector('h1').innerText")),
                     "Themed page");
        COMPARE_JSON(open.value(QStringLiteral("getComputedStyle(document.body).backgroundColor")),
                     "rgb(244, 244, 246)");
        COMPARE_JSON(open.value(QStringLiteral("getComputedStyle(document.querySelector('[title="
                                               "violet800]')).backgroundColor")),
                     "rgb(34, 0, 65)");
        for (const QString &line : open.page().consoleLines()) {
            QVERIFY2(!line.startsWith(QStringLiteral("error")), qPrintable(line));
        }
    }

    void colorScheme_changed_isFollowedByStylesAndLaterDocuments()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        ColorSchemeOverride scheme(open.page(), ColorScheme::Light);
        QVERIFY(open.isLoaded());
        // Without a window the page draws nothing, so events wait; tst_webview looks at those.
        const QString look = QStringLiteral("look()");
        COMPARE_JSON(
            open.value(look),
            (nlohmann::json{false, nlohmann::json::array(), "rgb(1, 1, 1)", "rgb(244, 244, 246)"}));

        QSignalSpy applied(&scheme, &ColorSchemeOverride::applied);
        scheme.set(ColorScheme::Dark);
        QTRY_COMPARE(applied.size(), 1);
        COMPARE_JSON(
            open.value(look),
            (nlohmann::json{true, nlohmann::json::array(), "rgb(2, 2, 2)", "rgb(32, 44, 51)"}));

        QSignalSpy loaded(&open.page(), &QWebEnginePage::loadFinished);
        open.page().triggerAction(QWebEnginePage::Reload);
        QTRY_COMPARE(loaded.size(), 1);
        COMPARE_JSON(open.value(QStringLiteral("atStart")), true);
        scheme.set(ColorScheme::Light);
        QTRY_COMPARE(applied.size(), 2);
        QTRY_VERIFY(open.value(look).at(0) == false);
    }

    void reload_inFlight_endsTheCalls()
    {
        m_engine->on("POST /containers/test_page-desktop-extension-service/exec",
                     FakeReply::silence());
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        open.value(QStringLiteral("void run('x')"));
        QTRY_COMPARE(open.page().router().runningCalls(), 1);
        open.page().triggerAction(QWebEnginePage::Reload);
        QTRY_COMPARE(open.page().router().runningCalls(), 0);
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void crash_inFlight_endsTheCallsAndTells()
    {
        m_engine->on("POST /containers/test_page-desktop-extension-service/exec",
                     FakeReply::silence());
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
        QVERIFY(open.isLoaded());
        open.value(QStringLiteral("void run('x')"));
        QTRY_COMPARE(open.page().router().runningCalls(), 1);
        QSignalSpy crashed(&open.page(), &ExtensionPage::crashed);
        QCOMPARE(::kill(pid_t(open.page().renderProcessPid()), SIGKILL), 0);
        QTRY_COMPARE(crashed.size(), 1);
        QVERIFY(crashed.first().first().toString().contains(QStringLiteral("killed")));
        QCOMPARE(open.page().router().runningCalls(), 0);
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void deletion_inFlight_endsTheCalls()
    {
        m_engine->on("POST /containers/test_page-desktop-extension-service/exec",
                     FakeReply::silence());
        {
            OpenPage open(*m_profiles, m_methods, install(QStringLiteral("client.html")));
            QVERIFY(open.isLoaded());
            open.value(QStringLiteral("void run('x')"));
            QTRY_COMPARE(m_engine->openConnections(), 1);
        }
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }
};

PIERHEAD_WIDGETS_TEST(ExtensionPageTest)

} // namespace pierhead::bridge

#include "tst_extensionpage.moc"
