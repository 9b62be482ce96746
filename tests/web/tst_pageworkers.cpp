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

    void worker_ofABlob_staysTheBrowsers()
    {
        COMPARE_JSON(m_open->value(QStringLiteral(
                         "new Promise((resolve) => { const worker = new Worker("
                         "URL.createObjectURL(new Blob(['onmessage = (e) => postMessage(e.data + "
                         "1)']))); worker.onmessage = ({ data }) => resolve(data); "
                         "worker.postMessage(1); })")),
                     nlohmann::json(2));
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
