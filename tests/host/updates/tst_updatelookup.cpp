#include "fakeengine.h"
#include "playedimage.h"
#include "playedregistrytest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/base/machine.h>
#include <host/settings/settings.h>
#include <host/updates/updatelookup.h>
#include <host/updates/updateoffer.h>

#include <QTest>

using namespace pierhead;
using namespace pierhead::updates;
using test::await;
using test::WebCall;
using test::writeFile;

namespace {

constexpr auto tagsPath = "/v2/org/name/tags/list";

} // namespace

/// Which registries are asked for newer versions, and when.
class UpdateLookupTest final : public test::PlayedRegistryTest
{
    Q_OBJECT

    using Freshness = LookupRequest::Freshness;

private:
    int m_calls = 0;

    [[nodiscard]] QString id() const { return name() + QStringLiteral("/org/name"); }

    void play(const QByteArray &answer, int status = 200)
    {
        server().on(tagsPath, [this, answer, status](const WebCall &call) {
            ++m_calls;
            call.answer(status, answer);
        });
    }

    /// A version of the extension for this machine, which asks for that extension API.
    void playVersion(const char *tag, const char *apiVersion = "0.3.4")
    {
        test::SavedImage image{.reference = {},
                               .files = {},
                               .labels = test::fittingLabels(),
                               .architecture = machineArchitecture()};
        image.labels.first() = QString::fromLatin1(apiVersion);
        test::playImage(&server(), QStringLiteral("org/name"), QString::fromLatin1(tag), image);
    }

    [[nodiscard]] extensions::InstalledExtension sample() const
    {
        return test::sampleExtension(
            id() + QStringLiteral(":1.0.0"), QStringLiteral("name"), QStringLiteral("1.0.0"));
    }

    /// As an install leaves it.
    static void store(const extensions::InstalledExtension &extension)
    {
        VERIFY_RESULT(
            test::storeExtension(extensions::ExtensionStore(Paths::fromEnvironment()), extension));
    }

    static std::vector<Error> lookUp(Freshness freshness = Freshness::Cached,
                                     std::chrono::milliseconds patience = std::chrono::seconds(30))
    {
        const Paths paths = Paths::fromEnvironment();
        const LookupRequest request{.freshness = freshness, .patience = patience};
        return await(lookUpVersions(paths, extensions::ExtensionStore(paths).list(), request, {}));
    }

    static VersionsById known() { return UpdateCache(Paths::fromEnvironment()).read(); }

    [[nodiscard]] QString offered() const
    {
        return offeredVersion(sample(), known(), policy::Policy::ofThisMachine());
    }

    /// As if it had been asked so long ago.
    void age(qint64 seconds) const
    {
        VersionsById before = known();
        before.at(id()).checkedAt = QDateTime::currentDateTimeUtc().addSecs(-seconds);
        VERIFY_RESULT(UpdateCache(Paths::fromEnvironment()).write(before));
    }

private Q_SLOTS:

    void init()
    {
        PlayedRegistryTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
        m_calls = 0;
    }

    void cleanup()
    {
        qunsetenv("PIERHEAD_POLICY");
        PlayedRegistryTest::cleanup();
    }

    void lookUp_aGreaterVersion_isOffered()
    {
        play(R"({"tags": ["1.0.0", "latest", "1.10.0", "1.9.0", "2.0.0-rc.1"]})");
        playVersion("1.10.0");
        store(sample());
        QVERIFY(lookUp().empty());
        QCOMPARE(offered(), QStringLiteral("1.10.0"));
        QCOMPARE(known().at(id()).versions.join(QLatin1Char(' ')), QStringLiteral("1.10.0 1.0.0"));
    }

    void lookUp_theGreatestDoesNotFit_offersTheNext_data()
    {
        QTest::addColumn<QString>("labelled");
        QTest::addColumn<QString>("architecture");
        QTest::newRow("needs a later API") << QStringLiteral("99") << machineArchitecture();
        QTest::newRow("no extension") << QString() << machineArchitecture();
        QTest::newRow("another architecture") << QStringLiteral("0.3.4") << QStringLiteral("s390x");
    }

    void lookUp_theGreatestDoesNotFit_offersTheNext()
    {
        QFETCH(const QString, labelled);
        QFETCH(const QString, architecture);
        play(R"({"tags": ["1.0.0", "1.1.0", "1.2.0"]})");
        playVersion("1.1.0");
        test::SavedImage image{.reference = {},
                               .files = {},
                               .labels = test::fittingLabels(),
                               .architecture = architecture};
        image.labels.first() = labelled;
        test::playImage(&server(), QStringLiteral("org/name"), QStringLiteral("1.2.0"), image);
        store(sample());
        QVERIFY(lookUp().empty());
        QCOMPARE(offered(), QStringLiteral("1.1.0"));
        QVERIFY(lookUp().empty());
        QCOMPARE(m_calls, 1);
    }

    void lookUp_engineOfAnotherArchitecture_offersWhatFitsThat()
    {
        play(R"({"tags": ["1.0.0", "1.1.0", "1.2.0"]})");
        playVersion("1.2.0");
        const test::SavedImage image{.reference = {},
                                     .files = {},
                                     .labels = test::fittingLabels(),
                                     .architecture = QStringLiteral("s390x")};
        test::playImage(&server(), QStringLiteral("org/name"), QStringLiteral("1.1.0"), image);
        test::FakeEngine engine;
        const nlohmann::json version{
            {"Version", "1"}, {"ApiVersion", "1.41"}, {"Os", "linux"}, {"Arch", "s390x"}};
        engine.on("GET /version", test::FakeReply::json(200, version));
        extensions::InstalledExtension extension = sample();
        extension.engine = engine.address().key();
        store(extension);
        QVERIFY(lookUp().empty());
        QCOMPARE(offered(), QStringLiteral("1.1.0"));
    }

    void lookUp_imageCannotBeRead_isToldAndAskedAgain()
    {
        play(R"({"tags": ["1.0.0", "1.1.0", "1.2.0"]})");
        playVersion("1.1.0");
        server().on("/v2/org/name/manifests/1.2.0",
                    [](const WebCall &call) { call.answer(200, "[]", "application/json"); });
        store(sample());
        const auto failures = lookUp();
        QCOMPARE(failures.size(), std::size_t(1));
        QVERIFY2(failures.front().message.contains(QStringLiteral("/org/name:1.2.0")),
                 qPrintable(failures.front().message));
        QCOMPARE(offered(), QStringLiteral("1.1.0"));
        playVersion("1.2.0");
        QVERIFY(lookUp().empty());
        QCOMPARE(m_calls, 2);
        QCOMPARE(offered(), QStringLiteral("1.2.0"));
    }

    void lookUp_manyThatDoNotFit_areNotAllLookedAt()
    {
        play(R"({"tags": ["1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0"]})");
        for (const char *tag : {"1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0"}) {
            playVersion(tag, "99");
        }
        playVersion("1.1.0");
        store(sample());
        QVERIFY(lookUp().empty());
        QCOMPARE(offered(), QString());
    }

    void lookUp_policyForbidsTheGreatest_looksAtWhatItAllows()
    {
        play(R"({"tags": ["1.0.0", "1.1.0", "1.2.0"]})");
        playVersion("1.1.0");
        store(sample());
        writeFile(home() + QStringLiteral("/policy.json"),
                  R"({"allowed": {"images": [")" + id().toUtf8() + R"(:1.1.0"]}})");
        qputenv("PIERHEAD_POLICY", (home() + QStringLiteral("/policy.json")).toUtf8());
        QVERIFY(lookUp().empty());
        QCOMPARE(offered(), QStringLiteral("1.1.0"));
    }

    void lookUp_registryIsSilentOfAnImage_isGivenUp()
    {
        play(R"({"tags": ["1.0.0", "1.1.0"]})");
        QList<QPointer<QTcpSocket>> open;
        server().on("/v2/org/name/manifests/1.1.0",
                    [&open](const WebCall &call) { open.append(call.socket); });
        store(sample());
        const auto failures = lookUp(Freshness::Cached, std::chrono::milliseconds(500));
        QCOMPARE(failures.size(), std::size_t(1));
        QCOMPARE(wireName(failures.front().code), wireName(ErrorCode::Timeout));
        QVERIFY(known().empty());
    }

    void lookUp_again_asksOnceADay()
    {
        play(R"({"tags": ["1.0.0"]})");
        store(sample());
        QVERIFY(lookUp().empty());
        QVERIFY(lookUp().empty());
        QCOMPARE(m_calls, 1);
        age(23 * 60 * 60);
        QVERIFY(lookUp().empty());
        QCOMPARE(m_calls, 1);
        age(25 * 60 * 60);
        QVERIFY(lookUp().empty());
        QCOMPARE(m_calls, 2);
        QVERIFY(lookUp(Freshness::Checked).empty());
        QCOMPARE(m_calls, 3);
    }

    void lookUp_brokenCache_isAskedAnew()
    {
        play(R"({"tags": ["1.1.0"]})");
        playVersion("1.1.0");
        store(sample());
        writeFile(UpdateCache(Paths::fromEnvironment()).path(), "{\"");
        QVERIFY(lookUp().empty());
        QCOMPARE(offered(), QStringLiteral("1.1.0"));
    }

    void lookUp_registryFails_keepsWhatWasKnownAndAsksAgain()
    {
        play(R"({"tags": ["1.1.0"]})");
        playVersion("1.1.0");
        store(sample());
        QVERIFY(lookUp().empty());
        age(25 * 60 * 60);
        play("{}", 500);
        QCOMPARE(lookUp().size(), std::size_t(1));
        QCOMPARE(lookUp().size(), std::size_t(1));
        QCOMPARE(m_calls, 3);
        QCOMPARE(offered(), QStringLiteral("1.1.0"));
    }

    void lookUp_registryIsSilent_isGivenUp()
    {
        QList<QPointer<QTcpSocket>> open;
        server().on(tagsPath, [&open](const WebCall &call) { open.append(call.socket); });
        store(sample());
        const auto failures = lookUp(Freshness::Cached, std::chrono::milliseconds(500));
        QCOMPARE(failures.size(), std::size_t(1));
        QCOMPARE(wireName(failures.front().code), wireName(ErrorCode::Timeout));
        QVERIFY(known().empty());
    }

    void lookUp_whatNoRegistryKnows_isNotAskedFor_data()
    {
        QTest::addColumn<QString>("tag");
        QTest::addColumn<bool>("isFromRegistry");
        QTest::addColumn<QByteArray>("policy");
        const QString digest = QStringLiteral(":1.0.0@sha256:") + QString(64, QLatin1Char('a'));
        const QString usual = QStringLiteral(":1.0.0");
        QTest::newRow("digest") << digest << true << QByteArray("{}");
        QTest::newRow("no version") << QStringLiteral(":latest") << true << QByteArray("{}");
        QTest::newRow("built here") << usual << false << QByteArray("{}");
        QTest::newRow("registry forbidden")
            << usual << true << QByteArray(R"({"allowed": {"registries": ["ghcr.io"]}})");
        QTest::newRow("extensions off")
            << usual << true << QByteArray(R"({"extensions": {"enabled": false}})");
        QTest::newRow("broken policy") << usual << true << QByteArray("{");
    }

    void lookUp_whatNoRegistryKnows_isNotAskedFor()
    {
        QFETCH(const QString, tag);
        QFETCH(const bool, isFromRegistry);
        QFETCH(const QByteArray, policy);
        int calls = 0;
        for (const char *path : {tagsPath, "/v2/"}) {
            server().on(path, [&calls](const WebCall &call) {
                ++calls;
                call.answer(200, R"({"tags": ["2.0.0"]})");
            });
        }
        extensions::InstalledExtension extension = sample();
        extension.reference = id() + tag;
        extension.isFromRegistry = isFromRegistry;
        store(extension);
        writeFile(home() + QStringLiteral("/policy.json"), policy);
        qputenv("PIERHEAD_POLICY", (home() + QStringLiteral("/policy.json")).toUtf8());
        QVERIFY(lookUp(Freshness::Checked).empty());
        QCOMPARE(calls, 0);
        QVERIFY(known().empty());
    }

    void lookUp_whatIsNotInstalledAnyMore_isForgotten()
    {
        play(R"({"tags": ["1.1.0"]})");
        playVersion("1.1.0");
        store(sample());
        const UpdateCache cache(Paths::fromEnvironment());
        VERIFY_RESULT(
            cache.write({{QStringLiteral("gone/by"), {{}, QDateTime::currentDateTimeUtc()}}}));
        QVERIFY(lookUp().empty());
        QCOMPARE(known().size(), std::size_t(1));
        QCOMPARE(known().begin()->first, id());
    }
};

PIERHEAD_TEST(UpdateLookupTest)

#include "tst_updatelookup.moc"
