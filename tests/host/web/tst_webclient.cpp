#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"
#include "webserver.h"

#include <host/web/webclient.h>

#include <QBuffer>
#include <QTest>

using namespace pierhead;
using namespace pierhead::web;
using pierhead::test::await;
using pierhead::test::WebCall;

/// Requests to servers of the web.
class WebClientTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static constexpr qint64 limit = 1024 * 1024;

    test::WebServer m_server;

    [[nodiscard]] WebRequest request(const char *path, const QByteArray &method = "GET") const
    {
        return {.method = method, .url = QUrl(m_server.url(QString::fromLatin1(path)))};
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_server.on("/echo", [](const WebCall &call) {
            call.answer(200,
                        call.method + '|' + call.headers.value("authorization") + '|'
                            + call.headers.value("x-a") + '|' + call.body.left(10) + '|'
                            + QByteArray::number(call.body.size()));
        });
        m_server.on("/missing", [](const WebCall &call) { call.answer(404, "not here"); });
        m_server.on("/hop", [](const WebCall &call) {
            call.answer(303, "hop", "text/plain", {{"Location", "/echo"}});
        });
        m_server.on("/never", [](const WebCall & /*call*/) {});
        m_server.on("/much",
                    [](const WebCall &call) { call.answer(200, QByteArray(limit + 1, 'x')); });
    }

    void cleanup()
    {
        QTRY_COMPARE(m_server.openConnections(), 0);
        GuardedTest::cleanup();
    }

    void send_request_arrives()
    {
        WebClient client;
        WebRequest asked = request("/echo", "PATCH");
        asked.headers = {{"X-A", "b"}};
        asked.body = "words";
        const Result<WebResponse> response = await(client.send(asked, limit));
        VERIFY_RESULT(response);
        QCOMPARE(response->head.status, 200);
        QCOMPARE(response->body, QByteArray("PATCH||b|words|5"));
        QVERIFY(!response->head.isRedirected);
    }

    void send_bodyOfADevice_arrives()
    {
        WebClient client;
        const auto device = std::make_shared<QBuffer>();
        device->setData(QByteArray(500'000, 'y'));
        QVERIFY(device->open(QIODevice::ReadOnly));
        WebRequest asked = request("/echo", "POST");
        asked.bodyDevice = device;
        const Result<WebResponse> response = await(client.send(asked, limit));
        VERIFY_RESULT(response);
        QCOMPARE(response->body, QByteArray("POST|||yyyyyyyyyy|500000"));
    }

    void send_userAndPassword_areBasicCredentials()
    {
        WebClient client;
        WebRequest asked = request("/echo");
        asked.url.setUserName(QStringLiteral("me"));
        asked.url.setPassword(QStringLiteral("p:w"));
        const Result<WebResponse> response = await(client.send(asked, limit));
        VERIFY_RESULT(response);
        QCOMPARE(response->body, QByteArray("GET|Basic bWU6cDp3|||0"));
        QVERIFY(response->head.url.userInfo().isEmpty());
    }

    void send_redirect_isFollowedOrReported()
    {
        WebClient client;
        const Result<WebResponse> followed = await(client.send(request("/hop", "POST"), limit));
        VERIFY_RESULT(followed);
        QCOMPARE(followed->body, QByteArray("GET||||0"));
        QVERIFY(followed->head.isRedirected);
        WebRequest plain = request("/hop");
        plain.followsRedirects = false;
        const Result<WebResponse> reported = await(client.send(plain, limit));
        VERIFY_RESULT(reported);
        QCOMPARE(reported->head.status, 303);
        QCOMPARE(reported->body, QByteArray("hop"));
    }

    void send_statusOf400AndAbove_isAResponse()
    {
        WebClient client;
        const Result<WebResponse> response = await(client.send(request("/missing"), limit));
        VERIFY_RESULT(response);
        QCOMPARE(response->head.status, 404);
        QCOMPARE(response->body, QByteArray("not here"));
    }

    void send_head_doesNotWaitForABody()
    {
        m_server.on("/kept-open", [](const WebCall &call) {
            call.socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        });
        WebClient client;
        const Result<WebResponse> response =
            await(client.send(request("/kept-open", "HEAD"), limit));
        VERIFY_RESULT(response);
        QCOMPARE(response->head.status, 200);
        QCOMPARE(response->body, QByteArray());
    }

    void send_silenceLongerThanItsLimit_fails()
    {
        WebClient client;
        WebRequest asked = request("/never");
        asked.silenceLimit = std::chrono::seconds(1);
        const Result<WebResponse> response = await(client.send(asked, limit));
        COMPARE_ERROR(response, ErrorCode::Io);
        QVERIFY2(response.error().message.contains(QStringLiteral("nothing came for 1 seconds")),
                 qPrintable(response.error().message));
    }

    void send_moreThanTheLimit_isGivenUp()
    {
        WebClient client;
        const Result<WebResponse> response = await(client.send(request("/much"), limit));
        COMPARE_ERROR(response, ErrorCode::Protocol);
        QVERIFY(response.error().message.contains(QStringLiteral("1048576 bytes")));
    }

    void send_stopped_endsTheRequest()
    {
        WebClient client;
        StopSource stop;
        auto running = client.send(request("/never"), limit, stop.get_token());
        QTRY_COMPARE(m_server.openConnections(), 1);
        stop.request_stop();
        const Result<WebResponse> response = await(std::move(running));
        COMPARE_ERROR(response, ErrorCode::Cancelled);
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void body_thatIsNotRead_holdsTheServerUp()
    {
        constexpr qint64 much = 64LL * 1024 * 1024;
        const auto flood = std::make_shared<qint64>(0);
        m_server.on("/flood", [flood](const WebCall &call) { call.flood(much, flood); });
        WebClient client;
        auto exchange = client.start(request("/flood"));
        VERIFY_RESULT(exchange);
        QTRY_VERIFY(*flood > 0);
        QTest::qWait(1000);
        QVERIFY2(*flood < much / 2, qPrintable(QString::number(*flood)));
        qint64 read = 0;
        bool isFinished = false;
        WebExchange *running = exchange->get();
        const auto take = [running, &read] {
            for (QByteArray bytes; !(bytes = running->read(65536)).isEmpty();) {
                read += bytes.size();
            }
        };
        connect(running, &WebExchange::readyRead, this, take);
        connect(running, &WebExchange::finished, this, [&isFinished] { isFinished = true; });
        take();
        QTRY_VERIFY_WITH_TIMEOUT(isFinished, 30000);
        QCOMPARE(read, much);
    }

    void send_nobodyListens_failsWithoutTellingTheQuery()
    {
        WebClient client;
        const Result<WebResponse> response = await(
            client.send({.url = QUrl(QStringLiteral("http://localhost:1/a?secret=b"))}, limit));
        COMPARE_ERROR(response, ErrorCode::Io);
        QVERIFY(response.error().message.startsWith(
            QStringLiteral("The request to http://localhost:1/a failed: ")));
    }

    void start_badRequest_isRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *what,
                            const char *url,
                            const QByteArray &method,
                            const QByteArray &name = {},
                            const QByteArray &value = {}) {
            QTest::newRow(what) << QString::fromLatin1(url) << method << name << value;
        };
        row("file", "file:///etc/passwd", "GET");
        row("extension", "extension://a/b", "GET");
        row("no host", "http:///a", "GET");
        row("empty", "", "GET");
        row("no method", "http://localhost/", "");
        row("two lines", "http://localhost/", "GET / HTTP/1.1\r\nX");
        row("header name", "http://localhost/", "GET", "a b", "c");
        row("header value", "http://localhost/", "GET", "a", "b\r\nc: d");
    }

    void start_badRequest_isRefused()
    {
        QFETCH(const QString, url);
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, value);
        WebClient client;
        WebRequest asked{.method = method, .url = QUrl(url)};
        if (!name.isEmpty()) {
            asked.headers.append({name, value});
        }
        const auto started = client.start(asked);
        COMPARE_ERROR(started, ErrorCode::InvalidArgument);
    }
};

PIERHEAD_TEST(WebClientTest)

#include "tst_webclient.moc"
