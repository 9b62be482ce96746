#include "onepagetest.h"
#include "widgetstest.h"

#include <bridge/core/chunksink.h>
#include <bridge/core/streaminput.h>
#include <host/base/answer.h>

#include <QCoroFuture>
#include <QSignalSpy>
#include <QTest>

namespace pierhead::bridge {

/// `ddClient.pierhead`: what the page's end makes of streams both ways. The other end is the test.
class PagePierheadTest final : public test::OnePageTest
{
    Q_OBJECT

private:
    /// What a stream was opened with, and gives.
    struct Script
    {
        nlohmann::json params;
        std::vector<nlohmann::json> chunks;
        std::vector<nlohmann::json> input;
        std::size_t endsAfter = 0; ///< pieces of input
        int used = 0;              ///< chunks that the page has done with
        nlohmann::json end = nlohmann::json::object();
    };

    Script m_script;

    static Task<Result<nlohmann::json>>
    play(Script *script, StreamContext context, nlohmann::json params)
    {
        script->params = std::move(params);
        script->input.clear();
        for (const nlohmann::json &chunk : script->chunks) {
            context.sink->send(chunk, 1, [script] { ++script->used; });
        }
        const auto done = std::make_shared<Answer<void>>();
        const auto look = [script, done] {
            if (script->input.size() >= script->endsAfter) {
                done->give({});
            }
        };
        context.input->setReceiver(
            [script, look](const nlohmann::json &data, const StreamInput::Taken &taken) {
                script->input.push_back(data);
                taken();
                look();
            });
        look();
        const std::stop_callback stopping(context.stop, [done] { done->give(cancelled({})); });
        const QFuture<Result<void>> future = done->future();
        Result<void> outcome = co_await future;
        if (!outcome) {
            co_return tl::unexpected<Error>(outcome.error());
        }
        co_return script->end;
    }

    void addStream(const char *name)
    {
        m_methods.addStream<nlohmann::json, nlohmann::json>(
            QString::fromLatin1(name), [this](StreamContext context, nlohmann::json params) {
                return play(&m_script, std::move(context), std::move(params));
            });
    }

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        addStream("extension.vm.cli.exec");
        addStream("extension.vm.service.request");
        addStream("extension.vm.service.webSocket");
    }

    void init()
    {
        OnePageTest::init();
        m_script = {};
    }

    void exec_withInputAndTerminal_talksBothWays()
    {
        m_script.chunks = {{{"stdout", "hello"}}};
        m_script.endsAfter = 4;
        m_script.end = {{"code", 3}};
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "new Promise((resolve) => { const seen = []; const p = "
                "ddClient.pierhead.vm.cli.exec('sh', ['-i'], { env: { A: 'b' }, pty: { columns: "
                "100, "
                "rows: 30 }, stream: { onOutput: (d) => seen.push(d.stdout), onClose: (c) => "
                "resolve([...seen, c]) } }); p.write('l\u00e9\\n'); p.write(new "
                "Uint8Array([255])); "
                "p.resize({ columns: 90, rows: 20 }); p.closeInput(); })")),
            (nlohmann::json{"hello", 3}));
        const nlohmann::json terminal{{"columns", 100}, {"rows", 30}};
        COMPARE_JSON(m_script.params.at("terminal"), terminal);
        COMPARE_JSON(m_script.params.at("hasInput"), true);
        const std::vector<nlohmann::json> input{{{"stdin", "bMOpCg=="}},
                                                {{"stdin", "/w=="}},
                                                {{"resize", {{"columns", 90}, {"rows", 20}}}},
                                                {{"eof", true}}};
        COMPARE_JSON(m_script.input, input);
    }

    void exec_callbacksThatThrow_loseNothing_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("onClose") << QByteArray(R"({"code": 3})") << QByteArray(R"(["a", "b", 3])");
        QTest::newRow("onError") << QByteArray(R"({"code": null, "signal": "SIGKILL"})")
                                 << QByteArray(
                                        R"(["a", "b", "The command was ended by SIGKILL."])");
    }

    void exec_callbacksThatThrow_loseNothing()
    {
        QFETCH(const QByteArray, end);
        QFETCH(const QByteArray, told);
        m_script.chunks = {{{"stdout", "a"}}, {{"stdout", "b"}}};
        m_script.endsAfter = 1;
        m_script.end = nlohmann::json::parse(end.toStdString());
        COMPARE_JSON(m_open->value(QStringLiteral(R"(new Promise((resolve) => {
            const seen = [];
            const tell = (what) => {
                if (seen.push(what) === 3) { setTimeout(() => resolve(seen), 50); }
                throw new Error("thrown by the page");
            };
            ddClient.pierhead.vm.cli.exec("cat", [], { stream: {
                onOutput: ({ stdout }) => tell(stdout),
                onClose: (code) => tell(code),
                onError: (error) => tell(error.message),
            } }).write("x");
        }))")),
                     nlohmann::json::parse(told.toStdString()));
        // It came there all the same.
        COMPARE_JSON(m_script.input.at(0), (nlohmann::json{{"stdin", "eA=="}}));
    }

    void exec_closed_isTakenBack()
    {
        m_script.endsAfter = 100;
        QSignalSpy ended(&m_open->page().router(), &BridgeRouter::callEnded);
        m_open->value(QStringLiteral("void (window.p = ddClient.pierhead.vm.cli.exec('cat', []))"));
        QTRY_COMPARE(m_open->page().router().runningCalls(), 1);
        m_open->value(QStringLiteral("p.close()"));
        QTRY_COMPARE(m_open->page().router().runningCalls(), 0);
        // Writing to what is over does no harm.
        COMPARE_JSON(m_open->value(QStringLiteral("p.write('x').then(() => 'written')")),
                     "written");
    }

    void stream_headAndPieces_come()
    {
        m_script.chunks = {
            {{"head",
              {{"status", 206}, {"reason", "Partial"}, {"headers", {{"X-A", "b"}, {"x-a", "c"}}}}}},
            {{"body", "AP8="}},
            {{"body", "YWI="}}};
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "new Promise((resolve) => { const seen = []; "
                "ddClient.pierhead.vm.service.stream({ url: '/x', method: 'post', data: new "
                "Uint8Array([1, 2]) }, { onHead: (h) => seen.push(h.status, "
                "h.headers.get('x-a')), onData: (b) => seen.push([...b]), onEnd: () => "
                "resolve(seen), onError: (e) => resolve(e.message) }); })")),
            (nlohmann::json{206, "b, c", {0, 255}, {97, 98}}));
        COMPARE_JSON(m_script.params.at("bytes"), "AQI=");
        COMPARE_JSON(m_script.params.at("method"), "POST");
    }

    void stream_ofEvents_isRead()
    {
        const auto piece = [](const char *text) {
            return nlohmann::json{{"body", QByteArray(text).toBase64().toStdString()}};
        };
        m_script.chunks = {piece(": a comment\nid: 7\nda"),
                           piece("ta: one\ndata:two\r"),
                           piece("\n\r\nevent: ping\ndata\n\nevent: none\n\n"),
                           piece("data: \xc3"),
                           piece("\xa9\n\ndata: never ended")};
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "new Promise((resolve) => { const seen = []; "
                "ddClient.pierhead.vm.service.stream({ url: '/x' }, { onEvent: (e) => "
                "seen.push([e.type, e.data, e.lastEventId]), onEnd: () => resolve(seen) }); "
                "})")),
            (nlohmann::json{
                {"message", "one\ntwo", "7"}, {"ping", "", "7"}, {"message", "é", "7"}}));
    }

    void stream_callbacksThatThrow_loseNothing()
    {
        const auto body = [](const char *text) {
            return nlohmann::json{{"body", QByteArray(text).toBase64().toStdString()}};
        };
        m_script.chunks = {
            {{"head", {{"status", 200}, {"reason", "OK"}, {"headers", nlohmann::json::array()}}}},
            body("data: a\n\ndata: b\n\n"),
            body("data: c\n\n")};
        COMPARE_JSON(m_open->value(QStringLiteral(R"(new Promise((resolve) => {
            const seen = [];
            const tell = (what) => {
                seen.push(what);
                throw new Error("thrown by the page");
            };
            ddClient.pierhead.vm.service.stream({ url: "/x" }, {
                onHead: (head) => tell(head.status),
                onData: (bytes) => tell(bytes.length),
                onEvent: (event) => tell(event.data),
                onEnd: () => { setTimeout(() => resolve(seen), 50); tell("end"); },
                onError: (error) => tell(error.message),
            });
        }))")),
                     (nlohmann::json{200, "a", "b", 18, "c", 9, "end"}));
    }

    /// The next ones would not come otherwise.
    void stream_onDataThatRejects_hasDoneWithItsPiece()
    {
        m_script.chunks = {{{"body", "YQ=="}}};
        m_script.endsAfter = 1; // which never comes
        m_open->value(QStringLiteral("void (window.s = ddClient.pierhead.vm.service.stream({ url: "
                                     "'/x' }, { onData: async () => { throw new Error('thrown by "
                                     "the page'); } }))"));
        QTRY_COMPARE(m_script.used, 1);
        QCOMPARE(m_open->page().router().runningCalls(), 1);
        m_open->value(QStringLiteral("s.close()"));
        QTRY_COMPARE(m_open->page().router().runningCalls(), 0);
    }

    void stream_thatFails_isTold()
    {
        PageContext context = install(QStringLiteral("scheme.html"));
        context.extension.permissions.setFlag(extensions::Permission::Vm, false);
        open(context);
        const auto told = m_open->value(
            QStringLiteral("new Promise((resolve) => ddClient.pierhead.vm.service.stream({ url: "
                           "'/x' }, { onError: "
                           "(e) => resolve([e instanceof Error, e.problem]) }))"));
        COMPARE_JSON(told, (nlohmann::json{true, "permission-denied"}));
    }

    void webSocket_behavesAsTheBrowsers()
    {
        m_script.chunks = {{{"open", {{"protocol", "b"}}}}, {{"text", "hi"}}, {{"bytes", "AP8="}}};
        m_script.endsAfter = 4;
        m_script.end = {{"status", 1000}, {"reason", "bye"}};
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "new Promise((resolve) => { const seen = []; const s = "
                "ddClient.pierhead.vm.service.webSocket('/ws', ['a', 'b']); s.binaryType = "
                "'arraybuffer'; seen.push(s.readyState); try { s.send('x'); } catch (e) { "
                "seen.push(e.name); } s.onopen = () => { seen.push(s.protocol, s.readyState); "
                "s.send('text'); s.send(new Uint8Array([1])); s.send(new Blob(['b'])); "
                "seen.push(s.bufferedAmount); s.close(3001, 'done'); seen.push(s.readyState); }; "
                "s.addEventListener('message', (e) => seen.push(typeof e.data === 'string' ? "
                "e.data : "
                "e.data.byteLength)); s.onclose = (e) => resolve([...seen, e.code, e.reason, "
                "e.wasClean, s.readyState, s.bufferedAmount]); })")),
            (nlohmann::json{
                0, "InvalidStateError", "b", 1, 6, 2, "hi", 2, 1000, "bye", true, 3, 0}));
        const std::vector<nlohmann::json> input{{{"text", "text"}},
                                                {{"bytes", "AQ=="}},
                                                {{"bytes", "Yg=="}},
                                                {{"status", 3001}, {"reason", "done"}}};
        COMPARE_JSON(m_script.input, input);
        COMPARE_JSON(m_script.params, (nlohmann::json{{"url", "/ws"}, {"protocols", {"a", "b"}}}));
    }

    /// Input of commands is cut; a message of a WebSocket is one.
    void webSocket_messageLargerThanOneOfTheBridge_endsIt()
    {
        m_script.chunks = {{{"open", {{"protocol", ""}}}}};
        m_script.endsAfter = 100;
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "new Promise((resolve) => { const s = "
                "ddClient.pierhead.vm.service.webSocket('/ws'); s.onopen = () => "
                "s.send('x'.repeat(17 << 20)); s.onclose = (e) => resolve([e.code, e.wasClean]); "
                "})")),
            (nlohmann::json{1006, false}));
        QTRY_COMPARE(m_open->page().router().runningCalls(), 0);
    }

    void webSocket_misuse_throws()
    {
        m_script.endsAfter = 100;
        const auto name = [this](const char *script) {
            return m_open->value(
                QStringLiteral(
                    "(() => { const s = ddClient.pierhead.vm.service.webSocket('/ws'); try { "
                    "%1 } catch (e) { return e.name; } finally { s.close(); } })()")
                    .arg(QString::fromLatin1(script)));
        };
        COMPARE_JSON(name("s.close(1001)"), "InvalidAccessError");
        COMPARE_JSON(name("s.close(1000, 'x'.repeat(124))"), "SyntaxError");
        // Closed before it was open.
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "new Promise((resolve) => { const s = "
                "ddClient.pierhead.vm.service.webSocket('/ws'); const seen = []; s.onerror = "
                "() => seen.push('error'); s.onclose = (e) => resolve([...seen, e.code, "
                "e.wasClean]); s.close(); })")),
            (nlohmann::json{"error", 1006, false}));
        QTRY_COMPARE(m_open->page().router().runningCalls(), 0);
    }
};

PIERHEAD_WIDGETS_TEST(PagePierheadTest)

} // namespace pierhead::bridge

#include "tst_pagepierhead.moc"
