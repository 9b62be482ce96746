#include "pagetest.h"
#include "widgetstest.h"

#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;

/// `ddClient.extension.vm.service`: what the page's end makes of its arguments and of the answers.
class PageServiceTest final : public test::PageTest
{
    Q_OBJECT

private:
    nlohmann::json m_answer;
    nlohmann::json m_asked;

    void answerWith(int status, const char *reason, const char *body)
    {
        m_answer = {{"status", status}, {"reason", reason}, {"body", body}};
    }

    static Task<Result<nlohmann::json>>
    give(nlohmann::json *asked, nlohmann::json answer, nlohmann::json params)
    {
        *asked = std::move(params);
        co_return answer;
    }

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        m_methods.add<nlohmann::json, nlohmann::json>(
            QStringLiteral("extension.vm.service.request"),
            extensions::Permission::Vm,
            [this](const CallContext & /*context*/, nlohmann::json params) {
                return give(&m_asked, m_answer, std::move(params));
            });
    }

    void request_arguments_areSentAsBackendsExpect_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QByteArray>("asked");
        const auto row = [](const char *call, const char *asked) {
            QTest::newRow(call) << QString::fromLatin1(call) << QByteArray(asked);
        };
        row("get('/ready')", R"({"url":"/ready","method":"GET","headers":{},"body":""})");
        row("head('/ready')", R"({"url":"/ready","method":"HEAD","headers":{},"body":""})");
        row("delete('/x')", R"({"url":"/x","method":"DELETE","headers":{},"body":""})");
        row("post('/x')", R"({"url":"/x","method":"POST","headers":{},"body":""})");
        row("post('/x', [1, 2])", R"({"url":"/x","method":"POST","body":"[1,2]",
            "headers":{"Content-Type":"application/json"}})");
        row("put('/x', '[1]')", R"({"url":"/x","method":"PUT","body":"[1]",
            "headers":{"Content-Type":"application/json"}})");
        row("patch('/x', 'words')", R"({"url":"/x","method":"PATCH","body":"words",
            "headers":{"Content-Type":"text/plain;charset=utf-8"}})");
        row("request({ url: '/x' })", R"({"url":"/x","method":"GET","headers":{},"body":""})");
        row("request({ url: '/x', method: 'get', data: {} })",
            R"({"url":"/x","method":"GET","headers":{},"body":""})");
        row("request({ url: '/x', method: 'post', data: '1', headers: { 'content-type': 'a/b', n: "
            "1 } })",
            R"({"url":"/x","method":"POST","body":"1","headers":{"content-type":"a/b","n":"1"}})");
        // Half a character is none; as an escape in JSON of the page's it is left to the service.
        row("post('/x', 'a\\ud800')", R"({"url":"/x","method":"POST","body":"a\ufffd",
            "headers":{"Content-Type":"text/plain;charset=utf-8"}})");
        row("post('/x', ['\\ud800'])",
            "{\"url\":\"/x\",\"method\":\"POST\",\"body\":\"[\\\"\\\\ud800\\\"]\","
            "\"headers\":{\"Content-Type\":\"application/json\"}}");
    }

    void request_arguments_areSentAsBackendsExpect()
    {
        QFETCH(const QString, call);
        QFETCH(const QByteArray, asked);
        answerWith(200, "OK", "");
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        open.value(QStringLiteral("ddClient.extension.vm.service.") + call);
        COMPARE_JSON(m_asked, nlohmann::json::parse(asked.toStdString()));
        m_asked = nullptr;
        open.value(QStringLiteral("ddClient.backend.") + call);
        COMPARE_JSON(m_asked, nlohmann::json::parse(asked.toStdString()));
    }

    void request_wrongArguments_reject_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *call, const char *message) {
            QTest::newRow(call) << QString::fromLatin1(call) << QString::fromLatin1(message);
        };
        row("request()", "The request must be an object with a url, not undefined.");
        row("request('/x')", "The request must be an object with a url, not \"/x\" (string).");
        row("request({ method: 'GET' })", "url must be a string, not undefined.");
        row("get()", "url must be a string, not undefined.");
        row("post(5, {})", "url must be a string, not 5 (number).");
    }

    void request_wrongArguments_reject()
    {
        QFETCH(const QString, call);
        QFETCH(const QString, message);
        m_asked = nullptr;
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("ddClient.extension.vm.service.") + call
                                + QStringLiteral(".catch((e) => [e instanceof Error, e.message, "
                                                 "e.problem, Object.keys(e).length])")),
                     (nlohmann::json{true, message, "invalid-argument", 0}));
        COMPARE_JSON(m_asked, nullptr);
    }

    void answer_body_isResolvedAlone()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        const QString get = QStringLiteral("ddClient.extension.vm.service.get('/x')");
        answerWith(200, "OK", R"({"a": [1]})");
        COMPARE_JSON(open.value(get), (nlohmann::json{{"a", nlohmann::json::array({1})}}));
        answerWith(201, "Created", "plain words");
        COMPARE_JSON(open.value(get), "plain words");
        answerWith(204, "No Content", "");
        COMPARE_JSON(open.value(get), "");
    }

    void answer_notASuccess_rejectsWithAServiceError()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        const QString failed =
            QStringLiteral("ddClient.extension.vm.service.get('/x').catch((e) => "
                           "({ ...e, isError: e instanceof Error }))");
        answerWith(404, "Not Found", "no such thing");
        COMPARE_JSON(open.value(failed),
                     (nlohmann::json{{"name", "Not Found"},
                                     {"message", "no such thing"},
                                     {"statusCode", 404},
                                     {"isError", true}}));
        answerWith(500, "", "");
        COMPARE_JSON(open.value(failed),
                     (nlohmann::json{{"name", "Error"},
                                     {"message", "The service answered with status 500."},
                                     {"statusCode", 500},
                                     {"isError", true}}));
    }
};

PIERHEAD_WIDGETS_TEST(PageServiceTest)

} // namespace pierhead::bridge

#include "tst_pageservice.moc"
