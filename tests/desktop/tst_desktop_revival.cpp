#include "widgetstest.h"
#include "windowsupport.h"

#include <host/backend/backendlabels.h>
#include <host/settings/settings.h>

#include <QTest>

#include <guardedtest.h>
#include <result.h>

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
                 {"State", {{"Status", status()}, {"ExitCode", isRunning ? 0 : 137}}},
                 {"HostConfig", {{"RestartPolicy", {{"Name", "always"}}}}},
                 {"Config", {{"Labels", labels()}}}});
        });
        wire.onRequest("POST /containers/c1/start", [this](const FakeRequest &) {
            isRunning = isWilling;
            return isWilling ? FakeReply::bytes(204, {}, "text/plain")
                             : FakeReply::refusal(500, QStringLiteral("no such file"));
        });
    }

    [[nodiscard]] QString address() const { return m_engine.address(); }

    [[nodiscard]] QString key() { return m_engine.wire().address().key(); }

    [[nodiscard]] test::FakeEngine &wire() { return m_engine.wire(); }

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

    static void prepare(OneServiceEngine &engine)
    {
        PreparedExtension extension;
        extension.id = revivalId;
        extension.engine = engine.key();
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
