#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/chip.h>
#include <host/base/machine.h>
#include <host/catalog/catalogsources.h>
#include <host/updates/updatecache.h>

#include <QElapsedTimer>
#include <QTabBar>
#include <QTest>

#include <guardedtest.h>
#include <playedimage.h>
#include <result.h>
#include <storedextension.h>
#include <testcatalog.h>
#include <webserver.h>

using namespace pierhead;
using desktop::Chip;
using desktop::InstallFlow;
using desktop::Theme;
using test::click;
using test::IdleEngine;
using test::openWindow;
using test::picture;
using test::PreparedExtension;
using test::visible;
using test::WebCall;
using test::WebServer;

/// Newer versions in registries, on the cards of what is installed.
class DesktopUpdatesTest final : public test::GuardedTest
{
    Q_OBJECT

    std::unique_ptr<WebServer> m_server;
    int m_calls = 0;

    [[nodiscard]] QString id() const
    {
        return QUrl(m_server->url(QStringLiteral("/"))).authority() + QStringLiteral("/org/logs");
    }

    void prepareLogs() const
    {
        PreparedExtension logs;
        logs.id = id();
        logs.title = QStringLiteral("Logs");
        logs.tag = QStringLiteral("1.0.0");
        logs.hasBackend = false;
        logs.isFromRegistry = true;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), logs));
    }

    void list(const char *tag) const
    {
        const QString file = home() + QStringLiteral("/index.json");
        test::writeFile(file, test::catalogText({test::catalogEntry(id().toUtf8(), "Logs", tag)}));
        VERIFY_RESULT(catalog::CatalogSources(Paths::fromEnvironment()).add({file}));
    }

    static QString offered(QWidget &window)
    {
        auto *button = visible<QPushButton>(window, QStringLiteral("update"));
        return button == nullptr ? QString() : button->text();
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
        m_calls = 0;
        m_server = std::make_unique<WebServer>();
        m_server->on("/v2/", [](const WebCall &call) { call.answer(200, "{}"); });
        m_server->on("/v2/org/logs/tags/list", [this](const WebCall &call) {
            ++m_calls;
            call.answer(200, R"({"tags": ["1.0.0", "1.2.0", "latest"]})");
        });
        const test::SavedImage newer{.reference = {},
                                     .files = {},
                                     .labels = test::fittingLabels(),
                                     .architecture = machineArchitecture()};
        test::playImage(m_server.get(), QStringLiteral("org/logs"), QStringLiteral("1.2.0"), newer);
    }

    void cleanup()
    {
        qunsetenv("PIERHEAD_POLICY");
        m_server.reset();
        GuardedTest::cleanup();
    }

    void start_registryHasANewerVersion_isOfferedAndAsksFirst()
    {
        prepareLogs();
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QTRY_COMPARE(offered(window), QStringLiteral("Update to 1.2.0"));
        auto *chip = visible<Chip>(window, QStringLiteral("newerVersion"));
        QVERIFY(chip);
        QCOMPARE(chip->text(), QStringLiteral("1.2.0 is available"));
        QCOMPARE(visible<QTabBar>(window, QStringLiteral("extensionViews"))->tabText(0),
                 QStringLiteral("Installed, 1 to update"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Light);
        picture(window, QStringLiteral("updates-light"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("updates-dark"));
        window.resize(480, 800);
        picture(window, QStringLiteral("updates-480"));
        QVERIFY(click(window, QStringLiteral("update")));
        QCOMPARE(program->install().state(), InstallFlow::State::Asking);
        QCOMPARE(program->install().source().location, id() + QStringLiteral(":1.2.0"));
        QVERIFY(engine.wire().requestsTo("POST /images/create").isEmpty());
    }

    void start_again_asksNobodyWithinADay()
    {
        prepareLogs();
        IdleEngine engine;
        {
            const auto program = openWindow(engine.address());
            QTRY_COMPARE(offered(program->window()), QStringLiteral("Update to 1.2.0"));
        }
        const auto program = openWindow(engine.address());
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        QCOMPARE(offered(program->window()), QStringLiteral("Update to 1.2.0"));
        QTest::qWait(300);
        QCOMPARE(m_calls, 1);
    }

    void catalogAndRegistry_offerTheGreaterOnce_data()
    {
        QTest::addColumn<QByteArray>("listed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("registry's") << QByteArray("1.1.0") << QStringLiteral("1.2.0");
        QTest::newRow("the same") << QByteArray("1.2.0") << QStringLiteral("1.2.0");
        QTest::newRow("catalog's") << QByteArray("1.3.0") << QStringLiteral("1.3.0");
    }

    void catalogAndRegistry_offerTheGreaterOnce()
    {
        QFETCH(const QByteArray, listed);
        QFETCH(const QString, expected);
        prepareLogs();
        list(listed.constData());
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QTRY_COMPARE(m_calls, 1);
        QTRY_COMPARE(offered(window), QStringLiteral("Update to ") + expected);
        int chips = 0;
        for (const Chip *chip : window.findChildren<Chip *>(QStringLiteral("newerVersion"))) {
            chips += chip->isVisible() ? 1 : 0;
        }
        QCOMPARE(chips, 1);
    }

    void policy_forbidsTheNewerVersions_nothingIsOffered()
    {
        prepareLogs();
        list("1.3.0");
        const QString file = home() + QStringLiteral("/policy.json");
        test::writeFile(file, R"({"allowed": {"images": [")" + id().toUtf8() + R"(:1.0.0"]}})");
        qputenv("PIERHEAD_POLICY", file.toUtf8());
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QTRY_COMPARE(m_calls, 1); // some image of the repository is allowed
        QTest::qWait(300);
        QCOMPARE(offered(program->window()), QString());
        QVERIFY(!visible<Chip>(program->window(), QStringLiteral("newerVersion")));
    }

    void start_registryFails_isSilent()
    {
        m_server->on("/v2/org/logs/tags/list", [this](const WebCall &call) {
            ++m_calls;
            call.answer(500, "{}");
        });
        prepareLogs();
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QTRY_COMPARE(m_calls, 1);
        QTest::qWait(300);
        QCOMPARE(offered(window), QString());
        QVERIFY(!visible<QWidget>(window, QStringLiteral("problem")));
    }

    void close_whileTheRegistryIsSilent_doesNotWait()
    {
        QList<QPointer<QTcpSocket>> open;
        m_server->on("/v2/org/logs/tags/list",
                     [&open](const WebCall &call) { open.append(call.socket); });
        prepareLogs();
        IdleEngine engine;
        auto program = openWindow(engine.address());
        QTRY_VERIFY(!open.isEmpty());
        QElapsedTimer timer;
        timer.start();
        program.reset();
        QVERIFY(timer.elapsed() < 5000);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopUpdatesTest)

#include "tst_desktop_updates.moc"
