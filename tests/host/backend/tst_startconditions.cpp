#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendcontrol.h>
#include <host/backend/backendlabels.h>

#include <QTimer>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::FakeEngine;
using pierhead::test::FakeReply;
using pierhead::test::FakeRequest;

namespace pierhead::test::conditions {

namespace {

using namespace std::chrono_literals;

const WaitTimes shortWait{.limit = 300ms, .lookEvery = 10ms};

extensions::ExtensionId conditionsId()
{
    return extensions::ExtensionId::parse(QStringLiteral("conditions/sample:1")).value();
}

/// A service on the engine: how it is now, and what it comes to after it was started.
struct ScriptedService
{
    QString state = QStringLiteral("exited");
    QString health = {};
    int exitCode = 143;
    QString policy = QStringLiteral("unless-stopped");
    int looksUntilOutcome = 3;
    QString outcomeState = QStringLiteral("running");
    QString outcomeHealth = {};
    int outcomeExitCode = 0;
    int looksLeft = -1; ///< before a start: no outcome is near
};

ScriptedService longRunning(const QString &health = {})
{
    ScriptedService service;
    service.outcomeHealth = health;
    return service;
}

ScriptedService oneShot(int exitCode)
{
    ScriptedService service;
    service.exitCode = 1;
    service.policy = QStringLiteral("no");
    service.outcomeState = QStringLiteral("exited");
    service.outcomeExitCode = exitCode;
    return service;
}

/// An engine whose services come up step by step, as they are looked at.
class ScriptedEngine final
{
public:
    explicit ScriptedEngine(const QMap<QString, ScriptedService> &services)
        : m_services(services)
    {
        m_wire.onRequest("GET /containers/json", [this](const FakeRequest &) { return list(); });
        for (const QString &name : m_services.keys()) {
            const QByteArray path = "/containers/" + name.toUtf8();
            m_wire.onRequest("GET " + path + "/json",
                             [this, name](const FakeRequest &) { return details(name); });
            m_wire.onRequest("POST " + path + "/start",
                             [this, name](const FakeRequest &) { return start(name); });
            m_wire.onRequest("POST " + path + "/stop",
                             [this, name](const FakeRequest &) { return stop(name); });
            m_wire.onRequest("POST " + path + "/update",
                             [](const FakeRequest &) { return FakeReply::json(200, {}); });
        }
    }

    [[nodiscard]] engine::EngineClient client() const
    {
        return engine::EngineClient(m_wire.address());
    }

    /// "start db", "stop web", in order.
    [[nodiscard]] QString deeds() const { return m_deeds.join(QStringLiteral(", ")); }

    /// How `name` was when `other` was started.
    [[nodiscard]] ScriptedService seenAtStart(const QString &name, const QString &other) const
    {
        return m_seenAtStart.value(other).value(name);
    }

private:
    static nlohmann::json labelsOf(const QString &name)
    {
        return {{idLabel.toStdString(), conditionsId().value()},
                {serviceLabel.toStdString(), name}};
    }

    [[nodiscard]] FakeReply list() const
    {
        nlohmann::json rows = nlohmann::json::array();
        for (const QString &name : m_services.keys()) {
            rows.push_back({{"Id", name}, {"State", "exited"}, {"Labels", labelsOf(name)}});
        }
        return FakeReply::json(200, rows);
    }

    FakeReply details(const QString &name)
    {
        ScriptedService &service = m_services[name];
        if (service.looksLeft > 0 && --service.looksLeft == 0) {
            service.state = service.outcomeState;
            service.health = service.outcomeHealth;
            service.exitCode = service.outcomeExitCode;
        }
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        nlohmann::json state{{"Status", service.state},
                             {"ExitCode", service.exitCode},
                             {"StartedAt", now},
                             {"FinishedAt", now}};
        if (!service.health.isEmpty()) {
            state["Health"] = {{"Status", service.health}};
        }
        return FakeReply::json(200,
                               {{"Id", name},
                                {"Name", QLatin1Char('/') + name},
                                {"State", state},
                                {"HostConfig", {{"RestartPolicy", {{"Name", service.policy}}}}},
                                {"Config", {{"Labels", labelsOf(name)}}}});
    }

    FakeReply start(const QString &name)
    {
        m_deeds.append(QStringLiteral("start ") + name);
        m_seenAtStart.insert(name, m_services);
        ScriptedService &service = m_services[name];
        service.state = QStringLiteral("running");
        service.health = service.outcomeHealth.isEmpty() ? QString() : QStringLiteral("starting");
        service.looksLeft = service.looksUntilOutcome;
        return FakeReply::bytes(204, {}, "text/plain");
    }

    FakeReply stop(const QString &name)
    {
        m_deeds.append(QStringLiteral("stop ") + name);
        m_services[name].state = QStringLiteral("exited");
        m_services[name].exitCode = 143;
        return FakeReply::bytes(204, {}, "text/plain");
    }

    FakeEngine m_wire;
    QMap<QString, ScriptedService> m_services;
    QStringList m_deeds;
    QMap<QString, QMap<QString, ScriptedService>> m_seenAtStart;
};

const QString db = QStringLiteral("db");
const QString web = QStringLiteral("web");
const QString migrate = QStringLiteral("migrate");
const QString page = QStringLiteral("page");

const QByteArray waitingForHealth = "services:\n"
                                    "  page: {image: a, depends_on: {web: {condition: "
                                    "service_healthy}}}\n"
                                    "  web: {image: a, depends_on: {db: {condition: "
                                    "service_healthy}}}\n"
                                    "  db: {image: a}\n";
const QByteArray waitingForEnd = "services:\n"
                                 "  web: {image: a, depends_on: {migrate: {condition: "
                                 "service_completed_successfully}, db: {condition: "
                                 "service_started}}}\n"
                                 "  migrate: {image: a, depends_on: {db: {condition: "
                                 "service_healthy}}}\n"
                                 "  db: {image: a}\n";

} // namespace

/// Starts that wait for what `depends_on` says, on an engine whose services do as they are told.
class StartConditionsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static BackendControl
    control(const ScriptedEngine &engine, const QByteArray &compose, WaitTimes times = shortWait)
    {
        return {engine.client(), conditionsId(), ComposeFile::parse(compose).value(), times};
    }

    static void verifyNames(const Error &error, const QStringList &words)
    {
        for (const QString &word : words) {
            QVERIFY2(error.message.contains(word), qPrintable(error.message));
        }
    }

private Q_SLOTS:

    void start_conditions_areMetBeforeWhatWaitsForThem()
    {
        ScriptedEngine engine({{db, longRunning(QStringLiteral("healthy"))},
                               {migrate, oneShot(0)},
                               {web, longRunning()}});
        VERIFY_RESULT(await(control(engine, waitingForEnd).start()));
        QCOMPARE(engine.deeds(), QStringLiteral("start db, start migrate, start web"));
        QCOMPARE(engine.seenAtStart(db, migrate).health, QStringLiteral("healthy"));
        QCOMPARE(engine.seenAtStart(migrate, web).state, QStringLiteral("exited"));
        QCOMPARE(engine.seenAtStart(migrate, web).exitCode, 0);
    }

    void restart_conditions_areMetAgain()
    {
        ScriptedService done = oneShot(0);
        done.exitCode = 0;
        ScriptedService running = longRunning(QStringLiteral("healthy"));
        running.state = QStringLiteral("running");
        running.health = QStringLiteral("healthy");
        running.policy = QStringLiteral("always");
        ScriptedEngine engine({{db, running}, {migrate, done}, {web, running}});
        VERIFY_RESULT(await(control(engine, waitingForEnd).restart()));
        // The one-shot has done its work.
        QCOMPARE(engine.deeds(), QStringLiteral("stop web, stop db, start db, start web"));

        ScriptedEngine again({{db, running}, {web, running}, {page, running}});
        VERIFY_RESULT(await(control(again, waitingForHealth).restart()));
        QCOMPARE(again.deeds(),
                 QStringLiteral("stop page, stop web, stop db, start db, start web, start page"));
        QCOMPARE(again.seenAtStart(db, web).health, QStringLiteral("healthy"));
        QCOMPARE(again.seenAtStart(web, page).health, QStringLiteral("healthy"));
    }

    void start_healthCheckThatFails_isToldAndHoldsOnlyWhatWaits()
    {
        const QString other = QStringLiteral("other");
        ScriptedEngine engine({{db, longRunning(QStringLiteral("unhealthy"))},
                               {web, longRunning(QStringLiteral("healthy"))},
                               {page, longRunning()},
                               {other, longRunning()}});
        const auto started = await(control(engine, waitingForHealth).start());
        COMPARE_ERROR(started, ErrorCode::ProcessFailed);
        verifyNames(started.error(),
                    {web,
                     db,
                     QStringLiteral("service_healthy"),
                     QStringLiteral("health check"),
                     QStringLiteral("start the backend again")});
        QCOMPARE(engine.deeds(), QStringLiteral("start other, start db"));
    }

    void start_healthThatDoesNotCome_isATimeout()
    {
        ScriptedService slow = longRunning(QStringLiteral("healthy"));
        slow.looksUntilOutcome = 1'000'000;
        ScriptedEngine engine({{db, slow}, {web, longRunning()}, {page, longRunning()}});
        const auto started = await(control(engine, waitingForHealth).start());
        COMPARE_ERROR(started, ErrorCode::Timeout);
        verifyNames(started.error(), {web, db, QStringLiteral("service_healthy")});
        QCOMPARE(engine.deeds(), QStringLiteral("start db"));
    }

    void start_oneShotThatFails_isTold()
    {
        ScriptedEngine engine({{db, longRunning(QStringLiteral("healthy"))},
                               {migrate, oneShot(4)},
                               {web, longRunning()}});
        const auto started = await(control(engine, waitingForEnd).start());
        COMPARE_ERROR(started, ErrorCode::ProcessFailed);
        verifyNames(started.error(),
                    {web,
                     migrate,
                     QStringLiteral("service_completed_successfully"),
                     QStringLiteral("exit code 4")});
        QCOMPARE(engine.deeds(), QStringLiteral("start db, start migrate"));
    }

    void start_conditionThatIsNotRequired_holdsNothing()
    {
        ScriptedEngine engine(
            {{db, longRunning(QStringLiteral("unhealthy"))}, {web, longRunning()}});
        VERIFY_RESULT(await(control(engine,
                                    "services:\n"
                                    "  web: {image: a, depends_on: {db: {condition: "
                                    "service_healthy, required: false}}}\n"
                                    "  db: {image: a}\n")
                                .start()));
        QCOMPARE(engine.deeds(), QStringLiteral("start db, start web"));
    }

    void start_whatRuns_waitsForNothing()
    {
        ScriptedService sick = longRunning();
        sick.state = QStringLiteral("running");
        sick.health = QStringLiteral("unhealthy");
        ScriptedService running = longRunning();
        running.state = QStringLiteral("running");
        ScriptedEngine engine({{db, sick}, {web, running}, {page, running}});
        VERIFY_RESULT(await(control(engine, waitingForHealth).start()));
    }

    void start_waitThatIsCutShort_startsWhatWaits()
    {
        ScriptedService slow = longRunning(QStringLiteral("healthy"));
        slow.looksUntilOutcome = 1'000'000;
        ScriptedEngine engine({{db, slow}, {web, longRunning()}, {page, longRunning()}});
        StopSource source;
        QTimer::singleShot(100, this, [&source] { source.request_stop(); });
        const WaitTimes longWait{.limit = 60s, .lookEvery = 10ms, .cutShort = source.get_token()};
        VERIFY_RESULT(await(control(engine, waitingForHealth, longWait).start()));
        QCOMPARE(engine.deeds(), QStringLiteral("start db, start web, start page"));
    }

    void start_cancelledWhileItWaits_isCancelled()
    {
        ScriptedService slow = longRunning(QStringLiteral("healthy"));
        slow.looksUntilOutcome = 1'000'000;
        ScriptedEngine engine({{db, slow}, {web, longRunning()}, {page, longRunning()}});
        StopSource source;
        QTimer::singleShot(100, this, [&source] { source.request_stop(); });
        const WaitTimes longWait{.limit = 60s, .lookEvery = 10ms};
        const auto started =
            await(control(engine, waitingForHealth, longWait).start(source.get_token()));
        COMPARE_ERROR(started, ErrorCode::Cancelled);
        QCOMPARE(engine.deeds(), QStringLiteral("start db"));
    }
};

PIERHEAD_TEST(StartConditionsTest)

} // namespace pierhead::test::conditions

#include "tst_startconditions.moc"
