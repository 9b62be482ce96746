#include "playedregistrytest.h"
#include "result.h"
#include "testprogram.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QTest>
#include <QTimer>

using namespace pierhead;
using namespace pierhead::registry;
using test::await;
using test::WebCall;
using test::WebServer;

namespace {

const QString path = QStringLiteral("org/name");
constexpr auto tagsPath = "/v2/org/name/tags/list";

} // namespace

/// The Distribution API as registries play it that are busy, broken, or no registries.
class RegistryClientTest final : public test::PlayedRegistryTest
{
    Q_OBJECT

private:
    int m_calls = 0;

private Q_SLOTS:

    void init()
    {
        PlayedRegistryTest::init();
        m_calls = 0;
    }

    void tags_severalPages_areAll()
    {
        server().on(tagsPath, [](const WebCall &call) {
            if (call.query == "n=1000") {
                call.answer(200,
                            R"({"tags": ["1.0.0", "1.1.0"]})",
                            "application/json",
                            {{"Link", R"(</v2/org/name/tags/list?last=1.1.0&n=2>; rel="next")"}});
            } else if (call.query == "last=1.1.0&n=2") {
                call.answer(200, R"({"tags": ["2.0.0"]})");
            } else {
                call.answer(400, "{}");
            }
        });
        const Result<QStringList> tags = await(client().tags(path));
        VERIFY_RESULT(tags);
        QCOMPARE(tags->join(QLatin1Char(' ')), QStringLiteral("1.0.0 1.1.0 2.0.0"));
    }

    void tags_pagesWithoutEnd_areGivenUp()
    {
        server().on(tagsPath, [this](const WebCall &call) {
            ++m_calls;
            call.answer(200,
                        R"({"tags": ["1.0.0"]})",
                        "application/json",
                        {{"Link", R"(</v2/org/name/tags/list?last=1.0.0>; rel="next")"}});
        });
        COMPARE_ERROR(await(client().tags(path)), ErrorCode::Protocol);
        QCOMPARE(m_calls, 100);
    }

    void tags_deleted_areNone()
    {
        server().on(tagsPath, [](const WebCall &call) {
            call.answer(200, R"({"name": "a", "tags": null})");
        });
        QCOMPARE(await(client().tags(path)).value_or(QStringList{QStringLiteral("?")}),
                 QStringList());
    }

    void tags_noJson_isAnErrorThatSaysOfWhat()
    {
        server().serve(tagsPath, "<html>Log in to the hotel's network</html>");
        const auto tags = await(client().tags(path));
        COMPARE_ERROR(tags, ErrorCode::Protocol);
        QVERIFY2(tags.error().message.startsWith(
                     QStringLiteral("Listing the tags of %1/org/name: ").arg(name())),
                 qPrintable(tags.error().message));
    }

    void tags_tooManyRequests_waitsAsLongAsItIsTold()
    {
        server().on(tagsPath, [this](const WebCall &call) {
            if (m_calls++ < 2) {
                call.answer(429, "{}", "application/json", {{"Retry-After", "1"}});
            } else {
                call.answer(200, R"({"tags": ["1.0.0"]})");
            }
        });
        QElapsedTimer timer;
        timer.start();
        VERIFY_RESULT(await(client().tags(path)));
        QCOMPARE(m_calls, 3);
        QVERIFY2(timer.elapsed() >= 1900, qPrintable(QString::number(timer.elapsed())));
    }

    void tags_tooManyRequestsAgainAndAgain_endsWithWhatToDo()
    {
        server().on(tagsPath, [this](const WebCall &call) {
            ++m_calls;
            call.answer(429,
                        R"({"errors": [{"code": "TOOMANYREQUESTS", "message": "slow down"}]})",
                        "application/json",
                        {{"Retry-After", "0"}});
        });
        const auto tags = await(client().tags(path));
        COMPARE_ERROR(tags, ErrorCode::Timeout);
        QCOMPARE(m_calls, 4);
        QVERIFY2(tags.error().message.contains(QStringLiteral("docker extension login ")),
                 qPrintable(tags.error().message));
        QCOMPARE(tags.error().detail, QStringLiteral("slow down"));
    }

    void tags_tooManyRequestsForHours_isNotWaitedFor_data()
    {
        QTest::addColumn<QByteArray>("pause");
        QTest::newRow("seconds") << QByteArray("3600");
        QTest::newRow("date") << QLocale::c()
                                     .toString(QDateTime::currentDateTimeUtc().addSecs(3600),
                                               QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                                     .toLatin1();
    }

    void tags_tooManyRequestsForHours_isNotWaitedFor()
    {
        QFETCH(const QByteArray, pause);
        server().on(tagsPath, [this, pause](const WebCall &call) {
            ++m_calls;
            call.answer(429, "{}", "application/json", {{"Retry-After", pause}});
        });
        const auto tags = await(client().tags(path));
        COMPARE_ERROR(tags, ErrorCode::Timeout);
        QCOMPARE(m_calls, 1);
    }

    void tags_stoppedWhileWaiting_isCancelled()
    {
        StopSource stop;
        server().on(tagsPath, [this, &stop](const WebCall &call) {
            call.answer(429, "{}", "application/json", {{"Retry-After", "20"}});
            QTimer::singleShot(200, this, [&stop] { stop.request_stop(); });
        });
        QElapsedTimer timer;
        timer.start();
        COMPARE_ERROR(await(client().tags(path, stop.get_token())), ErrorCode::Cancelled);
        QVERIFY(timer.elapsed() < 10'000);
    }

    void tags_registryStopsHalfWay_isAnError()
    {
        server().on(tagsPath, [](const WebCall &call) {
            call.socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"tags\": [");
            call.socket->disconnectFromHost();
        });
        COMPARE_ERROR(await(client().tags(path)), ErrorCode::Io);
    }

    void tags_tooMuch_isGivenUp()
    {
        server().serve(tagsPath, QByteArray(5'000'000, ' '));
        COMPARE_ERROR(await(client().tags(path)), ErrorCode::Protocol);
    }

    void tags_noRegistryThere_isTheErrorOfTls()
    {
        server().on("/v2/", [](const WebCall &call) { call.answer(404, "nothing"); });
        const auto tags = await(client().tags(path));
        COMPARE_ERROR(tags, ErrorCode::Io);
        QVERIFY2(tags.error().message.contains(QStringLiteral("https://localhost")),
                 qPrintable(tags.error().message));
    }

    void proxyOfTheEnvironment_refuses_isAnError()
    {
        WebServer proxy;
        QByteArray method;
        proxy.on("registry.example:443", [&method](const WebCall &call) {
            method = call.method;
            call.answer(403, "not today");
        });
        qputenv("HTTPS_PROXY", QUrl(proxy.url({})).toEncoded());
        const RegistryClient far(QStringLiteral("registry.example"), {}, home());
        const auto tags = await(far.tags(path));
        qunsetenv("HTTPS_PROXY");
        COMPARE_ERROR(tags, ErrorCode::Io);
        QCOMPARE(method, QByteArray("CONNECT"));
    }
};

PIERHEAD_TEST(RegistryClientTest)

#include "tst_registryclient.moc"
