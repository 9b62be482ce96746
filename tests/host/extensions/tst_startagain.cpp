#include "fakeengine.h"
#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/backendlabels.h>
#include <host/extensions/installedbackend.h>
#include <host/extensions/startagain.h>
#include <host/extensions/stopnote.h>
#include <host/settings/settings.h>

using namespace pierhead;
using namespace pierhead::extensions;
using backend::ServiceCondition;
using pierhead::test::await;
using pierhead::test::FakeEngine;
using pierhead::test::FakeReply;
using pierhead::test::FakeRequest;
using Conditions = QList<ServiceCondition>;

namespace {

const QString startAgainReference = QStringLiteral("org/sample:1");
const QString podmanProduct = QStringLiteral("Podman Engine");

ExtensionId startAgainId()
{
    return ExtensionId::parse(startAgainReference).value();
}

backend::BackendState stateWith(const Conditions &conditions)
{
    std::vector<backend::ServiceState> services;
    for (const ServiceCondition condition : conditions) {
        backend::ServiceState service;
        service.condition = condition;
        services.push_back(service);
    }
    return backend::backendState(std::move(services));
}

/// With one container, which takes every stop and start, or refuses both.
class OneContainerEngine final
{
public:
    OneContainerEngine()
    {
        m_wire.on("GET /containers/json",
                  FakeReply::json(200,
                                  nlohmann::json::array({{{"Id", "c1"},
                                                          {"Names", {"/web"}},
                                                          {"State", "running"},
                                                          {"Labels", labels()}}})));
        m_wire.on("GET /containers/c1/json",
                  FakeReply::json(200,
                                  {{"Id", "c1"},
                                   {"Name", "/web"},
                                   {"State", {{"Status", "running"}}},
                                   {"Config", {{"Labels", labels()}}}}));
        for (const char *route : {"POST /containers/c1/start", "POST /containers/c1/stop"}) {
            m_wire.onRequest(route, [this](const FakeRequest &) {
                return isWilling ? FakeReply::bytes(204, {}, "text/plain")
                                 : FakeReply::refusal(500, QStringLiteral("not now"));
            });
        }
    }

    [[nodiscard]] InstalledBackend backend(const ExtensionStore &store) const
    {
        return {engine::EngineClient(m_wire.address()), store, startAgainId()};
    }

    bool isWilling = true;

private:
    static nlohmann::json labels()
    {
        return {{backend::idLabel.toStdString(), startAgainId().value()},
                {backend::serviceLabel.toStdString(), "web"}};
    }

    FakeEngine m_wire;
};

} // namespace

/// Which backends Pierhead starts when it comes to their engine, what it knows of stops, and that
/// it takes the image that is there.
class StartAgainTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static ExtensionStore store() { return ExtensionStore(Paths::fromEnvironment()); }

    static void setDisabled(const QStringList &ids)
    {
        VERIFY_RESULT(
            settings::Settings(Paths::fromEnvironment())
                .change([&ids](settings::SettingValues &values) { values.disabled = ids; }));
    }

    static void installSample()
    {
        VERIFY_RESULT(test::storeExtension(store(),
                                           test::sampleExtension(startAgainReference,
                                                                 QStringLiteral("Sample"),
                                                                 QStringLiteral("one"))));
    }

    static test::SimulatedEngine::Image backendImage(const QString &id)
    {
        return {
            .id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})"}}};
    }

private Q_SLOTS:

    void start_ofABackendThatWasFound_isDecidedByStateEngineAndNote_data()
    {
        QTest::addColumn<Conditions>("conditions");
        QTest::addColumn<QString>("product");
        QTest::addColumn<bool>("isNoted");
        QTest::addColumn<bool>("isStarted");
        using Is = ServiceCondition;
        const Conditions ended{Is::Finished, Is::Stopped, Is::Stopped};
        QTest::newRow("all have ended") << ended << podmanProduct << false << true;
        QTest::newRow("the user stopped it") << ended << podmanProduct << true << false;
        QTest::newRow("Docker") << ended << QStringLiteral("Engine") << false << false;
        QTest::newRow("Docker by its full name")
            << ended << QStringLiteral("Docker Engine") << false << false;
        QTest::newRow("some run") << Conditions{Is::Running, Is::Stopped} << podmanProduct << false
                                  << false;
        QTest::newRow("all run") << Conditions{Is::Running} << podmanProduct << false << false;
        QTest::newRow("it is being started")
            << Conditions{Is::Starting, Is::Stopped} << podmanProduct << false << false;
        QTest::newRow("the engine restarts it")
            << Conditions{Is::Restarting, Is::Stopped} << podmanProduct << false << false;
        QTest::newRow("one has failed")
            << Conditions{Is::Failed, Is::Stopped} << podmanProduct << false << false;
        QTest::newRow("one-shots alone")
            << Conditions{Is::Finished} << podmanProduct << false << false;
        QTest::newRow("no container") << Conditions{} << podmanProduct << false << false;
    }

    void start_ofABackendThatWasFound_isDecidedByStateEngineAndNote()
    {
        QFETCH(const Conditions, conditions);
        QFETCH(const QString, product);
        QFETCH(const bool, isNoted);
        QFETCH(const bool, isStarted);
        QCOMPARE(mustStartAgain(stateWith(conditions), product, isNoted), isStarted);
    }

    void start_ofWhatIsInstalled_takesNoteAndSwitchFromTheSettings()
    {
        const backend::BackendState ended = stateWith({ServiceCondition::Stopped});
        const auto isStarted = [&ended] {
            return mustStartAgain(store(), startAgainId(), ended, podmanProduct);
        };
        QVERIFY(isStarted());
        noteStop(store(), startAgainId());
        QVERIFY(!isStarted());
        forgetStop(store(), startAgainId());
        QVERIFY(isStarted());
        setDisabled({startAgainId().value()});
        QVERIFY(!isStarted());
        setDisabled({});
        VERIFY_RESULT(
            settings::Settings(Paths::fromEnvironment())
                .change([](settings::SettingValues &values) { values.extensionsEnabled = false; }));
        QVERIFY(!isStarted());
    }

    void restart_ofWhatRuns_isForAFormerSocketAlone_andNotOfWhatIsOff()
    {
        backend::BackendState state =
            stateWith({ServiceCondition::Running, ServiceCondition::Stopped});
        const auto isRestarted = [&state] {
            return mustRestart(store(), startAgainId(), state);
        };
        QVERIFY(!isRestarted());
        state.services.front().hasFormerSocket = true;
        QVERIFY(isRestarted());
        noteStop(store(), startAgainId());
        QVERIFY(!isRestarted());
        forgetStop(store(), startAgainId());
        setDisabled({startAgainId().value()});
        QVERIFY(!isRestarted());
        setDisabled({});
        QVERIFY(isRestarted());
    }

    void stop_isNoted_untilTheNextStartRestartOrRemoval()
    {
        installSample();
        const OneContainerEngine engine;
        const auto stop = [&engine] {
            VERIFY_RESULT(await(engine.backend(store()).stop()));
            QVERIFY(isStopNoted(store(), startAgainId()));
        };
        stop();
        VERIFY_RESULT(await(engine.backend(store()).start()));
        QVERIFY(!isStopNoted(store(), startAgainId()));
        stop();
        VERIFY_RESULT(await(engine.backend(store()).restart()));
        QVERIFY(!isStopNoted(store(), startAgainId()));
        stop();
        VERIFY_RESULT(store().remove(startAgainId()));
        QVERIFY(!isStopNoted(store(), startAgainId()));
    }

    void stop_thatFails_orComesOfDisable_isNotNoted()
    {
        installSample();
        OneContainerEngine engine;
        engine.isWilling = false;
        COMPARE_ERROR(await(engine.backend(store()).stop()), ErrorCode::EngineRefused);
        QVERIFY(!isStopNoted(store(), startAgainId()));
        engine.isWilling = true;
        setDisabled({startAgainId().value()});
        VERIFY_RESULT(await(engine.backend(store()).stop()));
        QVERIFY(!isStopNoted(store(), startAgainId()));
    }

    void stop_isForgotten_byAnUpdate()
    {
        test::SimulatedEngine engine;
        engine.addImage(startAgainReference, backendImage(QStringLiteral("one")));
        engine.addImage(QStringLiteral("org/sample:2"), backendImage(QStringLiteral("two")));
        test::InstallBench bench(engine.address(),
                                 home(),
                                 QStringLiteral("amd64"),
                                 {.settled = std::chrono::milliseconds(0)});
        VERIFY_RESULT(bench.install(startAgainReference));
        noteStop(bench.store(), startAgainId());
        VERIFY_RESULT(bench.install(QStringLiteral("org/sample:2")));
        QVERIFY(!isStopNoted(bench.store(), startAgainId()));
    }

    void backend_thatIsRestartedMadeAnewOrRemoved_isNotPulled()
    {
        test::SimulatedEngine engine;
        const auto pulls = [&engine] {
            return engine.requests().count(QStringLiteral("POST /images/create"));
        };
        engine.offerImage(startAgainReference, backendImage(QStringLiteral("one")));
        test::InstallBench bench(engine.address(),
                                 home(),
                                 QStringLiteral("amd64"),
                                 {.settled = std::chrono::milliseconds(0)});
        VERIFY_RESULT(bench.install(startAgainReference));
        QCOMPARE(pulls(), 1);
        // Whoever pulls gets another one from now on.
        engine.offerImage(startAgainReference, backendImage(QStringLiteral("two")));
        const QString running =
            QStringLiteral("container org_sample-desktop-extension-service sha256:one running");
        const InstalledBackend backend(bench.client(), bench.store(), startAgainId());
        VERIFY_RESULT(await(backend.restart()));
        QVERIFY(engine.state().contains(running));
        engine.removeContainer(startAgainId().serviceContainerName());
        VERIFY_RESULT(await(backend.restart()));
        QVERIFY(engine.state().contains(running));
        VERIFY_RESULT(bench.remove(startAgainId().value()));
        QVERIFY(engine.state().filter(QStringLiteral("container")).isEmpty());
        QCOMPARE(pulls(), 1);
    }
};

PIERHEAD_TEST(StartAgainTest)

#include "tst_startagain.moc"
