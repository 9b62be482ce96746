#include "fakedesktop.h"
#include "fakeengine.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/navigationhandlers.h>

#include <QTest>

namespace pierhead::bridge {

using test::FakeReply;
using View = NavigationTarget::View;

namespace {

const QString containerId(64, QLatin1Char('c'));
const QString imageId = QStringLiteral("sha256:") + QString(64, QLatin1Char('d'));
const QString engineKey = QStringLiteral("unix:///run/some.sock");

} // namespace

/// `desktopUI.navigate` of the page against an engine that answers as told.
class NavigationHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    MethodTable m_methods;
    test::FakeDesktop m_desktop;

    [[nodiscard]] PageContext contextOn(const test::FakeEngine &engine)
    {
        PageContext context{
            test::testExtension(home()), engine::EngineClient(engine.address()), &m_desktop};
        context.extension.engine = engineKey;
        context.extension.permissions = {};
        return context;
    }

    static void fill(test::FakeEngine &engine)
    {
        const FakeReply container = FakeReply::json(200,
                                                    {{"Id", containerId.toStdString()},
                                                     {"Name", "/web"},
                                                     {"State", {{"Status", "running"}}}});
        engine.on("GET /containers/" + containerId.toUtf8() + "/json", container);
        engine.on("GET /containers/cccccccccccc/json", container);
        engine.on("GET /containers/web/json", container);
        const FakeReply image = FakeReply::json(200, {{"Id", imageId.toStdString()}});
        engine.on("GET /images/" + imageId.toUtf8() + "/json", image);
        engine.on("GET /images/registry.example.org:5000/a/b:1.0/json", image);
        engine.on("GET /volumes/data", FakeReply::json(200, {{"Name", "data"}}));
    }

    /// The answer's code, or nothing for a reply.
    QString navigate(const QString &view, const QStringList &args)
    {
        test::FakeEngine engine;
        fill(engine);
        m_desktop.targets.clear();
        BridgeRouter router(contextOn(engine), m_methods);
        test::FakePage fake(router);
        const CallId id =
            fake.call(QStringLiteral("desktopUI.navigate"), {{"view", view}, {"args", args}});
        m_answer = fake.answerTo(id);
        return json::fieldOr<QString>(m_answer, "code", {});
    }

    nlohmann::json m_answer;

private Q_SLOTS:

    void initTestCase() { addNavigationHandlers(m_methods); }

    void navigate_toWhatIsThere_reachesTheDesktop_data()
    {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QStringList>("args");
        QTest::addColumn<View>("wanted");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("tag");
        const auto row = [](const char *view,
                            const QStringList &args,
                            View wanted,
                            const QString &id = {},
                            const QString &tag = {}) {
            QTest::addRow("%s %s", view, qPrintable(args.join(QLatin1Char(' ')).left(16)))
                << QString::fromLatin1(view) << args << wanted << id << tag;
        };
        const QString tag = QStringLiteral("3.15");
        row("containers", {}, View::Containers);
        row("container", {containerId}, View::Container, containerId);
        row("container-logs", {QStringLiteral("cccccccccccc")}, View::ContainerLogs, containerId);
        row("container-inspect", {QStringLiteral("web")}, View::ContainerInspect, containerId);
        row("container-terminal", {QStringLiteral("/web")}, View::ContainerTerminal, containerId);
        row("container-stats", {containerId}, View::ContainerStats, containerId);
        row("images", {}, View::Images);
        row("image", {imageId, tag}, View::Image, imageId, tag);
        row("image", {imageId}, View::Image, imageId);
        row("image",
            {QStringLiteral("registry.example.org:5000/a/b:1.0"), tag},
            View::Image,
            imageId,
            tag);
        row("volumes", {}, View::Volumes);
        row("volume", {QStringLiteral("data")}, View::Volume, QStringLiteral("data"));
    }

    void navigate_toWhatIsThere_reachesTheDesktop()
    {
        QFETCH(const QString, view);
        QFETCH(const QStringList, args);
        QFETCH(const View, wanted);
        QFETCH(const QString, id);
        QFETCH(const QString, tag);
        QCOMPARE(navigate(view, args), QString());
        QVERIFY(m_answer.at("result").is_null());
        QCOMPARE(m_desktop.targets.size(), 1U);
        const NavigationTarget expected{.view = wanted, .engine = engineKey, .id = id, .tag = tag};
        QVERIFY(m_desktop.targets.front() == expected);
    }

    void navigate_toDevEnvironments_doesNothing()
    {
        QCOMPARE(navigate(QStringLiteral("dev-environments"), {}), QString());
        QVERIFY(m_desktop.targets.empty());
    }

    void navigate_toWhatIsNotThere_saysSo_data()
    {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QString>("id");
        QTest::newRow("container") << QStringLiteral("container") << QStringLiteral("nobody");
        QTest::newRow("terminal") << QStringLiteral("container-terminal")
                                  << QString(64, QLatin1Char('e'));
        QTest::newRow("image") << QStringLiteral("image") << QStringLiteral("sha256:1234");
        QTest::newRow("volume") << QStringLiteral("volume") << QStringLiteral("nothing");
        QTest::newRow("a path") << QStringLiteral("container") << QStringLiteral("../volumes/data");
        QTest::newRow("a path of an image")
            << QStringLiteral("image") << QStringLiteral("a/../../volumes/data");
        QTest::newRow("a query") << QStringLiteral("volume") << QStringLiteral("data?x=y");
    }

    void navigate_toWhatIsNotThere_saysSo()
    {
        QFETCH(const QString, view);
        QFETCH(const QString, id);
        QCOMPARE(navigate(view, {id, QStringLiteral("latest")}), QStringLiteral("not-found"));
        const auto message = json::field<QString>(m_answer, "message");
        QVERIFY2(message.contains(id) && message.contains(engineKey), qPrintable(message));
        QVERIFY(m_desktop.targets.empty());
    }

    void navigate_wrongArguments_areRefused()
    {
        QCOMPARE(navigate(QStringLiteral("kitchen"), {}), QStringLiteral("invalid-argument"));
        QCOMPARE(navigate(QStringLiteral("container"), {}), QStringLiteral("invalid-argument"));
        QCOMPARE(navigate(QStringLiteral("volume"), {QString()}),
                 QStringLiteral("invalid-argument"));
        QVERIFY(m_desktop.targets.empty());
    }

    void navigate_engineAway_saysSo()
    {
        test::FakeEngine engine;
        BridgeRouter router(contextOn(engine), m_methods);
        engine.stop();
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("desktopUI.navigate"),
                                    {{"view", "container"}, {"args", {"web"}}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"),
                 QStringLiteral("engine-unreachable"));
    }
};

PIERHEAD_TEST(NavigationHandlersTest)

} // namespace pierhead::bridge

#include "tst_navigationhandlers.moc"
