#include "playedregistrytest.h"
#include "result.h"
#include "testprogram.h"

#include <host/registry/manifests.h>

#include <QTest>

using namespace pierhead;
using namespace pierhead::registry;
using test::await;
using test::WebCall;
using test::WebServer;

namespace {

const QString trustedPath = QStringLiteral("org/name");
const QString tag = QStringLiteral("1.0.0");
const QString architecture = QStringLiteral("amd64");
constexpr auto trustedTagsPath = "/v2/org/name/tags/list";
constexpr auto manifestPath = "/v2/org/name/manifests/1.0.0";

} // namespace

/// Who a registry gives what to, and whether that is what it promised.
class RegistryTrustTest final : public test::PlayedRegistryTest
{
    Q_OBJECT

private:
    /// An image whose manifest and configuration are right; returns the configuration's digest.
    QString serveImage(const WebServer::Handler &blob = {})
    {
        const QByteArray config =
            R"({"architecture": "amd64", "config": {"Labels": {"title": "Sample"}}})";
        const QString digest = digestOf(config);
        const QByteArray manifest =
            "{\"schemaVersion\": 2, \"config\": {\"digest\": \"" + digest.toUtf8() + R"("}})";
        server().on(manifestPath, [manifest](const WebCall &call) {
            call.answer(200,
                        manifest,
                        "application/vnd.oci.image.manifest.v1+json",
                        {{"Docker-Content-Digest", digestOf(manifest).toUtf8()}});
        });
        server().on(
            "/v2/org/name/blobs/" + digest.toUtf8(), blob ? blob : [config](const WebCall &call) {
                call.answer(200, config, "application/octet-stream");
            });
        return digest;
    }

    [[nodiscard]] Result<RemoteImage> image() const
    {
        return await(client().image(trustedPath, tag, architecture));
    }

private Q_SLOTS:

    void tags_bearer_getsATokenWithTheLogin()
    {
        const QString realm = server().url(QStringLiteral("/token?x=1"));
        server().on("/token", [](const WebCall &call) {
            const bool isRight = call.method == "GET"
                && call.query
                    == "x=1&service=tests&scope=repository%3Aorg%2Fname%3Apull&account=moby"
                && call.headers.value("authorization")
                    == "Basic " + QByteArray("moby:hush").toBase64();
            call.answer(isRight ? 200 : 403, isRight ? R"({"token": "t1"})" : "{}");
        });
        server().on(trustedTagsPath, [realm](const WebCall &call) {
            if (call.headers.value("authorization") == "Bearer t1") {
                call.answer(200, R"({"tags": ["1.0.0"]})");
            } else {
                call.answer(401,
                            "{}",
                            "application/json",
                            {{"WWW-Authenticate",
                              "Bearer realm=\"" + realm.toUtf8()
                                  + R"(",service="tests",scope="repository:org/name:pull")"}});
            }
        });
        VERIFY_RESULT(await(client(login()).tags(trustedPath)));
        const auto refused = await(client().tags(trustedPath));
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        QVERIFY2(refused.error().message.contains(
                     QStringLiteral("docker extension login %1").arg(name())),
                 qPrintable(refused.error().message));
    }

    void tags_identityToken_isExchangedForAToken()
    {
        const QString realm = server().url(QStringLiteral("/token"));
        server().on("/token", [](const WebCall &call) {
            const bool isRight = call.method == "POST"
                && call.body
                    == "grant_type=refresh_token&client_id=pierhead&service=tests"
                       "&refresh_token=id%20token"
                && call.headers.value("authorization").isEmpty();
            call.answer(isRight ? 200 : 403, isRight ? R"({"access_token": "t2"})" : "{}");
        });
        server().on(trustedTagsPath, [realm](const WebCall &call) {
            const bool isRight = call.headers.value("authorization") == "Bearer t2";
            call.answer(isRight ? 200 : 401,
                        isRight ? R"({"tags": []})" : "{}",
                        "application/json",
                        {{"WWW-Authenticate",
                          "Bearer realm=\"" + realm.toUtf8() + R"(",service="tests")"}});
        });
        engine::RegistryLogin token = login();
        token.password.clear();
        token.identityToken = QStringLiteral("id token");
        VERIFY_RESULT(await(client(token).tags(trustedPath)));
    }

    void tags_tokenFromNowhereSafe_isRefused()
    {
        server().on(trustedTagsPath, [](const WebCall &call) {
            call.answer(401,
                        "{}",
                        "application/json",
                        {{"WWW-Authenticate", R"(Bearer realm="ftp://example.com/token")"}});
        });
        const auto tags = await(client(login()).tags(trustedPath));
        COMPARE_ERROR(tags, ErrorCode::Protocol);
        QVERIFY2(tags.error().message.contains(QStringLiteral("ftp://example.com/token")),
                 qPrintable(tags.error().message));
    }

    void image_right_hasItsLabels()
    {
        serveImage();
        const auto found = image();
        VERIFY_RESULT(found);
        QCOMPARE(found->labels.value(QStringLiteral("title")), QStringLiteral("Sample"));
    }

    void image_manifestWithTheWrongDigest_isRefused()
    {
        server().on(manifestPath, [](const WebCall &call) {
            call.answer(200,
                        R"({"schemaVersion": 2, "config": {"digest": "sha256:00"}})",
                        "application/vnd.oci.image.manifest.v1+json",
                        {{"Docker-Content-Digest", digestOf("something else").toUtf8()}});
        });
        const auto found = image();
        COMPARE_ERROR(found, ErrorCode::Protocol);
        QVERIFY2(found.error().message.contains(QStringLiteral("wrong digest"))
                     && found.error().message.contains(digestOf("something else")),
                 qPrintable(found.error().message));
    }

    void image_configurationWithTheWrongDigest_isRefused()
    {
        serveImage([](const WebCall &call) {
            call.answer(200,
                        R"({"architecture": "amd64", "config": {"Labels": {"title": "Evil"}}})");
        });
        const auto found = image();
        COMPARE_ERROR(found, ErrorCode::Protocol);
        QVERIFY2(found.error().message.contains(QStringLiteral("wrong digest")),
                 qPrintable(found.error().message));
    }

    void image_digestThatCannotBeChecked_isRefused()
    {
        server().serve(manifestPath, R"({"schemaVersion": 2, "config": {"digest": "md5:00"}})");
        server().serve("/v2/org/name/blobs/md5:00", "{}");
        COMPARE_ERROR(image(), ErrorCode::Protocol);
    }

    void image_blobElsewhere_isGotWithoutTheLogin()
    {
        WebServer elsewhere;
        QByteArray authorization = "none came";
        const QString target = elsewhere.url(QStringLiteral("/blob"));
        elsewhere.on("/blob", [&authorization](const WebCall &call) {
            authorization = call.headers.value("authorization");
            call.answer(200,
                        R"({"architecture": "amd64", "config": {"Labels": {"title": "Sample"}}})");
        });
        const QString digest = serveImage();
        const auto needsLogin = [](const WebCall &call) {
            const bool isMissing = call.headers.value("authorization").isEmpty();
            if (isMissing) {
                call.answer(401, "{}", "text/plain", {{"WWW-Authenticate", "Basic realm=\"a\""}});
            }
            return isMissing;
        };
        server().on("/v2/org/name/blobs/" + digest.toUtf8(),
                    [needsLogin, target](const WebCall &call) {
                        if (!needsLogin(call)) {
                            call.answer(307, "", "text/plain", {{"Location", target.toUtf8()}});
                        }
                    });
        const auto found = await(client(login()).image(trustedPath, tag, architecture));
        VERIFY_RESULT(found);
        QCOMPARE(authorization, QByteArray());
    }

    void image_sentRoundInCircles_isGivenUp()
    {
        int calls = 0;
        server().on(manifestPath, [&calls](const WebCall &call) {
            ++calls;
            call.answer(307, "", "text/plain", {{"Location", manifestPath}});
        });
        COMPARE_ERROR(image(), ErrorCode::Protocol);
        QCOMPARE(calls, 6);
    }
};

PIERHEAD_TEST(RegistryTrustTest)

#include "tst_registrytrust.moc"
