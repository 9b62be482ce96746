#include "onepagetest.h"
#include "webserver.h"
#include "widgetstest.h"

#include <QTest>

namespace pierhead::bridge {

using test::WebCall;

/// XMLHttpRequest of a page to servers that know nothing of it.
class PageXhrTest final : public test::OnePageTest
{
    Q_OBJECT

private:
    test::WebServer m_server;
    QPointer<QTcpSocket> m_held;

    nlohmann::json ask(QString expression)
    {
        return m_open->value(expression.replace(QLatin1Char('$'), m_server.url(QString())));
    }

    /// Sends a request, prepared by `prepare` on `x`, and waits for loadend; the value of `result`.
    nlohmann::json
    request(const QString &open, const QString &prepare, const QString &body, const QString &result)
    {
        return ask(QStringLiteral("new Promise((resolve) => { const x = new XMLHttpRequest(); "
                                  "x.open(%1); %2; x.onloadend = () => resolve(%4); x.send(%3); })")
                       .arg(open, prepare, body, result));
    }

    /// Posts to the URL by `send`, and tells the events of the request and its upload, but for
    /// those of progress, and the states, in order.
    static QString recordingOf(const QString &url, const QString &send)
    {
        return QStringLiteral(
                   "new Promise((resolve) => { const x = new XMLHttpRequest(); const seen = []; "
                   "x.open('POST', '%1'); x.onreadystatechange = () => seen.push(x.readyState); "
                   "for (const type of ['loadstart', 'load', 'abort', 'error', 'timeout', "
                   "'loadend']) { x.addEventListener(type, () => seen.push(type)); "
                   "x.upload.addEventListener(type, () => seen.push('upload ' + type)); } "
                   "x.addEventListener('loadend', () => setTimeout(() => resolve(seen), 50)); "
                   "%2; })")
            .arg(url, send);
    }

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        m_server.on("/text", [](const WebCall &call) {
            call.answer(200, "h\xc3\xa9llo", "text/plain; charset=utf-8", {{"X-Own", "seen"}});
        });
        m_server.on("/latin", [](const WebCall &call) {
            call.answer(200, "h\xe9llo", "text/plain; charset=iso-8859-1");
        });
        m_server.on("/json", [](const WebCall &call) {
            call.answer(500, R"({"a": [1]})", "application/json");
        });
        m_server.on("/xml", [](const WebCall &call) {
            call.answer(200, "<a><b>c</b></a>", "application/xml");
        });
        m_server.on("/echo", [](const WebCall &call) {
            call.answer(200,
                        call.method + ' ' + call.headers.value("content-type") + ' '
                            + call.headers.value("authorization") + ' '
                            + QByteArray::number(call.body.size()),
                        "text/plain");
        });
        m_server.on("/held", [this](const WebCall &call) {
            call.socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfirst");
            m_held = call.socket;
        });
        m_server.on("/flood", [](const WebCall &call) {
            call.flood(8LL * 1024 * 1024, std::make_shared<qint64>(0));
        });
        m_server.on("/hop", [](const WebCall &call) {
            call.answer(307, {}, "text/plain", {{"Location", "/echo"}});
        });
    }

    void cleanup()
    {
        OnePageTest::cleanup();
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void get_otherOrigin_isRead()
    {
        COMPARE_JSON(
            request(QStringLiteral("'get', '$/text'"),
                    {},
                    {},
                    QStringLiteral("[x.readyState, x.status, x.responseText, "
                                   "x.getResponseHeader('x-own'), x.responseURL === "
                                   "'$/text', x instanceof XMLHttpRequest, "
                                   "x.getAllResponseHeaders().includes('x-own: seen\\r\\n')]")),
            (nlohmann::json{4, 200, "héllo", "seen", true, true, true}));
        COMPARE_JSON(
            request(QStringLiteral("'GET', '$/latin'"), {}, {}, QStringLiteral("x.response")),
            "héllo");
        COMPARE_JSON(request(QStringLiteral("'GET', '$/hop'"),
                             {},
                             {},
                             QStringLiteral("x.responseURL === '$/echo'")),
                     true);
    }

    void response_typesOfAll_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QByteArray>("expected");
        const auto row =
            [](const char *path, const char *type, const char *result, const char *json) {
                QTest::addRow("%s as %s", path, type)
                    << QString::fromLatin1(path) << QString::fromLatin1(type)
                    << QString::fromLatin1(result) << QByteArray(json);
            };
        row("json",
            "json",
            "[x.status, x.response, x.response === x.response]",
            R"([500, {"a": [1]}, true])");
        row("text", "json", "x.response", "null");
        row("text", "arraybuffer", "x.response.byteLength", "6");
        row("text",
            "blob",
            "[x.response.size, x.response.type]",
            R"([6, "text/plain; charset=utf-8"])");
        row("xml", "document", "x.response.querySelector('b').textContent", R"("c")");
        row("xml",
            "",
            "[x.responseXML.querySelector('b').textContent, x.responseText.length]",
            R"(["c", 15])");
    }

    void response_typesOfAll()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, type);
        QFETCH(const QString, result);
        QFETCH(const QByteArray, expected);
        COMPARE_JSON(request(QStringLiteral("'GET', '$/%1'").arg(path),
                             QStringLiteral("x.responseType = '%1'").arg(type),
                             {},
                             result),
                     nlohmann::json::parse(expected.toStdString()));
    }

    void send_bodies_arrive()
    {
        const auto sent = [this](const char *prepare, const char *body) {
            return request(QStringLiteral("'POST', '$/echo'"),
                           QString::fromLatin1(prepare),
                           QString::fromLatin1(body),
                           QStringLiteral("x.responseText"));
        };
        COMPARE_JSON(sent("", "'abc'"), "POST text/plain;charset=UTF-8  3");
        COMPARE_JSON(sent("x.setRequestHeader('Content-Type', 'application/json')", "'{}'"),
                     "POST application/json  2");
        COMPARE_JSON(sent("", "new Uint8Array(3_000_000)"), "POST   3000000");
        COMPARE_JSON(sent("", ""), "POST   0");
        COMPARE_JSON(request(QStringLiteral("'GET', '$/echo', true, 'me', 'secret'"),
                             {},
                             {},
                             QStringLiteral("x.responseText")),
                     "GET  Basic bWU6c2VjcmV0 0");
    }

    void events_comeInTheirOrder()
    {
        const nlohmann::json events = ask(QStringLiteral(
            "new Promise((resolve) => { const x = new XMLHttpRequest(); const seen = []; "
            "x.onreadystatechange = () => seen.push(x.readyState); x.open('POST', '$/echo'); "
            "for (const t of ['loadstart', 'load', 'error']) x.addEventListener(t, () => "
            "seen.push(t)); x.upload.onprogress = (e) => { if (e.loaded === e.total) "
            "seen.push('sent ' + e.total); }; x.upload.onload = () => seen.push('upload'); "
            "x.onloadend = () => resolve(seen.filter((s, i) => s !== seen[i - 1])); "
            "x.send('abc'); })"));
        COMPARE_JSON(events, (nlohmann::json{1, "loadstart", "sent 3", "upload", 2, 3, 4, "load"}));
    }

    void progress_isTold_andAnAbortEndsTheRequest()
    {
        COMPARE_JSON(
            ask(QStringLiteral("new Promise((resolve) => { window.x = new XMLHttpRequest(); "
                               "window.seen = []; x.onabort = () => seen.push('abort'); "
                               "x.onloadend = () => seen.push('loadend'); x.onprogress = () "
                               "=> resolve([x.readyState, x.responseText]); x.open('GET', "
                               "'$/held'); x.send(); })")),
            (nlohmann::json{3, "first"}));
        COMPARE_JSON(ask(QStringLiteral("(x.abort(), [seen, x.readyState, x.status, "
                                        "x.responseText])")),
                     (nlohmann::json{nlohmann::json{"abort", "loadend"}, 0, 0, ""}));
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void timeout_isTold()
    {
        COMPARE_JSON(request(QStringLiteral("'GET', '$/held'"),
                             QStringLiteral("x.timeout = 300; x.ontimeout = () => { window.late = "
                                            "true; }"),
                             {},
                             QStringLiteral("[late, x.status, x.readyState]")),
                     (nlohmann::json{true, 0, 4}));
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void failure_isAnError()
    {
        COMPARE_JSON(request(QStringLiteral("'GET', 'http://localhost:1/'"),
                             QStringLiteral("x.onerror = () => { window.failed = true; }"),
                             {},
                             QStringLiteral("[failed, x.status, x.readyState]")),
                     (nlohmann::json{true, 0, 4}));
    }

    void upload_thatIsNotWhole_endsAsTheRequestDoes_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("send");
        QTest::addColumn<QString>("type");
        const auto row = [](const char *url, const char *send, const char *type) {
            QTest::newRow(type) << QString::fromLatin1(url) << QString::fromLatin1(send)
                                << QString::fromLatin1(type);
        };
        row("$/echo", "x.send('abc'); x.abort()", "abort");
        row("http://localhost:1/", "x.send('abc')", "error");
        // More than one message of the bridge may have: it takes several, and its time.
        row("$/echo", "x.timeout = 1; x.send(new Uint8Array(16 << 20))", "timeout");
    }

    void upload_thatIsNotWhole_endsAsTheRequestDoes()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, send);
        QFETCH(const QString, type);
        const nlohmann::json events = ask(recordingOf(url, send));
        COMPARE_JSON(events,
                     (nlohmann::json{"loadstart",
                                     "upload loadstart",
                                     4,
                                     "upload " + type.toStdString(),
                                     "upload loadend",
                                     type,
                                     "loadend"}));
    }

    void upload_thatIsWhole_isNotEndedAgain()
    {
        COMPARE_JSON(ask(recordingOf(QStringLiteral("$/held"),
                                     QStringLiteral("x.onprogress = () => x.abort(); "
                                                    "x.send('abc')"))),
                     (nlohmann::json{"loadstart",
                                     "upload loadstart",
                                     "upload load",
                                     "upload loadend",
                                     2,
                                     3,
                                     4,
                                     "abort",
                                     "loadend"}));
    }

    /// What the server has sent meanwhile comes behind the end.
    void abort_whileTheAnswerComes_isTheLastThatIsTold()
    {
        COMPARE_JSON(
            ask(QStringLiteral(
                "new Promise((resolve) => { const x = new XMLHttpRequest(); const seen = []; "
                "x.open('GET', '$/flood'); x.onprogress = () => { x.abort(); "
                "x.onreadystatechange = x.onprogress = x.onload = x.onerror = (e) => "
                "seen.push(e.type); setTimeout(() => resolve([x.readyState, ...seen]), 300); }; "
                "x.send(); })")),
            nlohmann::json::array({0}));
    }

    void misuse_throwsAsInTheBrowser()
    {
        const auto name = [this](const char *script) {
            return ask(
                QStringLiteral("(() => { const x = new XMLHttpRequest(); try { %1 } catch (e) "
                               "{ return e.name; } return 'nothing'; })()")
                    .arg(QString::fromLatin1(script)));
        };
        COMPARE_JSON(name("x.send()"), "InvalidStateError");
        COMPARE_JSON(name("x.open('GET', '$/held'); x.send(); x.send()"), "InvalidStateError");
        COMPARE_JSON(name("x.open('G T', '$/text')"), "TypeError");
        COMPARE_JSON(name("x.open('GET', '$/text'); x.setRequestHeader('a b', 'c')"), "TypeError");
        COMPARE_JSON(name("x.open('GET', '$/text'); x.responseType = 'blob'; x.responseText"),
                     "InvalidStateError");
        // Requests that block the page stay with the browser, which holds them back.
        COMPARE_JSON(name("x.open('GET', '$/text', false); x.send()"), "NetworkError");
        QTRY_COMPARE(m_server.openConnections(), 1);
        m_open->page().start();
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void ownFiles_comeFromTheBrowser()
    {
        COMPARE_JSON(request(QStringLiteral("'GET', 'data.json'"),
                             {},
                             {},
                             QStringLiteral("[x.status, x.responseText]")),
                     (nlohmann::json{200, "{ \"answer\": 42 }\n"}));
    }
};

PIERHEAD_WIDGETS_TEST(PageXhrTest)

} // namespace pierhead::bridge

#include "tst_pagexhr.moc"
