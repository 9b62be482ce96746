#include "testprogram.h"

#include <host/base/json.h>

#include <QElapsedTimer>
#include <QTest>

#include <enginetest.h>
#include <result.h>

using pierhead::engine::HttpRequest;

namespace {

HttpRequest postTo(const QByteArray &target, const QByteArray &body = {})
{
    return {.method = "POST", .target = target, .contentType = "application/json", .body = body};
}

QByteArray rawIdIn(const pierhead::engine::HttpResponse &response)
{
    return QByteArray::fromStdString(
        nlohmann::json::parse(response.body).at("Id").get<std::string>());
}

} // namespace

/// The image that `docker build` makes of extensions/hello-backend.
class TestSampleImage : public pierhead::test::EngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void backend_helloScript_greets();
    void backend_asked_stopsAtOnce();
    void image_uiRoot_holdsThePage();

private:
    QByteArray m_container; ///< the backend, running; its path in the API
};

void TestSampleImage::init()
{
    EngineTest::init();
    const auto created =
        ask(postTo("/containers/create", R"({"Image":"desktop-backend-minimal-extension:0.0.1"})"));
    VERIFY_RESULT(created);
    m_container = "/containers/" + rawIdIn(*created);
    VERIFY_RESULT(ask(postTo(m_container + "/start")));
}

void TestSampleImage::cleanup()
{
    VERIFY_RESULT(ask({.method = "DELETE", .target = m_container + "?force=1&v=1"}));
    EngineTest::cleanup();
}

void TestSampleImage::backend_helloScript_greets()
{
    const auto made =
        ask(postTo(m_container + "/exec", R"({"Cmd":["./hello.sh","Moby"],"AttachStdout":true})"));
    VERIFY_RESULT(made);
    const auto output = ask(postTo("/exec/" + rawIdIn(*made) + "/start", R"({"Detach":false})"));
    VERIFY_RESULT(output);
    // Eight bytes say which stream it is and how much.
    QCOMPARE(output->body.mid(8), QByteArray("Hello, Moby!\n"));
}

void TestSampleImage::backend_asked_stopsAtOnce()
{
    QElapsedTimer timer;
    timer.start();
    VERIFY_RESULT(ask(postTo(m_container + "/stop?t=30")));
    QVERIFY2(timer.elapsed() < 15000, "the backend does not heed SIGTERM");
}

void TestSampleImage::image_uiRoot_holdsThePage()
{
    const auto folder = ask({.target = m_container + "/archive?path=/ui"});
    VERIFY_RESULT(folder);
    QVERIFY(folder->body.contains("ui/index.html"));
    QVERIFY(folder->body.contains("ui/assets/"));
}

PIERHEAD_TEST(TestSampleImage)

#include "tst_sampleimage.moc"
