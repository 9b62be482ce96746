#include "onepagetest.h"
#include "webserver.h"
#include "widgetstest.h"

#include <QTest>

namespace pierhead::bridge {

using test::WebCall;

/// Workers of a page, which have the page's requests.
class PageWorkersTest final : public test::OnePageTest
{
    Q_OBJECT

private:
    test::WebServer m_server;
    QList<QPointer<QTcpSocket>> m_held;

    /// What a worker posts whose script does this, with $ as the server's address. A script of the
    /// kind "module" is one.
    nlohmann::json postOf(const QString &script, const QString &kind = {})
    {
        addFile(QStringLiteral("task.js"),
                QString(script).replace(QLatin1Char('$'), m_server.url(QString())).toUtf8());
        return m_open->value(
            QStringLiteral("new Promise((resolve, reject) => { const worker = new "
                           "Worker('task.js?x=1#y', { type: '%1' }); worker.onmessage = ({ data }) "
                           "=> { worker.terminate(); resolve(data); }; worker.onerror = (event) => "
                           "reject(new Error(event.message)); worker.postMessage('go'); })")
                .arg(kind.isEmpty() ? QStringLiteral("classic") : kind));
    }

    /// The same of a blob. Its URL is revoked at once where the browser's own workers bear that.
    nlohmann::json postOfBlob(const QString &script, const QString &kind)
    {
        addFile(QStringLiteral("task.txt"),
                QString(script).replace(QLatin1Char('$'), m_server.url(QString())).toUtf8());
        return m_open->value(
            QStringLiteral(
                "fetch('task.txt').then((r) => r.text()).then((text) => new Promise((resolve, "
                "reject) => { const url = URL.createObjectURL(new Blob([text], { type: "
                "'text/javascript' })); const worker = new Worker(url, { type: '%1' }); "
                "if ('%1' === 'classic') URL.revokeObjectURL(url); worker.onmessage = ({ data }) "
                "=> { worker.terminate(); "
                "resolve(data); }; worker.onerror = (event) => reject(new Error(event.message)); "
                "worker.postMessage('go'); }))")
                .arg(kind));
    }

    /// What the shared worker `script` posts to a page that says "go" to it.
    nlohmann::json postOfShared(const QString &script, const QString &kind)
    {
        addFile(QStringLiteral("shared.js"),
                QString(script).replace(QLatin1Char('$'), m_server.url(QString())).toUtf8());
        return m_open->value(
            QStringLiteral("new Promise((resolve, reject) => { const worker = new "
                           "SharedWorker('shared.js?x=1', { type: '%1', name: 'shop' }); "
                           "worker.port.onmessage = ({ data }) => resolve(data); worker.onerror = "
                           "(event) => reject(new Error(event.message ?? 'failed')); "
                           "worker.port.postMessage('go'); })")
                .arg(kind));
    }

    static void addKinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("classic") << QStringLiteral("classic");
        QTest::newRow("module") << QStringLiteral("module");
    }

    [[nodiscard]] bool isHeld() const
    {
        return !m_held.isEmpty() && m_held.constLast()
            && m_held.constLast()->state() == QAbstractSocket::ConnectedState;
    }

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        m_server.on("/echo", [](const WebCall &call) {
            call.answer(200, call.method + ' ' + call.headers.value("x-own") + ' ' + call.body);
        });
        m_server.on("/big", [](const WebCall &call) {
            call.answer(200, QByteArray(5'000'000, 'x'), "application/octet-stream");
        });
        m_server.on("/events", [](const WebCall &call) {
            call.answer(200, "data: one\n\n", "text/event-stream");
        });
        m_server.on("/held", [this](const WebCall &call) {
            call.socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfirst ");
            m_held.append(call.socket);
        });
    }

    void cleanup()
    {
        m_open.reset(); // before the server's ends
        for (const QPointer<QTcpSocket> &socket : std::as_const(m_held)) {
            if (socket) {
                socket->disconnectFromHost();
            }
        }
        m_held.clear();
        OnePageTest::cleanup();
    }

    void fetch_toAnotherOrigin_worksAtOnce_data() { addKinds(); }

    /// At the top of the script, before any message has come.
    void fetch_toAnotherOrigin_worksAtOnce()
    {
        QFETCH(const QString, kind);
        COMPARE_JSON(
            postOf(QStringLiteral("fetch('$/echo', { method: 'POST', body: 'given', headers: { "
                                  "'X-Own': 'h' } }).then(async (r) => postMessage([r.status, "
                                  "r.url.endsWith('/echo'), await r.text()]))"),
                   kind),
            (nlohmann::json{200, true, "POST h given"}));
    }

    void fetch_ofOwnFiles_works_data() { addKinds(); }

    void fetch_ofOwnFiles_works()
    {
        QFETCH(const QString, kind);
        addFile(QStringLiteral("own.json"), R"({"own": [1, 2]})");
        COMPARE_JSON(postOf(QStringLiteral("fetch('./own.json').then(async (r) => "
                                           "postMessage([r.status, await r.json()]))"),
                            kind),
                     (nlohmann::json{200, {{"own", {1, 2}}}}));
    }

    /// (module (func (export "f") (result i32) i32.const 42))
    void instantiateStreaming_works()
    {
        addFile(QStringLiteral("f.wasm"),
                QByteArray::fromHex("0061736d010000000105016000017f03020100070501016600000a06010400"
                                    "412a0b"));
        COMPARE_JSON(postOf(QStringLiteral("WebAssembly.instantiateStreaming(fetch('f.wasm')).then("
                                           "({ instance }) => postMessage(instance.exports.f()))")),
                     nlohmann::json(42));
    }

    void xhr_toAnotherOrigin_works()
    {
        COMPARE_JSON(postOf(QStringLiteral(
                         "const xhr = new XMLHttpRequest(); xhr.open('PUT', '$/echo'); xhr.onload "
                         "= () => postMessage([xhr.status, xhr.responseText]); xhr.send('body')")),
                     (nlohmann::json{200, "PUT  body"}));
    }

    void eventSource_ofAnotherOrigin_works()
    {
        COMPARE_JSON(postOf(QStringLiteral(
                         "const source = new EventSource('$/events'); source.onmessage = ({ data "
                         "}) => { source.close(); postMessage(data); }; source.onerror = () => "
                         "postMessage('error')")),
                     nlohmann::json("one"));
    }

    void body_large_comesInPieces()
    {
        COMPARE_JSON(
            postOf(QStringLiteral(
                "fetch('$/big').then(async ({ body }) => { let size = 0; let pieces = 0; const "
                "reader = body.getReader(); for (;;) { const { done, value } = await "
                "reader.read(); if (done) break; size += value.length; ++pieces; } "
                "postMessage([size, pieces > 1]); })")),
            (nlohmann::json{5'000'000, true}));
    }

    void abort_andTerminate_endTheRequest()
    {
        COMPARE_JSON(
            postOf(QStringLiteral(
                "const stop = new AbortController(); fetch('$/held', { signal: "
                "stop.signal }).then((r) => { stop.abort(); r.body.getReader().read().catch((e) => "
                "postMessage(e.name)); })")),
            nlohmann::json("AbortError"));
        QTRY_VERIFY(!isHeld());
        COMPARE_JSON(postOf(QStringLiteral("fetch('$/held').then((r) => postMessage(r.status))")),
                     nlohmann::json(200));
        QTRY_VERIFY(!isHeld()); // the worker was terminated
    }

    void scripts_areTheAuthors_data() { addKinds(); }

    /// Messages, place, and lines in errors are those of the script.
    void scripts_areTheAuthors()
    {
        QFETCH(const QString, kind);
        COMPARE_JSON(
            postOf(QStringLiteral(
                       "onmessage = ({ data, ports }) => { let line = 0;\n try { null.x; } catch "
                       "(e) { line = Number(/task.js[^:]*:(\\d+)/.exec(e.stack)[1]); }\n "
                       "postMessage([data, ports.length, line, new URL('a.js', location).pathname, "
                       "new URLSearchParams(location.search).get('x'), typeof ddClient]); }"),
                   kind),
            (nlohmann::json{"go", 0, 2, "/a.js", "1", "undefined"}));
    }

    void worker_insideAWorker_hasThemToo()
    {
        addFile(QStringLiteral("inner.js"),
                QStringLiteral("fetch('%1').then(async (r) => postMessage(await r.text()))")
                    .arg(m_server.url(QStringLiteral("/echo")))
                    .toUtf8());
        COMPARE_JSON(postOf(QStringLiteral("const inner = new Worker('inner.js'); inner.onmessage "
                                           "= ({ data }) => postMessage(data)")),
                     nlohmann::json("GET  "));
    }

    void ofABlob_requests_areThose_data() { addKinds(); }

    void ofABlob_requests_areThose()
    {
        QFETCH(const QString, kind);
        addFile(QStringLiteral("own.json"), R"({"own": 7})");
        COMPARE_JSON(
            postOfBlob(QStringLiteral("const own = new URL('/own.json', self.origin); "
                                      "fetch('$/echo').then(async (r) => postMessage([await "
                                      "r.text(), await (await fetch(own)).json()]))"),
                       kind),
            (nlohmann::json{"GET  ", {{"own", 7}}}));
    }

    void ofABlob_script_isTheAuthors_data() { addKinds(); }

    void ofABlob_script_isTheAuthors()
    {
        QFETCH(const QString, kind);
        COMPARE_JSON(
            postOfBlob(
                QStringLiteral("onmessage = ({ data, ports }) => { let line = 0;\n try { null.x; } "
                               "catch (e) { line = Number(/blob:[^)]*:(\\d+):\\d+/.exec(e.stack)"
                               "[1]); }\n postMessage([data, ports.length, line, "
                               "location.protocol]); }"),
                kind),
            (nlohmann::json{"go", 0, 2, "blob:"}));
    }

    void ofABlob_insideAWorker_hasThemToo()
    {
        COMPARE_JSON(
            postOf(QStringLiteral(
                "const text = `fetch('$/echo').then(async (r) => postMessage(await r.text()))`; "
                "const inner = new Worker(URL.createObjectURL(new Blob([text]))); inner.onmessage "
                "= ({ data }) => postMessage(data)")),
            nlohmann::json("GET  "));
    }

    /// By what a page says of itself it may not load the script that brings the requests.
    void ofABlob_policyAgainstIt_staysTheBrowsers()
    {
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "new Promise((resolve) => { const policy = document.createElement('meta'); "
                "policy.httpEquiv = 'Content-Security-Policy'; policy.content = \"script-src blob: "
                "'unsafe-inline' 'unsafe-eval'\"; document.head.append(policy); const worker = new "
                "Worker(URL.createObjectURL(new Blob(['onmessage = (e) => postMessage(e.data + "
                "1)']))); worker.onmessage = ({ data }) => resolve(data); worker.postMessage(1); "
                "})")),
            nlohmann::json(2));
    }

    void shared_requests_areThose_data() { addKinds(); }

    void shared_requests_areThose()
    {
        QFETCH(const QString, kind);
        addFile(QStringLiteral("own.json"), R"({"own": 7})");
        COMPARE_JSON(
            postOfShared(
                QStringLiteral(
                    "const echo = fetch('$/echo').then((r) => r.text()); const own = "
                    "fetch('own.json').then((r) => r.json()); onconnect = async ({ ports }) => "
                    "ports[0].postMessage([await echo, await own])"),
                kind),
            (nlohmann::json{"GET  ", {{"own", 7}}}));
    }

    void shared_script_isTheAuthors_data() { addKinds(); }

    /// Its events are the browser's, and nothing that a page sends before it listens is lost.
    void shared_script_isTheAuthors()
    {
        QFETCH(const QString, kind);
        COMPARE_JSON(
            postOfShared(
                QStringLiteral(
                    "addEventListener('connect', ({ type, data, ports, source }) => { const told = "
                    "[type, data, ports.length, source === ports[0], name, new "
                    "URLSearchParams(location.search).get('x')]; setTimeout(() => { "
                    "ports[0].addEventListener('message', (e) => ports[0].postMessage([...told, "
                    "e.data])); ports[0].start(); }, 200); })"),
                kind),
            (nlohmann::json{"connect", "", 1, true, "shop", "1", "go"}));
    }

    void shared_isOneForAll()
    {
        addFile(QStringLiteral("shared.js"),
                "let count = 0; onconnect = ({ ports }) => ports[0].postMessage(++count)");
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "(async () => { const blob = URL.createObjectURL(new Blob(['let n = 10; onconnect "
                "= ({ ports }) => ports[0].postMessage(++n)'])); const counts = []; for (const url "
                "of ['shared.js', 'shared.js', blob, blob]) { const { port } = new "
                "SharedWorker(url); counts.push(await new Promise((resolve) => { port.onmessage = "
                "({ data }) => resolve(data); })); } return counts; })()")),
            (nlohmann::json{1, 2, 11, 12}));
    }

    void shared_ofABlob_hasThemToo()
    {
        COMPARE_JSON(
            m_open->value(
                QStringLiteral("new Promise((resolve) => { const url = URL.createObjectURL(new "
                               "Blob([`onconnect = ({ ports }) => fetch('%1').then(async (r) => "
                               "ports[0].postMessage(await r.text()))`])); const worker = new "
                               "SharedWorker(url, 'named'); URL.revokeObjectURL(url); "
                               "worker.port.onmessage = ({ data }) => resolve(data); })")
                    .arg(m_server.url(QStringLiteral("/echo")))),
            nlohmann::json("GET  "));
    }

    /// What is under way by the page that goes fails; the next page's requests work.
    void shared_pageThatGoes_endsItsRequests()
    {
        addFile(QStringLiteral("shared.js"),
                QString(QStringLiteral(
                            "onconnect = ({ ports: [port] }) => { port.onmessage = ({ data }) => "
                            "fetch('$' + data).then(async (r) => { port.postMessage(r.status); "
                            "port.postMessage(await r.text()); }).catch((e) => "
                            "port.postMessage(e.name)); }"))
                    .replace(QLatin1Char('$'), m_server.url(QString()))
                    .toUtf8());
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "(async () => { const ask = (path) => { const { port } = new "
                "SharedWorker('shared.js'); port.start(); const take = () => new Promise((resolve) "
                "=> port.addEventListener('message', ({ data }) => resolve(data), { once: true "
                "})); "
                "const first = take(); port.postMessage(path); return { first, take }; }; const "
                "held = ask('/held'); const status = await held.first; const end = held.take(); "
                "dispatchEvent(new PageTransitionEvent('pagehide')); const failed = await end; "
                "const next = ask('/echo'); await next.first; return [status, failed, await "
                "next.take()]; })()")),
            (nlohmann::json{200, "TypeError", "GET  "}));
        QTRY_VERIFY(!isHeld());
    }

    void shared_missing_isAnError()
    {
        COMPARE_JSON(m_open->value(QStringLiteral(
                         "new Promise((resolve) => { const worker = new SharedWorker('none.js'); "
                         "worker.onerror = () => resolve('error'); })")),
                     nlohmann::json("error"));
    }

    void classic_strictScript_staysStrict()
    {
        const QString posts = QStringLiteral("postMessage((function () { return !this; })())");
        COMPARE_JSON(postOf(posts), nlohmann::json(false));
        COMPARE_JSON(postOf(QStringLiteral("// licence\n/* of\n it */ \"use strict\"; ") + posts),
                     nlohmann::json(true));
        COMPARE_JSON(postOf(QStringLiteral("const words = 'use strict'; ") + posts),
                     nlohmann::json(false));
    }

    void worker_missing_isAnError()
    {
        COMPARE_JSON(m_open->value(QStringLiteral(
                         "new Promise((resolve) => { const worker = new Worker('none.js'); "
                         "worker.onerror = () => resolve('error'); })")),
                     nlohmann::json("error"));
    }
};

PIERHEAD_WIDGETS_TEST(PageWorkersTest)

} // namespace pierhead::bridge

#include "tst_pageworkers.moc"
