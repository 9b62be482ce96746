#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/httpclient.h>
#include <host/engine/httpstream.h>

#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace pierhead::engine {

using test::await;
using test::FakeReply;

namespace {

/// The argument by which this program asks a silent engine and ends before the answer.
const QString pendingArgument = QStringLiteral("--end-with-request-pending");

} // namespace

class HttpClientTest final : public test::GuardedTest
{
    Q_OBJECT

public:
    static std::optional<int> runAsHelper(const QStringList &arguments);

private:
    std::unique_ptr<test::FakeEngine> m_engine;

    [[nodiscard]] HttpClient client() const { return HttpClient(m_engine->address()); }

    [[nodiscard]] Result<HttpResponse> get(const FakeReply &reply) const
    {
        m_engine->on("GET /x", reply);
        return await(client().send({.target = "/x"}));
    }

    [[nodiscard]] QString fileWith(const QByteArray &content) const
    {
        QFile file(home() + QStringLiteral("/upload"));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            qFatal("cannot write a test file");
        }
        return file.fileName();
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_engine = std::make_unique<test::FakeEngine>();
    }

    void cleanup()
    {
        m_engine.reset();
        GuardedTest::cleanup();
    }

    void send_wholeAnswers_areRead_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("body");
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n";
        QTest::newRow("length") << head + "Content-Length: 5\r\n\r\nhello" << QByteArray("hello");
        QTest::newRow("longer than its length")
            << head + "Content-Length: 5\r\n\r\nhello and more" << QByteArray("hello");
        QTest::newRow("no length") << head + "\r\nhello" << QByteArray("hello");
        QTest::newRow("chunks") << head
                + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nT: 1\r\n\r\n"
                                << QByteArray("hello");
        QTest::newRow("empty") << head + "Content-Length: 0\r\n\r\n" << QByteArray();
        QTest::newRow("no content")
            << QByteArray("HTTP/1.1 204 No\r\nContent-Type: a/b\r\n\r\n") << QByteArray();
    }

    void send_wholeAnswers_areRead()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QByteArray, body);
        for (const qsizetype size : {0, 1, 7}) {
            const auto response = get(FakeReply::raw(wire).splitBy(size));
            VERIFY_RESULT(response);
            QCOMPARE(response->body, body);
            QCOMPARE(response->contentType, QByteArray("a/b"));
        }
    }

    void send_answerCutAnywhere_isUnreachable_data()
    {
        QTest::addColumn<FakeReply>("reply");
        QTest::newRow("length") << FakeReply::bytes(200, "hello", "a/b");
        QTest::newRow("chunks") << FakeReply::chunked(200, {"he", "llo"});
    }

    void send_answerCutAnywhere_isUnreachable()
    {
        QFETCH(FakeReply, reply);
        for (qsizetype count = 0; count < reply.wire.size(); ++count) {
            COMPARE_ERROR(get(reply.cutAt(count)), ErrorCode::EngineUnreachable);
        }
    }

    void send_notHttp_isProtocol()
    {
        COMPARE_ERROR(get(FakeReply::raw("SSH-2.0-OpenSSH_9.2\r\n\r\n")), ErrorCode::Protocol);
    }

    void send_refusals_haveTheEnginesWords_data()
    {
        QTest::addColumn<FakeReply>("reply");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("message");
        QTest::newRow("docker") << FakeReply::refusal(500, QStringLiteral("no way"))
                                << ErrorCode::EngineRefused << QStringLiteral("no way");
        QTest::newRow("podman") << FakeReply::json(404, {{"cause", "gone"}, {"message", ""}})
                                << ErrorCode::NotFound << QStringLiteral("gone");
        QTest::newRow("text") << FakeReply::bytes(409, "in use\n", "text/plain")
                              << ErrorCode::Conflict << QStringLiteral("in use");
        QTest::newRow("nothing") << FakeReply::bytes(503, {}, "text/plain")
                                 << ErrorCode::EngineRefused
                                 << QStringLiteral("The engine answered with HTTP status 503.");
    }

    void send_refusals_haveTheEnginesWords()
    {
        QFETCH(FakeReply, reply);
        QFETCH(ErrorCode, code);
        QFETCH(QString, message);
        const auto response = get(reply);
        COMPARE_ERROR(response, code);
        QCOMPARE(response.error().message, message);
    }

    void send_overMaximum_isProtocol()
    {
        m_engine->on("GET /x", FakeReply::bytes(200, QByteArray(1001, 'x'), "a/b"));
        COMPARE_ERROR(await(client().send({.target = "/x"}, {}, 1000)), ErrorCode::Protocol);
        VERIFY_RESULT(await(client().send({.target = "/x"}, {}, 1001)));
    }

    void send_requestLine_isWhatWasAsked()
    {
        m_engine->on("POST /x", FakeReply::bytes(200, {}, "a/b"));
        VERIFY_RESULT(await(client().send({.method = "POST",
                                           .target = "/x?a=b",
                                           .contentType = "c/d",
                                           .body = "body",
                                           .headers = {{"X-Own", "1"}}})));
        const test::FakeRequest request = m_engine->requests().last();
        QCOMPARE(request.target, QByteArray("/x?a=b"));
        QCOMPARE(request.body, QByteArray("body"));
        QCOMPARE(request.headers.value("x-own"), QByteArray("1"));
        QCOMPARE(request.headers.value("content-type"), QByteArray("c/d"));
    }

    void send_nothingListens_isUnreachable()
    {
        m_engine->stop();
        const auto response = await(client().send({.target = "/x"}));
        COMPARE_ERROR(response, ErrorCode::EngineUnreachable);
        QVERIFY(response.error().message.contains(m_engine->address().toString()));
    }

    void send_nothingListensOnTcp_isUnreachable()
    {
        const HttpClient tcp({EngineAddress::Transport::Tcp, {}, QStringLiteral("127.0.0.1"), 1});
        COMPARE_ERROR(await(tcp.send({.target = "/x"})), ErrorCode::EngineUnreachable);
    }

    void send_pathTooLongForASocket_isInvalid()
    {
        const HttpClient longPath({EngineAddress::Transport::UnixSocket,
                                   QLatin1Char('/') + QString(120, QLatin1Char('a')),
                                   {},
                                   0});
        COMPARE_ERROR(await(longPath.send({.target = "/x"})), ErrorCode::InvalidArgument);
    }

    void send_stoppedBefore_isCancelledAndAsksNothing()
    {
        StopSource stop;
        stop.request_stop();
        COMPARE_ERROR(await(client().send({.target = "/version"}, stop.get_token())),
                      ErrorCode::Cancelled);
        QCOMPARE(m_engine->requests().size(), 0);
    }

    void send_stoppedWhileWaiting_isCancelledAndCloses()
    {
        m_engine->on("GET /x", FakeReply::silence());
        StopSource stop;
        connect(
            m_engine.get(), &test::FakeEngine::requested, this, [&stop] { stop.request_stop(); });
        COMPARE_ERROR(await(client().send({.target = "/x"}, stop.get_token())),
                      ErrorCode::Cancelled);
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void send_stoppedWithinTheBody_isCancelled()
    {
        m_engine->on("GET /x", FakeReply::openChunked(200, {"some"}));
        StopSource stop;
        connect(m_engine.get(), &test::FakeEngine::requested, this, [&stop] {
            QMetaObject::invokeMethod(
                qApp, [&stop] { stop.request_stop(); }, Qt::QueuedConnection);
        });
        COMPARE_ERROR(await(client().send({.target = "/x"}, stop.get_token())),
                      ErrorCode::Cancelled);
    }

    void send_silentEngine_timesOut()
    {
        m_engine->on("GET /x", FakeReply::silence());
        const auto response =
            await(client().send({.target = "/x", .answerLimit = std::chrono::seconds(1)}));
        COMPARE_ERROR(response, ErrorCode::Timeout);
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void send_slowBody_isNotTimedOut()
    {
        m_engine->on("GET /x", FakeReply::openChunked(200, {"a"}));
        Result<HttpResponse> response;
        QTimer::singleShot(
            1300, m_engine.get(), [this] { m_engine->push(FakeReply::chunk("b") + "0\r\n\r\n"); });
        response = await(client().send({.target = "/x", .answerLimit = std::chrono::seconds(1)}));
        VERIFY_RESULT(response);
        QCOMPARE(response->body, QByteArray("ab"));
    }

    void send_manyAtOnce_allAnswer()
    {
        m_engine->on("GET /x", FakeReply::bytes(200, QByteArray(100000, 'x'), "a/b").splitBy(5000));
        std::vector<Task<Result<HttpResponse>>> tasks;
        for (int i = 0; i < 20; ++i) {
            tasks.push_back(client().send({.target = "/x"}));
        }
        for (auto &task : tasks) {
            const auto response = await(std::move(task));
            VERIFY_RESULT(response);
            QCOMPARE(response->body.size(), 100000);
        }
    }

    void upload_fileMissing_isIoAndAsksNothing()
    {
        const auto response = await(client().send(
            {.method = "POST", .target = "/x", .bodyFile = home() + QStringLiteral("/none")}));
        COMPARE_ERROR(response, ErrorCode::Io);
        QVERIFY(response.error().message.contains(home() + QStringLiteral("/none")));
        QCOMPARE(m_engine->requests().size(), 0);
    }

    void upload_folder_isIo()
    {
        COMPARE_ERROR(await(client().send({.method = "POST", .target = "/x", .bodyFile = home()})),
                      ErrorCode::Io);
    }

    void upload_emptyFile_isAnEmptyBody()
    {
        m_engine->on("POST /x", FakeReply::bytes(200, {}, "a/b"));
        VERIFY_RESULT(
            await(client().send({.method = "POST", .target = "/x", .bodyFile = fileWith({})})));
        QCOMPARE(m_engine->requests().last().headers.value("content-length"), QByteArray("0"));
    }

    void upload_refusedBeforeItIsRead_tellsTheRefusal()
    {
        m_engine->on("POST /x",
                     FakeReply::refusal(413, QStringLiteral("too much")).beforeUpload().keptOpen());
        const auto response = await(client().send(
            {.method = "POST", .target = "/x", .bodyFile = fileWith(QByteArray(9000000, 'x'))}));
        COMPARE_ERROR(response, ErrorCode::EngineRefused);
        QCOMPARE(response.error().message, QStringLiteral("too much"));
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void upload_answeredWhileItGoesOn_isTheAnswer()
    {
        m_engine->on(
            "POST /x",
            FakeReply::bytes(200, QByteArray(3000000, 'y'), "a/b").beforeUpload().keptOpen());
        const auto response = await(
            client().send({.method = "POST", .target = "/x", .body = QByteArray(9000000, 'x')}));
        VERIFY_RESULT(response);
        QCOMPARE(response->body.size(), 3000000);
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void download_folderMissing_isIo()
    {
        COMPARE_ERROR(await(client().download(
                          {.target = "/version"}, home() + QStringLiteral("/none/file"), 1000)),
                      ErrorCode::Io);
    }

    void download_refused_leavesNoFile()
    {
        COMPARE_ERROR(
            await(client().download({.target = "/x"}, home() + QStringLiteral("/file"), 1000)),
            ErrorCode::NotFound);
        QVERIFY(!QFile::exists(home() + QStringLiteral("/file")));
    }

    void download_breaksHalfWay_leavesNoFile()
    {
        m_engine->on("GET /x", FakeReply::bytes(200, QByteArray(5000, 'x'), "a/b").cutAt(3000));
        COMPARE_ERROR(
            await(client().download({.target = "/x"}, home() + QStringLiteral("/file"), 10000)),
            ErrorCode::EngineUnreachable);
        QVERIFY(!QFile::exists(home() + QStringLiteral("/file")));
    }

    void programEnd_withRequestPending_isClean()
    {
        m_engine->on("GET /x", FakeReply::silence());
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("httpclient"), pendingArgument, m_engine->address().toString()});
        QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 20000);
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.readAll(), QByteArray());
        QCOMPARE(m_engine->requestsTo("GET /x").size(), 1);
    }
};

std::optional<int> HttpClientTest::runAsHelper(const QStringList &arguments)
{
    if (arguments.size() < 2 || arguments.at(0) != pendingArgument) {
        return std::nullopt;
    }
    const HttpClient client(*EngineAddress::parse(arguments.at(1)));
    auto pending = client.send({.target = "/x"});
    // The engine has the request by the time it answers the next one.
    return await(client.send({.target = "/version"})) ? 0 : 1;
}

PIERHEAD_TEST(HttpClientTest)

} // namespace pierhead::engine

#include "tst_httpclient.moc"
