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
    /// What a command writes; its words as JSON.
    [[nodiscard]] QByteArray run(const QByteArray &words) const;

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

QByteArray TestSampleImage::run(const QByteArray &words) const
{
    const auto made =
        ask(postTo(m_container + "/exec", R"({"AttachStdout":true,"Cmd":)" + words + '}'));
    if (!made) {
        return made.error().message.toUtf8();
    }
    const auto output = ask(postTo("/exec/" + rawIdIn(*made) + "/start", R"({"Detach":false})"));
    // Eight bytes say which stream it is and how much.
    return output ? output->body.mid(8) : output.error().message.toUtf8();
}

void TestSampleImage::backend_helloScript_greets()
{
    QCOMPARE(run(R"(["./hello.sh","Moby"])"), QByteArray("Hello, Moby!\n"));
}

void TestSampleImage::backend_asked_stopsAtOnce()
{
    // Its shell has set its trap before it waits; until then the kernel keeps SIGTERM from it.
    QCOMPARE(run(R"(["sh","-c","until grep -qx sleep /proc/[0-9]*/comm; do :; done; echo waits"])"),
             QByteArray("waits\n"));
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
