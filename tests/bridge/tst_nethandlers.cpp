#include "fakedesktop.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"
#include "webserver.h"

#include <bridge/core/nethandlers.h>

#include <QTest>

#include <algorithm>

namespace pierhead::bridge {

using test::WebCall;

/// `net.request`, message by message.
class NetHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    MethodTable m_methods;
    test::FakeDesktop m_desktop;
    test::WebServer m_server;
    std::unique_ptr<BridgeRouter> m_router;
    std::unique_ptr<test::FakePage> m_page;

    [[nodiscard]] nlohmann::json params(const char *path) const
    {
        return {{"url", m_server.url(QString::fromLatin1(path))},
                {"method", "POST"},
                {"headers", nlohmann::json::array()}};
    }

    void open(const nlohmann::json &params)
    {
        m_page->post({{"type", "open"},
                      {"id", 1},
                      {"method", "net.request"},
                      {"window", 1000},
                      {"params", params}});
    }

    void input(const nlohmann::json &data)
    {
        m_page->post({{"type", "input"}, {"id", 1}, {"data", data}});
    }

    /// How many messages of the type have come.
    [[nodiscard]] qsizetype count(const char *type) const
    {
        return std::count_if(
            m_page->messages().begin(),
            m_page->messages().end(),
            [type](const nlohmann::json &message) { return message.at("type") == type; });
    }

private Q_SLOTS:

    void initTestCase()
    {
        addNetHandlers(m_methods);
        m_server.on("/mirror", [](const WebCall &call) { call.answer(200, call.body); });
        m_server.on("/never", [](const WebCall & /*call*/) {});
    }

    void init()
    {
        GuardedTest::init();
        m_router = std::make_unique<BridgeRouter>(
            PageContext{test::testExtension(home()),
                        engine::EngineClient(engine::EngineAddress{}),
                        &m_desktop},
            m_methods);
        m_page = std::make_unique<test::FakePage>(*m_router);
    }

    void cleanup()
    {
        m_page.reset();
        m_router.reset();
        QTRY_COMPARE(m_server.openConnections(), 0);
        GuardedTest::cleanup();
    }

    void call_isNoStream()
    {
        const CallId id = m_page->call(QStringLiteral("net.request"), params("/mirror"));
        QCOMPARE(json::fieldOr<QString>(m_page->answerTo(id), "code", {}),
                 QStringLiteral("unsupported"));
    }

    void open_argumentsThatDoNotFit_isAProblem()
    {
        open({{"url", 7}});
        QTRY_COMPARE(count("problem"), 1);
        QCOMPARE(json::fieldOr<QString>(m_page->last(), "code", {}),
                 QStringLiteral("invalid-argument"));
    }

    void body_inPieces_isAcknowledgedAndSent()
    {
        nlohmann::json asked = params("/mirror");
        asked["hasBody"] = true;
        open(asked);
        input({{"body", "Zmlyc3Q="}});
        input({{"body", "IHNlY29uZA=="}, {"isLast", true}});
        QCOMPARE(count("taken"), 2);
        QTRY_COMPARE(count("end"), 1);
        QByteArray body;
        for (const nlohmann::json &message : m_page->messages()) {
            if (message.at("type") == "chunk" && message.at("data").contains("body")) {
                body += QByteArray::fromBase64(
                    QByteArray::fromStdString(message.at("data").at("body").get<std::string>()));
            }
        }
        QCOMPARE(body, QByteArray("first second"));
        // What comes late does no harm.
        input({{"body", "bGF0ZQ=="}});
        QCOMPARE(count("taken"), 2);
    }

    void body_thatIsNone_endsTheRequest()
    {
        nlohmann::json asked = params("/mirror");
        asked["hasBody"] = true;
        open(asked);
        input({{"words", "x"}});
        QTRY_COMPARE(count("problem"), 1);
        QVERIFY(
            json::fieldOr<QString>(m_page->last(), "message", {}).contains(QStringLiteral("body")));
    }

    void cancel_endsTheRequest()
    {
        open(params("/never"));
        QTRY_COMPARE(m_server.openConnections(), 1);
        m_page->cancel(1);
        QTRY_COMPARE(count("problem"), 1);
        QCOMPARE(json::fieldOr<QString>(m_page->last(), "code", {}), QStringLiteral("cancelled"));
    }
};

PIERHEAD_TEST(NetHandlersTest)

} // namespace pierhead::bridge

#include "tst_nethandlers.moc"
