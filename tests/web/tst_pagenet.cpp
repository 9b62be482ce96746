#include "onepagetest.h"
#include "webserver.h"
#include "widgetstest.h"

#include <QTest>

namespace pierhead::bridge {

using test::WebCall;

/// `fetch` of a page to servers that know nothing of it.
class PageNetTest final : public test::OnePageTest
{
    Q_OBJECT

private:
    test::WebServer m_server;
    QList<QPointer<QTcpSocket>> m_held;

    /// Fills in $ as the server's address.
    nlohmann::json ask(QString expression)
    {
        return m_open->value(expression.replace(QLatin1Char('$'), m_server.url(QString())));
    }

    /// Answers with the request.
    static void echo(const WebCall &call)
    {
        QStringList headers;
        for (auto header = call.headers.cbegin(); header != call.headers.cend(); ++header) {
            headers.append(QString::fromLatin1(header.key() + '=' + header.value()));
        }
        const nlohmann::json seen{{"method", call.method.toStdString()},
                                  {"query", call.query.toStdString()},
                                  {"headers", headers},
                                  {"size", call.body.size()},
                                  {"body", call.body.left(100).toStdString()}};
        call.answer(200, json::serialize(seen), "application/json", {{"X-Own", "seen"}});
    }

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        m_server.on("/echo", &echo);
        m_server.on("/mirror", [](const WebCall &call) {
            call.answer(200, call.body, "application/octet-stream");
        });
        m_server.on("/hop", [](const WebCall &call) {
            call.answer(302, {}, "text/plain", {{"Location", "/echo?hopped"}});
        });
        m_server.on("/refused", [](const WebCall &call) { call.answer(418, "teapot"); });
        m_server.on("/empty", [](const WebCall &call) { call.answer(204, {}); });
        m_server.on("/cookie", [](const WebCall &call) {
            call.answer(200, call.headers.value("cookie"), "text/plain", {{"Set-Cookie", "a=1"}});
        });
        m_server.on("/held", [this](const WebCall &call) {
            call.socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfirst ");
            m_held.append(call.socket);
        });
        m_server.on("/never", [](const WebCall & /*call*/) {});
        m_server.on("/broken", [](const WebCall &call) {
            call.socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            call.socket->disconnectFromHost();
        });
        m_server.on("/garbage", [](const WebCall &call) {
            call.socket->write("what is this?\r\n\r\n");
            call.socket->disconnectFromHost();
        });
    }

    void cleanup()
    {
        m_open.reset(); // before the server's ends
        for (const QPointer<QTcpSocket> &socket : m_held) {
            if (socket) {
                socket->disconnectFromHost();
            }
        }
        m_held.clear();
        OnePageTest::cleanup();
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void get_otherOrigin_isRead()
    {
        const nlohmann::json got =
            ask(QStringLiteral("fetch('$/echo?a=b', { headers: { 'X-Mine': 'yes' } }).then(async "
                               "(r) => ({ status: r.status, ok: r.ok, own: r.headers.get('x-own'), "
                               "url: r.url, redirected: r.redirected, body: await r.json() }))"));
        QCOMPARE(got.value("status", 0), 200);
        QVERIFY(got.value("ok", false));
        QCOMPARE(got.value("own", std::string()), "seen");
        QCOMPARE(got.value("url", std::string()),
                 m_server.url(QStringLiteral("/echo?a=b")).toStdString());
        QVERIFY(!got.value("redirected", true));
        const nlohmann::json &seen = got.at("body");
        QCOMPARE(seen.value("query", std::string()), "a=b");
        const auto headers = seen.at("headers").get<QStringList>();
        QVERIFY(headers.contains(QStringLiteral("x-mine=yes")));
        QVERIFY(headers.contains(QStringLiteral("accept=*/*")));
        // What would tell the server that a page asks, and make it refuse.
        QVERIFY(headers.filter(QStringLiteral("origin=")).isEmpty());
        QVERIFY(headers.filter(QStringLiteral("referer=")).isEmpty());
        QCOMPARE(headers.filter(QStringLiteral("user-agent=Mozilla")).size(), 1);
    }

    void post_bodies_arrive_data()
    {
        QTest::addColumn<QString>("init");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("size");
        const auto row = [](const char *init, const char *type, int size) {
            QTest::newRow(init) << QString::fromLatin1(init) << QString::fromLatin1(type) << size;
        };
        row("{ method: 'POST', body: JSON.stringify([1]) }", "text/plain;charset=UTF-8", 3);
        row("{ method: 'PUT', body: new Uint8Array([0, 255, 128]) }", "", 3);
        row("{ method: 'PATCH', body: new URLSearchParams({ a: 'b c' }) }",
            "application/x-www-form-urlencoded;charset=UTF-8",
            5);
        row("{ method: 'DELETE', body: new Blob(['xy'], { type: 'a/b' }) }", "a/b", 2);
        row("{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }",
            "application/json",
            2);
        row("{ method: 'POST' }", "", 0);
        row("{ method: 'POST', body: new Uint8Array(2_000_000) }", "", 2'000'000);
    }

    void post_bodies_arrive()
    {
        QFETCH(const QString, init);
        QFETCH(const QString, type);
        QFETCH(const int, size);
        const nlohmann::json seen =
            ask(QStringLiteral("fetch('$/echo', %1).then((r) => r.json())").arg(init));
        QVERIFY2(seen.is_object(), seen.dump().c_str());
        QVERIFY(init.contains(QString::fromStdString(seen.at("method").get<std::string>())));
        QCOMPARE(seen.at("size").get<int>(), size);
        const auto headers = seen.at("headers").get<QStringList>();
        const QStringList types = headers.filter(QStringLiteral("content-type="));
        QCOMPARE(types,
                 type.isEmpty() ? QStringList()
                                : QStringList{QStringLiteral("content-type=") + type});
    }

    void body_binary_comesBackAsItWas()
    {
        COMPARE_JSON(ask(QStringLiteral("(async () => { const sent = crypto.getRandomValues(new "
                                        "Uint8Array(60000)); const r = await fetch('$/mirror', { "
                                        "method: 'POST', body: sent }); const got = new "
                                        "Uint8Array(await r.arrayBuffer()); return got.length === "
                                        "60000 && got.every((b, i) => b === sent[i]); })()")),
                     true);
    }

    void response_statusOtherThan2xx_isAResponse()
    {
        COMPARE_JSON(
            ask(QStringLiteral("fetch('$/refused').then(async (r) => [r.status, r.ok, await "
                               "r.text()])")),
            (nlohmann::json{418, false, "teapot"}));
        COMPARE_JSON(ask(QStringLiteral("fetch('$/empty').then(async (r) => [r.status, await "
                                        "r.text()])")),
                     (nlohmann::json{204, ""}));
        COMPARE_JSON(ask(QStringLiteral("fetch('$/echo', { method: 'HEAD' }).then(async (r) => "
                                        "[r.status, await r.text()])")),
                     (nlohmann::json{200, ""}));
    }

    void redirect_isFollowedOrTold()
    {
        COMPARE_JSON(ask(QStringLiteral("fetch('$/hop').then(async (r) => [r.redirected, r.url === "
                                        "'$/echo?hopped', (await r.clone().json()).query, "
                                        "r.clone().url === r.url])")),
                     (nlohmann::json{true, true, "hopped", true}));
        COMPARE_JSON(ask(QStringLiteral("fetch('$/hop', { redirect: 'manual' }).then((r) => "
                                        "[r.type, r.status])")),
                     (nlohmann::json{"opaqueredirect", 0}));
        COMPARE_JSON(ask(QStringLiteral("fetch('$/hop', { redirect: 'error' }).catch((e) => "
                                        "e.constructor.name)")),
                     "TypeError");
    }

    void body_isStreamed_andAnAbortEndsTheRequest()
    {
        COMPARE_JSON(
            ask(QStringLiteral("(async () => { window.stop = new AbortController(); const r = "
                               "await fetch('$/held', { signal: stop.signal }); window.reader "
                               "= r.body.getReader(); const { value } = await reader.read(); "
                               "return new TextDecoder().decode(value); })()")),
            "first ");
        m_held.first()->write("second");
        COMPARE_JSON(ask(QStringLiteral("reader.read().then(({ value }) => new "
                                        "TextDecoder().decode(value))")),
                     "second");
        QCOMPARE(m_server.openConnections(), 1);
        COMPARE_JSON(ask(QStringLiteral("(stop.abort(), reader.read().catch((e) => e.name))")),
                     "AbortError");
        QTRY_COMPARE(m_server.openConnections(), 0);
        COMPARE_JSON(
            ask(QStringLiteral("fetch('$/echo', { signal: AbortSignal.abort() }).catch((e) "
                               "=> e.name)")),
            "AbortError");
    }

    void abort_reasonOfThePage_isWhatRejects_data()
    {
        QTest::addColumn<QString>("reason");
        for (const char *reason : {"new Error('enough')", "'enough'", "0", "null"}) {
            QTest::newRow(reason) << QString::fromLatin1(reason);
        }
    }

    void abort_reasonOfThePage_isWhatRejects()
    {
        QFETCH(const QString, reason);
        const nlohmann::json told = ask(QStringLiteral(R"((async () => {
            const reason = %1;
            const told = (promise) => promise.then(() => 'fulfilled', (error) => error === reason || String(error));
            const stopped = new AbortController();
            stopped.abort(reason);
            const seen = {
                before: await told(fetch('$/echo', { signal: stopped.signal })),
                ownFile: await told(fetch('data.json', { signal: stopped.signal })),
            };
            const open = async (path) => {
                const stop = new AbortController();
                return { stop, response: await fetch(path, { signal: stop.signal }) };
            };
            const waiting = new AbortController();
            const answer = told(fetch('$/never', { signal: waiting.signal }));
            setTimeout(() => waiting.abort(reason), 50);
            seen.meanwhile = await answer;
            const read = await open('$/held');
            const reader = read.response.body.getReader();
            await reader.read();
            read.stop.abort(reason);
            seen.reader = await told(reader.read());
            const gathered = await open('$/held');
            const texts = [gathered.response.clone(), gathered.response].map((one) => told(one.text()));
            gathered.stop.abort(reason);
            seen.texts = await Promise.all(texts);
            return seen;
        })())")
                                            .arg(reason));
        COMPARE_JSON(told,
                     (nlohmann::json{{"before", true},
                                     {"ownFile", true},
                                     {"meanwhile", true},
                                     {"reader", true},
                                     {"texts", {true, true}}}));
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void page_thatGoes_endsItsRequests()
    {
        ask(QStringLiteral("fetch('$/held').then((r) => r.status)"));
        QCOMPARE(m_server.openConnections(), 1);
        m_open->page().start(); // as a reload
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void failure_isATypeErrorThatTellsWhy_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("nobody listens") << QStringLiteral("http://localhost:1/");
        QTest::newRow("no such host") << QStringLiteral("http://no-such-host.invalid/");
        QTest::newRow("no HTTP") << QStringLiteral("$/garbage");
    }

    void failure_isATypeErrorThatTellsWhy()
    {
        QFETCH(const QString, url);
        const nlohmann::json told = ask(
            QStringLiteral("fetch('%1').catch((e) => [e.constructor.name, e.message])").arg(url));
        QVERIFY2(told.is_array(), told.dump().c_str());
        QCOMPARE(told.at(0).get<std::string>(), "TypeError");
        const auto message = told.at(1).get<QString>();
        QVERIFY2(message.startsWith(QStringLiteral("Failed to fetch: The request to http")),
                 qPrintable(message));
    }

    void body_thatBreaksOff_rejects()
    {
        COMPARE_JSON(ask(QStringLiteral("fetch('$/broken').then((r) => r.text()).catch((e) => "
                                        "e.constructor.name)")),
                     "TypeError");
    }

    void cookies_areUsedWhereThePageSaysSo()
    {
        const QString visit = QStringLiteral("fetch('$/cookie'%1).then((r) => r.text())");
        const QString include = visit.arg(QStringLiteral(", { credentials: 'include' }"));
        COMPARE_JSON(ask(include), "");
        COMPARE_JSON(ask(include), "a=1");
        COMPARE_JSON(ask(visit.arg(QString())), "");
    }

    void request_withoutThePermission_isRefused()
    {
        PageContext context = install(QStringLiteral("scheme.html"));
        context.extension.permissions.setFlag(extensions::Permission::Network, false);
        open(context);
        const auto told = ask(QStringLiteral("fetch('$/echo').catch((e) => e.message)"));
        QVERIFY(QString::fromStdString(told.get<std::string>())
                    .contains(QStringLiteral("lacks the permission \"network\"")));
    }

    void ownFiles_andData_areReadAsBefore()
    {
        COMPARE_JSON(ask(QStringLiteral("fetch('data.json').then((r) => r.json())")),
                     (nlohmann::json{{"answer", 42}}));
        COMPARE_JSON(ask(QStringLiteral("fetch('missing.json').then((r) => r.status)")), 404);
        COMPARE_JSON(ask(QStringLiteral("fetch('data:text/plain,hello').then((r) => r.text())")),
                     "hello");
        COMPARE_JSON(
            ask(QStringLiteral("fetch(URL.createObjectURL(new Blob(['blob']))).then((r) => "
                               "r.text())")),
            "blob");
        COMPARE_JSON(ask(QStringLiteral("fetch('ftp://localhost/x').catch((e) => "
                                        "e.constructor.name)")),
                     "TypeError");
    }

    void eventSource_ofAnotherOrigin_isReadAndComesBack()
    {
        m_server.on("/events", [](const WebCall &call) {
            call.answer(200,
                        "retry: 50\nid: 7\ndata: after "
                            + call.headers.value("last-event-id", "none")
                            + "\n\nevent: named\ndata: two\n\n",
                        "text/event-stream");
        });
        COMPARE_JSON(
            ask(QStringLiteral(
                "new Promise((resolve) => { const seen = []; const s = new "
                "EventSource('$/events'); s.onopen = () => seen.push(s.readyState); s.onerror "
                "= () => seen.push('error'); s.onmessage = (e) => { seen.push(e.data, "
                "e.lastEventId, e.origin === '$'); if (e.data === 'after 7') { s.close(); "
                "resolve([...seen, s.readyState]); } }; s.addEventListener('named', (e) => "
                "seen.push(e.data)); })")),
            (nlohmann::json{
                1, "after none", "7", true, "two", "error", 1, "after 7", "7", true, 2}));
        // What is no stream of events is not asked for again.
        COMPARE_JSON(ask(QStringLiteral("new Promise((resolve) => { const s = new "
                                        "EventSource('$/refused'); s.onerror = () => "
                                        "resolve(s.readyState); })")),
                     2);
    }

    void bodyThatIsNotRead_holdsTheServerUp()
    {
        constexpr qint64 much = 24LL * 1024 * 1024;
        const auto written = std::make_shared<qint64>(0);
        m_server.on("/flood", [written](const WebCall &call) { call.flood(much, written); });
        ask(QStringLiteral("fetch('$/flood').then((r) => { window.held = r; return r.status; })"));
        QTest::qWait(1500);
        QVERIFY2(*written < much / 2, qPrintable(QString::number(*written)));
        COMPARE_JSON(ask(QStringLiteral("held.arrayBuffer().then((b) => b.byteLength)")), much);
    }
};

PIERHEAD_WIDGETS_TEST(PageNetTest)

} // namespace pierhead::bridge

#include "tst_pagenet.moc"
