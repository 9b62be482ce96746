#include "widgetstest.h"
#include "windowsupport.h"

#include <host/backend/backendlabels.h>
#include <host/engine/lastingsocket.h>
#include <host/settings/settings.h>

#include <QScopeGuard>
#include <QTest>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::BackendStatus;
using test::FakeReply;
using test::FakeRequest;
using test::openWindow;
using test::patience;
using test::PreparedExtension;
using test::visible;

namespace {

const QString revivalId = QStringLiteral("hello");
const QString podmanName = QStringLiteral("Podman Engine");

/// Where Pierhead looks for Podman there is a program that serves by another engine's socket; until
/// what this returns goes.
[[nodiscard]] auto withPodmanThatServesBy(const QString &folder, const QString &socket)
{
    const QString program = folder + QStringLiteral("/podman");
    test::writeFile(
        program, "#!/bin/sh\nln -s '" + socket.toUtf8() + "' \"${4#unix://}\"\nexec sleep 1000\n");
    QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", folder.toUtf8() + ':' + path);
    return qScopeGuard([path] { qputenv("PATH", path); });
}

/// An engine with the one container of a backend, which the test ends.
class OneServiceEngine final
{
public:
    explicit OneServiceEngine(const QString &product)
    {
        test::FakeEngine &wire = m_engine.wire();
        wire.on("GET /version",
                FakeReply::json(200,
                                {{"Version", "4.3.1"},
                                 {"ApiVersion", "1.41"},
                                 {"Os", "linux"},
                                 {"Arch", "amd64"},
                                 {"Components", {{{"Name", product}, {"Version", "4.3.1"}}}}}));
        wire.onRequest("GET /containers/json", [this](const FakeRequest &) {
            return FakeReply::json(200,
                                   nlohmann::json::array({{{"Id", "c1"},
                                                           {"Names", {"/web"}},
                                                           {"State", status()},
                                                           {"Labels", labels()}}}));
        });
        wire.onRequest("GET /containers/c1/json", [this](const FakeRequest &) {
            return FakeReply::json(
                200,
                {{"Id", "c1"},
                 {"Name", "/web"},
                 {"State",
                  {{"Status", status()},
                   {"ExitCode", isRunning ? 0 : 137},
                   {"StartedAt", startedAt.toString(Qt::ISODateWithMs)}}},
                 {"Mounts", nlohmann::json::array({{{"Type", "bind"}, {"Source", mounted}}})},
                 {"HostConfig", {{"RestartPolicy", {{"Name", "always"}}}}},
                 {"Config", {{"Labels", labels()}}}});
        });
        wire.onRequest("POST /containers/c1/start", [this](const FakeRequest &) {
            isRunning = isWilling;
            startedAt = QDateTime::currentDateTimeUtc();
            return isWilling ? FakeReply::bytes(204, {}, "text/plain")
                             : FakeReply::refusal(500, QStringLiteral("no such file"));
        });
        wire.onRequest("POST /containers/c1/stop", [this](const FakeRequest &) {
            isRunning = false;
            return FakeReply::bytes(204, {}, "text/plain");
        });
    }

    [[nodiscard]] QString address() const { return m_engine.address(); }

    [[nodiscard]] QString key() { return m_engine.wire().address().key(); }

    [[nodiscard]] test::FakeEngine &wire() { return m_engine.wire(); }

    [[nodiscard]] qsizetype stops()
    {
        return m_engine.wire().requestsTo("POST /containers/c1/stop").size();
    }

    [[nodiscard]] qsizetype starts()
    {
        return m_engine.wire().requestsTo("POST /containers/c1/start").size();
    }

    /// With the event that tells of it.
    void end()
    {
        isRunning = false;
        const nlohmann::json event{
            {"Type", "container"},
            {"Action", "died"},
            {"Actor",
             {{"ID", "c1"},
              {"Attributes", {{backend::idLabel.toStdString(), revivalId.toStdString()}}}}}};
        wire().push(FakeReply::chunk(QByteArray::fromStdString(event.dump()) + '\n'));
    }

    bool isRunning = false;
    bool isWilling = true;
    QDateTime startedAt = QDateTime::currentDateTimeUtc().addDays(-1);
    QString mounted = QStringLiteral("/srv");

private:
    [[nodiscard]] const char *status() const { return isRunning ? "running" : "exited"; }

    static nlohmann::json labels()
    {
        return {{backend::idLabel.toStdString(), revivalId.toStdString()},
                {backend::serviceLabel.toStdString(), "web"}};
    }

    test::IdleEngine m_engine;
};

} // namespace

/// The window finds backends that have ended with their engine's machine.
class DesktopRevivalTest final : public test::GuardedTest
{
    Q_OBJECT

    static void prepare(OneServiceEngine &engine) { prepare(engine.key()); }

    static void prepare(const QString &engineKey)
    {
        PreparedExtension extension;
        extension.id = revivalId;
        extension.engine = engineKey;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
    }

    static BackendStatus::Kind backendOf(desktop::Application &program)
    {
        return program.model().rows().front().backend.kind;
    }

    /// Long enough for what the window would do of an answer that it has.
    static void letActs() { QTest::qWait(500); }

private Q_SLOTS:

    void backend_thatHasEnded_isStartedWhereNobodyElseDoes_data()
    {
        QTest::addColumn<QString>("product");
        QTest::addColumn<QStringList>("stopped");
        QTest::addColumn<QStringList>("disabled");
        QTest::addColumn<int>("starts");
        const QStringList none;
        QTest::newRow("Podman") << podmanName << none << none << 1;
        QTest::newRow("Docker") << QStringLiteral("Engine") << none << none << 0;
        QTest::newRow("the user stopped it") << podmanName << QStringList{revivalId} << none << 0;
        QTest::newRow("disabled") << podmanName << none << QStringList{revivalId} << 0;
    }

    void backend_thatHasEnded_isStartedWhereNobodyElseDoes()
    {
        QFETCH(const QString, product);
        QFETCH(const QStringList, stopped);
        QFETCH(const QStringList, disabled);
        QFETCH(const int, starts);
        OneServiceEngine engine(product);
        prepare(engine);
        VERIFY_RESULT(settings::Settings(Paths::fromEnvironment())
                          .change([&stopped, &disabled](settings::SettingValues &values) {
                              values.stopped = stopped;
                              values.disabled = disabled;
                          }));
        const auto program = openWindow(engine.address());
        QTRY_VERIFY_WITH_TIMEOUT(!engine.wire().requestsTo("GET /containers/c1/json").isEmpty(),
                                 patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine.starts(), starts, patience);
        letActs();
        QCOMPARE(engine.starts(), starts);
    }

    void backend_thatEndsWithItsEngine_isStartedOnceItIsBack_andOnlyThen()
    {
        OneServiceEngine engine(podmanName);
        engine.isRunning = true;
        prepare(engine);
        const auto program = openWindow(engine.address());
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        letActs();
        engine.wire().stop();
        engine.isRunning = false;
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Unreachable, patience);
        engine.wire().start();
        QTRY_COMPARE_WITH_TIMEOUT(engine.starts(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!program->window().isBusy(), patience);

        engine.end();
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Stopped, patience);
        letActs();
        QCOMPARE(engine.starts(), 1);
    }

    void backend_thatRunsWithTheSocketOfAnEndedEngine_isRestartedOnce_data()
    {
        QTest::addColumn<bool>("isMounted");
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("restarts");
        QTest::newRow("started before the engine") << true << -1 << 1;
        QTest::newRow("started since") << true << 1 << 0;
        QTest::newRow("without the socket") << false << -1 << 0;
    }

    void backend_thatRunsWithTheSocketOfAnEndedEngine_isRestartedOnce()
    {
        QFETCH(const bool, isMounted);
        QFETCH(const int, days);
        QFETCH(const int, restarts);
        OneServiceEngine engine(podmanName);
        engine.isRunning = true;
        engine.startedAt = QDateTime::currentDateTimeUtc().addDays(days);
        if (isMounted) {
            engine.mounted = engine::LastingSocket(Paths::fromEnvironment().runtime).path();
        }
        prepare(engine::Engine::embeddedName());
        const auto podman = withPodmanThatServesBy(home(), engine.wire().address().path);
        const auto program = openWindow(engine::Engine::embeddedName());
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine.starts(), restarts, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!program->window().isBusy(), patience);
        letActs();
        QCOMPARE(engine.stops(), restarts);
        QCOMPARE(engine.starts(), restarts);
        QCOMPARE(backendOf(*program), BackendStatus::Kind::Running);
    }

    void start_thatFails_isToldInTheWindow()
    {
        OneServiceEngine engine(podmanName);
        engine.isWilling = false;
        prepare(engine);
        const auto program = openWindow(engine.address());
        QTRY_VERIFY_WITH_TIMEOUT(
            visible<desktop::ProblemPanel>(program->window(), QStringLiteral("problem")), patience);
        auto *problem =
            visible<desktop::ProblemPanel>(program->window(), QStringLiteral("problem"));
        QVERIFY2(problem->details().contains(QStringLiteral("no such file")),
                 qPrintable(problem->details()));
        QCOMPARE(engine.starts(), 1);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopRevivalTest)

#include "tst_desktop_revival.moc"
