#include "testprogram.h"

#include <host/base/json.h>

#include <QTest>

#include <enginetest.h>
#include <result.h>

using pierhead::engine::HttpRequest;

/// The suite's private engine and the base class that watches it.
class TestEngineFixture : public pierhead::test::EngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void engine_started_answers();
    void container_ofBaseImage_runsShell();
    void leftovers_containerNetworkAndVolume_areNamed();
    void leftovers_runningExec_isNamed();
    void buildImage_withScript_runsIt();
    void buildImage_failingStep_givesTheBuildersWords();

private:
    static QString create(const QByteArray &image, const QByteArray &command);
    static QByteArray logs(const QString &container);
    static void remove(const QString &container);
};

namespace {

HttpRequest post(const QByteArray &target, const QByteArray &body = {})
{
    return {.method = "POST", .target = target, .contentType = "application/json", .body = body};
}

QString idIn(const pierhead::engine::HttpResponse &response)
{
    return QString::fromStdString(nlohmann::json::parse(response.body).at("Id").get<std::string>());
}

} // namespace

/// A started container; its id.
QString TestEngineFixture::create(const QByteArray &image, const QByteArray &command)
{
    const auto created =
        ask(post("/containers/create", R"({"Image":")" + image + R"(","Cmd":)" + command + "}"));
    if (!created) {
        return created.error().message;
    }
    const QString id = idIn(*created);
    const auto started = ask(post("/containers/" + id.toLatin1() + "/start"));
    return started ? id : started.error().message;
}

QByteArray TestEngineFixture::logs(const QString &container)
{
    const QByteArray target = "/containers/" + container.toLatin1();
    const auto ended = ask(post(target + "/wait"));
    const auto output = ask({.target = target + "/logs?stdout=1&stderr=1"});
    return ended && output ? output->body : QByteArray();
}

void TestEngineFixture::remove(const QString &container)
{
    VERIFY_RESULT(ask(
        {.method = "DELETE", .target = "/containers/" + container.toLatin1() + "?force=1&v=1"}));
}

void TestEngineFixture::engine_started_answers()
{
    const auto response = ask({.target = "/_ping"});
    VERIFY_RESULT(response);
    QCOMPARE(response->body.trimmed(), QByteArray("OK"));
}

void TestEngineFixture::container_ofBaseImage_runsShell()
{
    const QString id =
        create("alpine:3.15", R"(["sh", "-c", "echo Hello | tr H J; touch /tmp/x"])");
    QVERIFY2(logs(id).contains("Jello"), qPrintable(id));
    remove(id);
}

void TestEngineFixture::leftovers_containerNetworkAndVolume_areNamed()
{
    const QString id = create("alpine:3.15", R"(["true"])");
    VERIFY_RESULT(ask(post("/networks/create", R"({"Name":"forgotten"})")));
    VERIFY_RESULT(ask(post("/volumes/create", R"({"Name":"forgotten"})")));

    QCOMPARE(leftovers(),
             (QStringList{QStringLiteral("container ") + id,
                          QStringLiteral("network forgotten"),
                          QStringLiteral("volume forgotten")}));

    remove(id);
    VERIFY_RESULT(ask({.method = "DELETE", .target = "/networks/forgotten"}));
    VERIFY_RESULT(ask({.method = "DELETE", .target = "/volumes/forgotten"}));
}

void TestEngineFixture::leftovers_runningExec_isNamed()
{
    const QString id = create("alpine:3.15", R"(["sleep", "1000"])");
    const auto made =
        ask(post("/containers/" + id.toLatin1() + "/exec", R"({"Cmd":["sleep","1000"]})"));
    VERIFY_RESULT(made);
    const QString exec = idIn(*made);
    VERIFY_RESULT(ask(post("/exec/" + exec.toLatin1() + "/start", R"({"Detach":true})")));

    QTRY_VERIFY(leftovers().contains(QStringLiteral("running exec ") + exec));

    remove(id);
}

void TestEngineFixture::buildImage_withScript_runsIt()
{
    const auto image =
        buildImage(QStringLiteral("fixture-script:1"),
                   {{QStringLiteral("Dockerfile"),
                     "FROM alpine:3.15\nCOPY greet.sh /\nRUN /greet.sh built > /built\n"},
                    {QStringLiteral("greet.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"}});
    VERIFY_RESULT(image);

    const QString id = create("fixture-script:1", R"(["sh", "-c", "cat /built; /greet.sh run"])");
    const QByteArray output = logs(id);
    QVERIFY2(output.contains("Hello, built!"), output.constData());
    QVERIFY2(output.contains("Hello, run!"), output.constData());
    remove(id);
}

void TestEngineFixture::buildImage_failingStep_givesTheBuildersWords()
{
    const auto image =
        buildImage(QStringLiteral("fixture-broken:1"),
                   {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nRUN exit 7\n"}});
    COMPARE_ERROR(image, pierhead::ErrorCode::EngineRefused);
    QVERIFY2(image.error().message.contains(QLatin1Char('7')), qPrintable(image.error().message));
}

PIERHEAD_TEST(TestEngineFixture)

#include "tst_enginefixture.moc"
