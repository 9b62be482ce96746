#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensiontab.h>
#include <host/settings/settings.h>

#include <QApplication>
#include <QDir>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTest>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>
#include <webserver.h>

using namespace pierhead;
using desktop::ExtensionTab;
using settings::SettingValues;
using test::click;
using test::IdleEngine;
using test::openWindow;
using test::patience;
using test::picture;
using test::tab;

/// What `docker extension dev` and a policy do to a tab of the window.
class DesktopDevTest final : public test::GuardedTest
{
    Q_OBJECT

    std::unique_ptr<IdleEngine> m_engine;
    test::PreparedExtension m_extension;

    [[nodiscard]] static settings::Settings settings()
    {
        return settings::Settings(Paths::fromEnvironment());
    }

    static void change(const std::function<void(SettingValues &)> &change)
    {
        VERIFY_RESULT(settings().change(change));
    }

    /// Its tab, opened by a click.
    [[nodiscard]] ExtensionTab *openTab(desktop::Application &program)
    {
        desktop::MainWindow &window = program.window();
        static_cast<void>(
            test::waitFor([&program] { return program.engines().engine() != nullptr; }, patience));
        desktop::SidebarButton *button = tab(window, m_extension.title);
        if (button == nullptr) {
            return nullptr;
        }
        QTest::mouseClick(button, Qt::LeftButton);
        return window.currentTab();
    }

    /// The value of an expression in the page, as JSON text.
    static QString value(ExtensionTab &page, const QString &expression)
    {
        QString answer;
        page.view()->runScript(expression, [&answer](const QString &json) { answer = json; });
        static_cast<void>(test::waitFor([&answer] { return !answer.isEmpty(); }, patience));
        return answer;
    }

    static qsizetype toolWindows()
    {
        qsizetype count = 0;
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (const QWidget *window : windows) {
            count += window->objectName() == QStringLiteral("devTools") ? 1 : 0;
        }
        return count;
    }

protected:
    /// The engine keeps helpers for some seconds.
    [[nodiscard]] int graceMilliseconds() const override { return 20'000; }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void init()
    {
        GuardedTest::init();
        m_engine = std::make_unique<IdleEngine>();
        m_extension.engine = m_engine->address();
        m_extension.hasBackend = false;
        m_extension.page = "<p>Installed</p>";
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), m_extension));
    }

    void cleanup()
    {
        m_engine.reset();
        GuardedTest::cleanup();
    }

    void uiSource_ofTheExtension_isWhatItsTabLoads()
    {
        test::WebServer server;
        server.serve("/ui", "<p>From the server</p>");
        const QUrl url(server.url(QStringLiteral("/ui")));
        change([this, &url](SettingValues &values) { values.dev[m_extension.id].uiSource = url; });
        const auto program = openWindow(m_engine->address());
        ExtensionTab *page = openTab(*program);
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QCOMPARE(value(*page, QStringLiteral("document.body.innerText.trim()")),
                 QStringLiteral("\"From the server\""));
        QCOMPARE(value(*page, QStringLiteral("ddClient.extension.image")),
                 QStringLiteral("\"hello:1.0\""));

        // From the next opening on it is as it was installed.
        change([this](SettingValues &values) { values.dev.remove(m_extension.id); });
        program->window().open({});
        page = openTab(*program);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QCOMPARE(value(*page, QStringLiteral("document.body.innerText.trim()")),
                 QStringLiteral("\"Installed\""));
    }

    void uiSource_thatDoesNotAnswer_isNamedAndRetried()
    {
        quint16 port = 0;
        {
            QTcpServer taken;
            QVERIFY(taken.listen(QHostAddress::LocalHost));
            port = taken.serverPort();
        }
        const QUrl url(QStringLiteral("http://127.0.0.1:%1/ui").arg(port));
        change([this, &url](SettingValues &values) { values.dev[m_extension.id].uiSource = url; });
        const auto program = openWindow(m_engine->address());
        ExtensionTab *page = openTab(*program);
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Failed, patience);
        QVERIFY2(page->error().message.contains(url.toString()), qPrintable(page->error().message));
        auto *again = test::visible<QPushButton>(program->window(), QStringLiteral("reloadTab"));
        QVERIFY(again);
        QCOMPARE(again->text(), QStringLiteral("Retry"));
        picture(program->window(), QStringLiteral("ui-source-failed-light"));
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Dark);
        picture(program->window(), QStringLiteral("ui-source-failed-dark"));

        QTcpServer late;
        QVERIFY(late.listen(QHostAddress::LocalHost, port));
        connect(&late, &QTcpServer::newConnection, &late, [&late] {
            QTcpSocket *socket = late.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n"
                              "Connection: close\r\n\r\nlate");
                socket->disconnectFromHost();
            });
        });
        QVERIFY(click(program->window(), QStringLiteral("reloadTab")));
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QCOMPARE(value(*page, QStringLiteral("document.body.innerText.trim()")),
                 QStringLiteral("\"late\""));
        program->window().open({});
    }

    void uiSource_aFolder_isWhatItsTabLoadsAfterEachChange()
    {
        const QString folder = home() + QStringLiteral("/ui");
        const QString file = folder + QStringLiteral("/index.html");
        const QString text = QStringLiteral("document.body?.innerText.trim()");
        test::writeFile(file, "<p>One</p>");
        change([this, &folder](SettingValues &values) {
            values.dev[m_extension.id].uiSource = QUrl::fromLocalFile(folder);
        });
        const auto program = openWindow(m_engine->address());
        ExtensionTab *page = openTab(*program);
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QCOMPARE(value(*page, text), QStringLiteral("\"One\""));
        const QPointer<webview::ExtensionView> view(page->view());
        test::writeFile(file, "<p>Two</p>");
        QTRY_COMPARE_WITH_TIMEOUT(value(*page, text), QStringLiteral("\"Two\""), patience);
        QVERIFY(view);
        QCOMPARE(page->view(), view.data());
        QCOMPARE(page->state(), ExtensionTab::State::Loaded);

        QVERIFY(QDir(folder).removeRecursively());
        program->window().open({});
        page = openTab(*program);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Failed, patience);
        QVERIFY2(page->error().message.contains(folder), qPrintable(page->error().message));
        program->window().open({});
    }

    void debug_ofTheExtension_opensTheToolsWithItsTab()
    {
        change([this](SettingValues &values) { values.dev[m_extension.id].hasDevTools = true; });
        const auto program = openWindow(m_engine->address());
        for (int opening = 0; opening < 2; ++opening) {
            ExtensionTab *page = openTab(*program);
            QVERIFY(page);
            QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
            QCOMPARE(toolWindows(), 1);
            program->window().open({});
            QCOMPARE(toolWindows(), 0);
        }
    }

    void version_thatIsInstalledWhileATabIsOpen_isLoaded()
    {
        const auto program = openWindow(m_engine->address());
        const QPointer<ExtensionTab> page(openTab(*program));
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        const QPointer<webview::ExtensionView> former(page->view());
        const QString formerImage = m_extension.imageId;
        m_extension.imageId = QStringLiteral("sha256:") + QString(64, QLatin1Char('b'));
        m_extension.page = "<p>Newer</p>";
        const auto installed = test::prepare(Paths::fromEnvironment(), m_extension);
        m_extension.imageId = formerImage;
        VERIFY_RESULT(installed);
        QTRY_VERIFY(!former);
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QCOMPARE(value(*page, QStringLiteral("document.body.innerText.trim()")),
                 QStringLiteral("\"Newer\""));
        QCOMPARE(program->window().currentTab(), page.data());
        program->window().open({});
    }

    void disabledByItself_whileATabIsOpen_closesIt()
    {
        const auto program = openWindow(m_engine->address());
        const QPointer<ExtensionTab> page(openTab(*program));
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        change([this](SettingValues &values) { values.disabled.append(m_extension.id); });
        QTRY_VERIFY(!page);
        QVERIFY(!tab(program->window(), m_extension.title));
        QVERIFY(test::visible<QPushButton>(program->window(), QStringLiteral("enable")));
        QVERIFY(!test::visible<QWidget>(program->window(), QStringLiteral("disabledNotice")));
    }

    void disabled_whileATabIsOpen_closesIt()
    {
        const auto program = openWindow(m_engine->address());
        const QPointer<ExtensionTab> page(openTab(*program));
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        change([](SettingValues &values) { values.extensionsEnabled = false; });
        QTRY_VERIFY(!page);
        QVERIFY(test::visible<QWidget>(program->window(), QStringLiteral("disabledNotice")));
    }

    void permission_lockedByPolicy_isTakenFromThePage()
    {
        const QString file = home() + QStringLiteral("/policy.json");
        const QString script =
            QStringLiteral("ddClient.docker.listImages().then(() => { window.said = 'listed'; }, "
                           "(error) => { window.said = error.message; }); undefined");
        qputenv("PIERHEAD_POLICY", file.toUtf8());
        const auto unset = qScopeGuard([] { qunsetenv("PIERHEAD_POLICY"); });
        const auto program = openWindow(m_engine->address());
        test::writeFile(file, R"({"permissions": {"locked": {"docker": false}}})");
        ExtensionTab *page = openTab(*program);
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        value(*page, script);
        QTRY_VERIFY_WITH_TIMEOUT(value(*page, QStringLiteral("window.said ?? ''"))
                                     .contains(QStringLiteral("lacks the permission")),
                                 patience);

        // A policy that cannot be followed gives nothing at all.
        test::writeFile(file, "broken");
        program->window().open({});
        page = openTab(*program);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Failed, patience);
        QVERIFY2(page->error().message.contains(file), qPrintable(page->error().message));
        QVERIFY(!page->view());
    }
};

PIERHEAD_WIDGETS_TEST(DesktopDevTest)

#include "tst_desktop_dev.moc"
