#include "fakedesktop.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"
#include "waiting.h"
#include "webserver.h"

#include <bridge/core/backendhandlers.h>

#include <QTest>

#include <algorithm>

namespace pierhead::bridge {

using test::WebCall;

/// `extension.vm.service` with whole URLs, which are no paths at the backend's service. The engine
/// is none: nothing here may ask it.
class ServiceHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    const QString m_request = QStringLiteral("extension.vm.service.request");
    MethodTable m_methods;
    test::FakeDesktop m_desktop;
    test::WebServer m_server;
    std::unique_ptr<BridgeRouter> m_router;
    std::unique_ptr<test::FakePage> m_page;

    void openPage(extensions::Permissions permissions)
    {
        PageContext context{
            test::testExtension(home()), engine::EngineClient(engine::EngineAddress{}), &m_desktop};
        context.extension.permissions = permissions;
        context.extension.manifest.backend->exposedSocket = QStringLiteral("own.sock");
        m_page.reset();
        m_router = std::make_unique<BridgeRouter>(context, m_methods);
        m_page = std::make_unique<test::FakePage>(*m_router);
    }

    void open(const QString &method, const nlohmann::json &params)
    {
        m_page->post({{"type", "open"},
                      {"id", 1},
                      {"method", method},
                      {"window", 100000},
                      {"params", params}});
    }

    /// Waits for the stream's last message.
    [[nodiscard]] nlohmann::json end() const
    {
        const auto hasEnded = [this] {
            const nlohmann::json last = m_page->last();
            return last.is_object() && last.at("type") != "chunk";
        };
        return test::waitFor(hasEnded) ? m_page->last() : nlohmann::json("no end");
    }

    /// The data of all chunks.
    [[nodiscard]] std::vector<nlohmann::json> chunks() const
    {
        std::vector<nlohmann::json> all;
        for (const nlohmann::json &message : m_page->messages()) {
            if (message.at("type") == "chunk") {
                all.push_back(message.at("data"));
            }
        }
        return all;
    }

private Q_SLOTS:

    void initTestCase()
    {
        addBackendHandlers(m_methods);
        m_server.on("/echo", [](const WebCall &call) {
            call.answer(201,
                        call.method + ' ' + call.query + ' ' + call.headers.value("x-own") + ' '
                            + call.body,
                        "text/plain",
                        {{"X-Server", "seen"}});
        });
        m_server.on("/never", [](const WebCall & /*call*/) {});
    }

    void init()
    {
        GuardedTest::init();
        openPage(extensions::allPermissions());
    }

    void cleanup()
    {
        m_page.reset();
        m_router.reset();
        QTRY_COMPARE(m_server.openConnections(), 0);
        GuardedTest::cleanup();
    }

    void stream_ofAWholeUrl_isThatServersAnswer()
    {
        open(m_request,
             {{"url", m_server.url(QStringLiteral("/echo?a=1"))},
              {"method", "POST"},
              {"headers", {{"X-Own", "mine"}}},
              {"body", "words"}});
        const nlohmann::json last = end();
        QVERIFY2(last.is_object() && last.at("type") == "end", last.dump().c_str());
        const std::vector<nlohmann::json> all = chunks();
        QVERIFY(all.size() >= 2);
        const nlohmann::json &head = all.front().at("head");
        QCOMPARE(head.at("status").get<int>(), 201);
        QCOMPARE(head.at("reason").get<std::string>(), "Said");
        const nlohmann::json &headers = head.at("headers");
        QVERIFY(std::any_of(headers.begin(), headers.end(), [](const nlohmann::json &header) {
            return header.at(0).get<QString>().toLower() == QLatin1String("x-server")
                && header.at(1) == "seen";
        }));
        QByteArray body;
        for (std::size_t at = 1; at < all.size(); ++at) {
            // No other chunks than those of the backend's service.
            QVERIFY2(all[at].size() == 1 && all[at].contains("body"), all[at].dump().c_str());
            body += QByteArray::fromBase64(
                QByteArray::fromStdString(all[at].at("body").get<std::string>()));
        }
        QCOMPARE(body, QByteArray("POST a=1 mine words"));
    }

    void stream_cancelled_endsTheRequest()
    {
        open(m_request, {{"url", m_server.url(QStringLiteral("/never"))}});
        QTRY_COMPARE(m_server.openConnections(), 1);
        m_page->cancel(1);
        QCOMPARE(json::fieldOr<QString>(end(), "code", {}), QStringLiteral("cancelled"));
        QTRY_COMPARE(m_server.openConnections(), 0);
    }

    void wholeUrl_withoutThePermission_isNotAsked()
    {
        openPage(extensions::Permission::Vm);
        const QString url = m_server.url(QStringLiteral("/echo"));
        const CallId call = m_page->call(m_request, {{"url", url}});
        const nlohmann::json answer = m_page->answerTo(call);
        QCOMPARE(json::fieldOr<QString>(answer, "code", {}), QStringLiteral("permission-denied"));
        openPage(extensions::Permission::Vm);
        open(m_request, {{"url", url}});
        const nlohmann::json last = end();
        QCOMPARE(json::fieldOr<QString>(last, "code", {}), QStringLiteral("permission-denied"));
        QVERIFY(json::fieldOr<QString>(last, "message", {}).contains(QStringLiteral("network")));
        QCOMPARE(m_server.openConnections(), 0);
    }

    void wholeUrl_ofAnotherScheme_isRefused()
    {
        open(m_request, {{"url", "ftp://localhost/x"}});
        QCOMPARE(json::fieldOr<QString>(end(), "code", {}), QStringLiteral("invalid-argument"));
    }

    void webSocket_ofAWholeUrl_isRefusedWithTheOtherWay_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url :
             {"ws://localhost:1/x", "wss://example.org/", "http://localhost:1/"}) {
            QTest::newRow(url) << QString::fromLatin1(url);
        }
    }

    void webSocket_ofAWholeUrl_isRefusedWithTheOtherWay()
    {
        QFETCH(const QString, url);
        open(QStringLiteral("extension.vm.service.webSocket"), {{"url", url}});
        const nlohmann::json last = end();
        QCOMPARE(json::fieldOr<QString>(last, "code", {}), QStringLiteral("invalid-argument"));
        const auto message = json::fieldOr<QString>(last, "message", {});
        QVERIFY2(message.contains(url) && message.contains(QStringLiteral("browser's WebSocket")),
                 qPrintable(message));
    }
};

PIERHEAD_TEST(ServiceHandlersTest)

} // namespace pierhead::bridge

#include "tst_servicehandlers.moc"
