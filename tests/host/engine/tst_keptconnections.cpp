#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/httpclient.h>
#include <host/engine/httpstream.h>

#include <QTest>

namespace pierhead::engine {

using test::await;
using test::FakeReply;

/// Connections to an engine on this machine that serve more than one request.
class KeptConnectionsTest final : public test::GuardedTest
{
    Q_OBJECT

    std::unique_ptr<test::FakeEngine> m_engine;

    [[nodiscard]] HttpClient client() const { return HttpClient(m_engine->address()); }

    static Result<HttpResponse> ask(const HttpClient &client, const QByteArray &method = "GET")
    {
        return await(client.send({.method = method, .target = "/x"}));
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_engine = std::make_unique<test::FakeEngine>();
        m_engine->on("GET /x", FakeReply::bytes(200, "got", "a/b").thenNext());
        m_engine->on("POST /x", FakeReply::bytes(201, "posted", "a/b").thenNext());
    }

    void cleanup()
    {
        m_engine.reset();
        GuardedTest::cleanup();
    }

    void requests_oneAfterTheOther_takeOneConnection()
    {
        const HttpClient one = client();
        const HttpClient copy = one; // NOLINT(performance-unnecessary-copy-initialization)
        for (const auto &[method, body] :
             {std::pair{"GET", "got"}, {"POST", "posted"}, {"GET", "got"}}) {
            const auto response = ask(copy, method);
            VERIFY_RESULT(response);
            QCOMPARE(response->body, QByteArray(body));
            VERIFY_RESULT(ask(one, method));
        }
        QCOMPARE(m_engine->requests().size(), 6);
        QCOMPARE(m_engine->acceptedConnections(), 1);
    }

    void requests_bodyInPieces_areWhole()
    {
        m_engine->onRequest("POST /x", [](const test::FakeRequest &request) {
            return FakeReply::bytes(200, request.body, "a/b").splitBy(100'000).thenNext();
        });
        const HttpClient one = client();
        for (const char letter : {'a', 'b'}) {
            // More than a socket takes at once.
            const QByteArray body(3'000'000, letter);
            const auto response = await(one.send({.method = "POST", .target = "/x", .body = body}));
            VERIFY_RESULT(response);
            QCOMPARE(response->body, body);
        }
        QCOMPARE(m_engine->acceptedConnections(), 1);
    }

    void answer_ofARefusal_keepsTheConnection()
    {
        m_engine->on("GET /gone", FakeReply::refusal(404, QStringLiteral("no such")).thenNext());
        const HttpClient one = client();
        COMPARE_ERROR(await(one.send({.target = "/gone"})), ErrorCode::NotFound);
        VERIFY_RESULT(ask(one));
        QCOMPARE(m_engine->acceptedConnections(), 1);
    }

    void answer_thatCloses_isTheLastOfItsConnection()
    {
        m_engine->on("GET /x", FakeReply::bytes(200, "got", "a/b"));
        const HttpClient one = client();
        VERIFY_RESULT(ask(one));
        VERIFY_RESULT(ask(one));
        QCOMPARE(m_engine->acceptedConnections(), 2);
    }

    void connection_brokenWhileIdle_isNotUsed_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("GET") << QByteArray("GET");
        QTest::newRow("POST") << QByteArray("POST");
    }

    void connection_brokenWhileIdle_isNotUsed()
    {
        QFETCH(const QByteArray, method);
        const HttpClient one = client();
        VERIFY_RESULT(ask(one));
        m_engine->breakConnections();
        VERIFY_RESULT(ask(one, method));
        QCOMPARE(m_engine->acceptedConnections(), 2);
    }

    void connection_engineStartedAgain_isAnother()
    {
        const HttpClient one = client();
        VERIFY_RESULT(ask(one));
        m_engine->stop();
        COMPARE_ERROR(ask(one), ErrorCode::EngineUnreachable);
        m_engine->start();
        VERIFY_RESULT(ask(one, "POST"));
    }

    /// The engine closes it with the request before its eyes.
    void connection_closedUnderTheRequest_isTriedAgainWhereThatDoesNoHarm()
    {
        m_engine->once("GET /x", FakeReply::bytes(200, "got", "a/b").thenNext());
        m_engine->once("GET /x", FakeReply::raw({}));
        m_engine->once("POST /x", FakeReply::raw({}));
        const HttpClient one = client();
        VERIFY_RESULT(ask(one));
        VERIFY_RESULT(ask(one));
        QCOMPARE(m_engine->requestsTo("GET /x").size(), 3);

        COMPARE_ERROR(ask(one, "POST"), ErrorCode::EngineUnreachable);
        QCOMPARE(m_engine->requestsTo("POST /x").size(), 1);
    }

    /// An exec is created, started, and asked how it ended.
    void upgrade_betweenRequests_leavesThemTheirConnection()
    {
        m_engine->on("POST /start", FakeReply::upgraded("hello"));
        const HttpClient one = client();
        VERIFY_RESULT(ask(one, "POST"));
        QCOMPARE(m_engine->acceptedConnections(), 1);
        const auto stream = await(one.upgrade({.method = "POST", .target = "/start"}));
        VERIFY_RESULT(stream);
        VERIFY_RESULT(ask(one));
        QCOMPARE(m_engine->acceptedConnections(), 2);
    }

    void clients_twoOfThem_shareNothing()
    {
        const HttpClient one = client();
        const HttpClient other = client();
        VERIFY_RESULT(ask(one));
        VERIFY_RESULT(ask(other));
        QCOMPARE(m_engine->acceptedConnections(), 2);
    }

    void client_lastCopyGone_closes()
    {
        {
            const HttpClient one = client();
            VERIFY_RESULT(ask(one));
            QCOMPARE(m_engine->openConnections(), 1);
        }
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void requests_manyAtOnce_leaveFourConnections()
    {
        const HttpClient one = client();
        std::vector<Task<Result<HttpResponse>>> tasks;
        for (int i = 0; i < 20; ++i) {
            tasks.push_back(one.send({.target = "/x"}));
        }
        for (auto &task : tasks) {
            VERIFY_RESULT(await(std::move(task)));
        }
        QTRY_COMPARE(m_engine->openConnections(), 4);
        QCOMPARE(m_engine->acceptedConnections(), 20);
    }
};

PIERHEAD_TEST(KeptConnectionsTest)

} // namespace pierhead::engine

#include "tst_keptconnections.moc"
