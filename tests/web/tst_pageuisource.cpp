#include "pagetest.h"
#include "webserver.h"
#include "widgetstest.h"

#include <bridge/web/extensionscheme.h>

#include <QSignalSpy>
#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;
using test::WebCall;

/// A page that comes from its author's server in place of the extension's files.
class PageUiSourceTest final : public test::PageTest
{
    Q_OBJECT

private:
    std::unique_ptr<test::WebServer> m_server;

    /// The context of an extension whose page is that of the server.
    [[nodiscard]] PageContext contextOf(const QString &path)
    {
        PageContext context = install(QStringLiteral("scheme.html"));
        context.uiSource = QUrl(m_server->url(path));
        return context;
    }

private Q_SLOTS:

    void init()
    {
        PageTest::init();
        m_server = std::make_unique<test::WebServer>();
        m_server->serve("/", "<p>from the server</p><script>first = typeof ddClient</script>");
    }

    void cleanup()
    {
        m_server.reset();
        PageTest::cleanup();
    }

    void page_ofAServer_hasTheSameClient()
    {
        OpenPage open(*m_profiles, m_methods, contextOf(QStringLiteral("/")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("document.body.innerText.trim()")),
                     "from the server");
        COMPARE_JSON(open.value(QStringLiteral("first")), "object");
        COMPARE_JSON(open.value(QStringLiteral("ddClient.extension.image")), "test/page:1.0");
        open.value(QStringLiteral("ddClient.desktopUI.toast.success('hi')"));
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: hi")});
    }

    void reload_ofThePage_keepsTheClient()
    {
        OpenPage open(*m_profiles, m_methods, contextOf(QStringLiteral("/")));
        QVERIFY(open.isLoaded());
        m_server->serve("/", "<p>changed</p>");
        QSignalSpy loaded(&open.page(), &QWebEnginePage::loadFinished);
        open.page().runJavaScript(QStringLiteral("location.reload()"));
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, 15000);
        COMPARE_JSON(open.value(QStringLiteral("document.body.innerText.trim()")), "changed");
        open.value(QStringLiteral("ddClient.desktopUI.toast.success('again')"));
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: again")});
    }

    void query_ofTheTab_comesBehindThatOfTheServer()
    {
        PageContext context = contextOf(QStringLiteral("/?mode=dev"));
        context.query = QStringLiteral("code=1%262");
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("location.search")), "?mode=dev&code=1%262");
    }

    void storage_ofThePage_isInTheExtensionsProfile()
    {
        const PageContext context = contextOf(QStringLiteral("/"));
        for (const bool isFirst : {true, false}) {
            OpenPage open(*m_profiles, m_methods, context);
            QVERIFY(open.isLoaded());
            const nlohmann::json stored = open.value(QStringLiteral("localStorage.word"));
            COMPARE_JSON(stored, isFirst ? nlohmann::json() : nlohmann::json("kept"));
            open.value(QStringLiteral("localStorage.word = 'kept'"));
        }
    }

    void requests_toItsOwnServer_areTheBrowsers()
    {
        QList<WebCall> calls;
        m_server->on("/api", [&calls](const WebCall &call) {
            calls.append(call);
            call.answer(200, "answer", "text/plain");
        });
        m_server->on("/events", [&calls](const WebCall &call) {
            calls.append(call);
            call.answer(200, "data: told\n\n", "text/event-stream");
        });
        PageContext context = contextOf(QStringLiteral("/"));
        context.extension.permissions = {}; // so that Pierhead asks for none of them
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("fetch('/api').then((r) => r.text())")), "answer");
        COMPARE_JSON(open.value(QStringLiteral(
                         "fetch('api', { method: 'POST', body: 'x' }).then((r) => r.text())")),
                     "answer");
        COMPARE_JSON(open.value(QStringLiteral(
                         "new Promise((resolve) => { const x = new XMLHttpRequest(); x.open('GET', "
                         "'/api'); x.onload = () => resolve(x.responseText); x.onerror = () => "
                         "resolve('refused'); x.send(); })")),
                     "answer");
        COMPARE_JSON(open.value(QStringLiteral(
                         "new Promise((resolve) => { const e = new EventSource('/events'); "
                         "e.onmessage = ({ data }) => { e.close(); resolve(data); }; })")),
                     "told");
        QCOMPARE(calls.size(), 4);
        QCOMPARE(calls.at(1).method, QByteArray("POST"));
        QCOMPARE(calls.at(1).body, QByteArray("x"));
    }

    void requests_toOtherServers_areAsThoseOfOtherPages()
    {
        test::WebServer other;
        other.serve("/secret", "secret");
        const QString fetched = QStringLiteral("fetch('%1').then((r) => r.text(), () => 'refused')")
                                    .arg(other.url(QStringLiteral("/secret")));
        {
            OpenPage open(*m_profiles, m_methods, contextOf(QStringLiteral("/")));
            QVERIFY(open.isLoaded());
            COMPARE_JSON(open.value(fetched), "secret"); // by Pierhead
            COMPARE_JSON(open.value(QStringLiteral(
                                        "new Promise((resolve) => { const x = new "
                                        "(Object.getPrototypeOf(XMLHttpRequest))(); x.open('GET', "
                                        "'%1'); x.onload = () => resolve('got'); x.onerror = () => "
                                        "resolve('refused'); x.send(); })")
                                        .arg(other.url(QStringLiteral("/secret")))),
                         "refused"); // by the browser
        }
        PageContext context = contextOf(QStringLiteral("/"));
        context.extension.permissions = {};
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(fetched), "refused");
    }

    void worker_ofTheServer_isLeftAsItIs()
    {
        QList<QByteArray> queries;
        m_server->on("/worker.js", [&queries](const WebCall &call) {
            queries.append(call.query);
            call.answer(200, "onmessage = ({ data }) => postMessage([data]);", "text/javascript");
        });
        OpenPage open(*m_profiles, m_methods, contextOf(QStringLiteral("/")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(
                         "new Promise((resolve) => { const w = new Worker('/worker.js'); "
                         "w.onmessage = ({ data }) => resolve(data); w.postMessage('one'); })")),
                     nlohmann::json::array({"one"}));
        QCOMPARE(queries, QList<QByteArray>{QByteArray()});
    }

    /// Neither by a link nor by the server's own redirect does anything else get the bridge.
    void navigation_toAnotherServer_goesToTheBrowser_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("location") << QStringLiteral("location.href = '%1'");
        QTest::newRow("redirect") << QStringLiteral("location.href = '/elsewhere'");
        QTest::newRow("form") << QStringLiteral(
            "document.body.innerHTML = `<form action=\"%1\"></form>`, document.forms[0].submit()");
    }

    void navigation_toAnotherServer_goesToTheBrowser()
    {
        QFETCH(const QString, script);
        test::WebServer other;
        int visits = 0;
        other.on("/other", [&visits](const WebCall &call) {
            ++visits;
            call.answer(200, "<script>ddClient.desktopUI.toast.success('stolen')</script>");
        });
        const QString target = other.url(QStringLiteral("/other"));
        m_server->on("/elsewhere", [&target](const WebCall &call) {
            call.answer(302, {}, "text/html", {{"Location", target.toUtf8()}});
        });
        OpenPage open(*m_profiles, m_methods, contextOf(QStringLiteral("/")));
        QVERIFY(open.isLoaded());
        const QUrl before = open.page().url();
        open.page().runJavaScript(script.contains(QLatin1Char('%')) ? script.arg(target) : script);
        QTRY_COMPARE(m_desktop.urls.size(), 1);
        QVERIFY2(m_desktop.urls.first().startsWith(target), qPrintable(m_desktop.urls.first()));
        COMPARE_JSON(open.value(QStringLiteral("ddClient.extension.image")), "test/page:1.0");
        QCOMPARE(open.page().url(), before);
        QCOMPARE(visits, 0);
        QVERIFY(m_desktop.toasts.isEmpty());
    }

    void navigation_toTheInstalledPage_isRefused()
    {
        const PageContext context = contextOf(QStringLiteral("/"));
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        const QUrl before = open.page().url();
        open.value(QStringLiteral("void (location.href = '%1')")
                       .arg(extensionscheme::entryPage(context.extension).toString()));
        COMPARE_JSON(open.value(QStringLiteral("location.pathname")), "/");
        QCOMPARE(open.page().url(), before);
        QVERIFY(m_desktop.urls.isEmpty());
    }

    void frame_ofAnotherServer_hasNoBridge()
    {
        test::WebServer other;
        other.serve("/frame",
                    "<script>let client = 'refused'; try { client = typeof parent.ddClient; } "
                    "catch (e) {} parent.postMessage([typeof ddClient, client], '*')</script>");
        OpenPage open(*m_profiles, m_methods, contextOf(QStringLiteral("/")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral(
                                    "new Promise((resolve) => { onmessage = (e) => "
                                    "resolve(e.data); const f = document.createElement('iframe'); "
                                    "f.src = '%1'; document.body.append(f); })")
                                    .arg(other.url(QStringLiteral("/frame")))),
                     (nlohmann::json{"undefined", "refused"}));
    }
};

PIERHEAD_WIDGETS_TEST(PageUiSourceTest)

} // namespace pierhead::bridge

#include "tst_pageuisource.moc"
