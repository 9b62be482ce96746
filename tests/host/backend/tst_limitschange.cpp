#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendlabels.h>
#include <host/backend/backendlimits.h>
#include <host/backend/limitschange.h>
#include <host/base/json.h>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::FakeEngine;
using pierhead::test::FakeReply;

namespace {

constexpr qint64 oneMebibyte = qint64(1024) * 1024;
const QByteArray limitsCall = "POST /containers/c1/update";
const QString limitedContainerId = QStringLiteral("c1");

extensions::ExtensionId limitedId()
{
    return extensions::ExtensionId::parse(QStringLiteral("limits/sample:1")).value();
}

nlohmann::json
limitedContainer(const nlohmann::json &host, const QString &label, const char *status = "running")
{
    nlohmann::json labels{{idLabel.toStdString(), limitedId().value()},
                          {serviceLabel.toStdString(), "web"}};
    if (!label.isEmpty()) {
        labels[limitsLabel.toStdString()] = label;
    }
    return {{"Id", limitedContainerId},
            {"Name", "/web"},
            {"State", {{"Status", status}}},
            {"HostConfig", host},
            {"Config", {{"Labels", labels}}}};
}

} // namespace

/// What an engine is asked for when the user's limits change.
class LimitsChangeTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static void put(FakeEngine &engine, const nlohmann::json &details)
    {
        engine.on("GET /containers/json",
                  FakeReply::json(200, {{{"Id", limitedContainerId}, {"State", "running"}}}));
        engine.on("GET /containers/c1/json", FakeReply::json(200, details));
    }

    static Result<LimitsChange> change(const FakeEngine &engine,
                                       const QString &limits,
                                       const GivenLimits &given = {},
                                       const QByteArray &compose = "services: {web: {image: a}}")
    {
        return await(changeLimits(engine::EngineClient(engine.address()),
                                  limitedId(),
                                  ComposeFile::parse(compose).value(),
                                  limitsFrom(limits),
                                  given,
                                  {}));
    }

    static nlohmann::json askedFor(const FakeEngine &engine)
    {
        const auto calls = engine.requestsTo(limitsCall);
        return calls.isEmpty() ? nlohmann::json() : json::parse(calls.constLast().body).value();
    }

private Q_SLOTS:

    void limitsFrom_readsWhatLimitsTextWrites()
    {
        for (const settings::BackendLimits &limits :
             {settings::BackendLimits{},
              settings::BackendLimits{.memoryMiB = 512, .cpus = 0},
              settings::BackendLimits{.memoryMiB = 0, .cpus = 0.25},
              settings::BackendLimits{.memoryMiB = 6, .cpus = 1.5}}) {
            QVERIFY(limitsFrom(limitsText(limits)) == limits);
        }
        QVERIFY(limitsFrom(QStringLiteral("memory=x cpus=-1 more")) == settings::BackendLimits());
    }

    void change_ofARunningContainer_isAskedFor_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("limits");
        QTest::addColumn<QByteArray>("compose");
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<bool>("isLater");
        const QByteArray plain = "services: {web: {image: a}}";
        QTest::newRow("first limits")
            << QByteArray("{%}") << QString() << QStringLiteral("memory=64 cpus=1.5") << plain
            << QByteArray(
                   R"({"Memory": 67108864, "MemorySwap": 134217728, "NanoCpus": 1500000000, %})")
            << false;
        QTest::newRow("greater than before")
            << QByteArray(R"({"Memory": 67108864, "MemorySwap": 134217728, %})")
            << QStringLiteral("memory=64") << QStringLiteral("memory=128") << plain
            << QByteArray(R"({"Memory": 134217728, "MemorySwap": 268435456, %})") << false;
        QTest::newRow("an author's smaller one stays")
            << QByteArray(R"({"Memory": 33554432, "MemorySwap": 67108864, %})") << QString()
            << QStringLiteral("memory=64") << plain << QByteArray() << false;
        QTest::newRow("an author's smaller one comes back")
            << QByteArray(R"({"Memory": 16777216, "MemorySwap": 33554432, %})")
            << QStringLiteral("memory=16") << QStringLiteral("memory=64")
            << QByteArray("services: {web: {image: a, mem_limit: 32m}}")
            << QByteArray(R"({"Memory": 33554432, "MemorySwap": 67108864, %})") << false;
        QTest::newRow("swap that is not limited, and a reservation")
            << QByteArray(R"({"MemorySwap": -1, "MemoryReservation": 134217728, %})") << QString()
            << QStringLiteral("memory=64") << plain
            << QByteArray(
                   R"({"Memory": 67108864, "MemorySwap": -1, "MemoryReservation": 67108864, %})")
            << false;
        QTest::newRow("a quota stays one")
            << QByteArray(R"({"CpuPeriod": 50000, "CpuQuota": 100000, %})") << QString()
            << QStringLiteral("cpus=1") << plain
            << QByteArray(R"({"CpuPeriod": 50000, "CpuQuota": 50000, %})") << false;
        QTest::newRow("one is taken away")
            << QByteArray(R"({"Memory": 67108864, "MemorySwap": 134217728, %})")
            << QStringLiteral("memory=64") << QStringLiteral("cpus=1") << plain
            << QByteArray(R"({"NanoCpus": 1000000000, %})") << true;
    }

    void change_ofARunningContainer_isAskedFor()
    {
        QFETCH(QByteArray, host);
        QFETCH(QString, label);
        QFETCH(QString, limits);
        QFETCH(QByteArray, compose);
        QFETCH(QByteArray, asked);
        QFETCH(bool, isLater);
        // An engine may take the policy away where it is not said again.
        const QByteArray policy =
            R"("RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3})";
        FakeEngine engine;
        put(engine, limitedContainer(json::parse(host.replace('%', policy)).value(), label));
        engine.on(limitsCall, FakeReply::json(200, {{"Warnings", nullptr}}));
        const auto changed = change(engine, limits, {}, compose);
        VERIFY_RESULT(changed);
        const nlohmann::json wanted =
            asked.isEmpty() ? nlohmann::json() : json::parse(asked.replace('%', policy)).value();
        QVERIFY2(askedFor(engine) == wanted, askedFor(engine).dump().c_str());
        QCOMPARE(changed->isFromNextStart, isLater);
        QVERIFY(!changed->problem);
    }

    void given_isWhatCountsTheNextTime()
    {
        FakeEngine engine;
        engine.on(limitsCall, FakeReply::json(200, {{"Warnings", nullptr}}));
        put(engine, limitedContainer(nlohmann::json::object(), {}));
        const auto first = change(engine, QStringLiteral("memory=64"));
        VERIFY_RESULT(first);
        QCOMPARE(first->given.value(limitedContainerId), QStringLiteral("memory=64"));
        QCOMPARE(limitsInForce(first->given, limitedContainerId, {}), QStringLiteral("memory=64"));

        // What it has now is no author's limit, so the next may be greater.
        put(engine,
            limitedContainer({{"Memory", 64 * oneMebibyte}, {"MemorySwap", 128 * oneMebibyte}},
                             {}));
        const auto second = change(engine, QStringLiteral("memory=128"), first->given);
        VERIFY_RESULT(second);
        QCOMPARE(askedFor(engine).value("Memory", qint64(0)), 128 * oneMebibyte);
        QCOMPARE(second->given.value(limitedContainerId), QStringLiteral("memory=128"));

        const auto none = change(engine, {}, second->given);
        VERIFY_RESULT(none);
        QVERIFY(none->isFromNextStart);
        QCOMPARE(none->given.value(limitedContainerId), QStringLiteral("memory=128"));
        QCOMPARE(engine.requestsTo(limitsCall).size(), 2);

        engine.on("GET /containers/json", FakeReply::json(200, nlohmann::json::array()));
        const auto gone = change(engine, {}, second->given);
        VERIFY_RESULT(gone);
        QVERIFY(gone->given.isEmpty());
    }

    void engineWithoutTheCall_leavesItForTheNextStart()
    {
        FakeEngine engine; // answers 404, as Podman 4 does
        put(engine, limitedContainer(nlohmann::json::object(), {}));
        const auto changed = change(engine, QStringLiteral("memory=64"));
        VERIFY_RESULT(changed);
        QVERIFY(changed->isFromNextStart);
        QVERIFY(changed->given.isEmpty());
        QVERIFY(!changed->problem);
    }

    void engineThatRefuses_isAProblem()
    {
        FakeEngine engine;
        put(engine, limitedContainer(nlohmann::json::object(), {}));
        engine.on(limitsCall, FakeReply::refusal(500, QStringLiteral("no cgroup")));
        const auto changed = change(engine, QStringLiteral("memory=64"));
        VERIFY_RESULT(changed);
        QVERIFY(changed->problem);
        QVERIFY2(changed->problem->message.contains(QStringLiteral("no cgroup")),
                 qPrintable(changed->problem->message));
        QVERIFY(changed->isFromNextStart);
    }

    void containerThatDoesNotRun_staysAsItIs()
    {
        FakeEngine engine;
        put(engine, limitedContainer(nlohmann::json::object(), {}, "exited"));
        const auto changed = change(engine, QStringLiteral("memory=64"));
        VERIFY_RESULT(changed);
        QVERIFY(engine.requestsTo(limitsCall).isEmpty());
        QVERIFY(!changed->isFromNextStart);
    }
};

PIERHEAD_TEST(LimitsChangeTest)

#include "tst_limitschange.moc"
