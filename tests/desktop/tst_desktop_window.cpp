#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensioncard.h>

#include <QApplication>
#include <QMessageBox>
#include <QSettings>
#include <QTest>
#include <QToolButton>

#include <guardedtest.h>
#include <result.h>

using namespace pierhead;
using desktop::ExtensionCard;
using desktop::SidebarButton;
using desktop::Theme;
using test::FakeReply;
using test::IdleEngine;
using test::openWindow;
using test::picture;
using test::PreparedExtension;
using test::tab;
using test::visible;

class DesktopWindowTest final : public test::GuardedTest
{
    Q_OBJECT

    static void prepare(const PreparedExtension &extension)
    {
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
    }

    static PreparedExtension named(const QString &title)
    {
        PreparedExtension extension;
        extension.id = title.toLower();
        extension.title = title;
        extension.hasBackend = false;
        return extension;
    }

private Q_SLOTS:

    void window_withNothingInstalled_explainsAndOffersToInstall()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QVERIFY(visible<QWidget>(program->window(), QStringLiteral("emptyState")));
        QVERIFY(visible<QPushButton>(program->window(), QStringLiteral("emptyInstallFromFile")));
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        picture(program->window(), QStringLiteral("empty"));
    }

    void window_withoutAnEngine_saysWhatWasTriedAndTriesAgain()
    {
        const QString socket = home() + QStringLiteral("/engine.sock");
        const QString address = QStringLiteral("unix://") + socket;
        const auto program = openWindow(address);
        auto *problem =
            program->window().findChild<desktop::ProblemPanel *>(QStringLiteral("engineProblem"));
        QTRY_VERIFY(problem->isVisible());
        QVERIFY2(problem->details().contains(socket), qPrintable(problem->details()));
        picture(program->window(), QStringLiteral("no-engine"));

        IdleEngine engine(socket);
        auto *retry = visible<QPushButton>(program->window(), QStringLiteral("retryEngine"));
        QTest::mouseClick(retry, Qt::LeftButton);
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        QVERIFY(!problem->isVisible());
    }

    void sidebar_byKeyboard_movesAndOpens()
    {
        prepare(named(QStringLiteral("Alpha")));
        prepare(named(QStringLiteral("Beta")));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QTRY_VERIFY(window.isActiveWindow());
        auto *home = tab(window, QStringLiteral("Extensions"));
        QVERIFY(home->isChecked());
        home->setFocus();
        QTest::keyClick(home, Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), tab(window, QStringLiteral("Alpha")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
        auto *beta = tab(window, QStringLiteral("Beta"));
        QCOMPARE(QApplication::focusWidget(), beta);
        QTest::keyClick(beta, Qt::Key_Home);
        QCOMPARE(QApplication::focusWidget(), home);
    }

    void extension_installedByAnotherProcess_showsWithoutARestart()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QVERIFY(!tab(window, QStringLiteral("Alpha")));
        prepare(named(QStringLiteral("Alpha")));
        QTRY_VERIFY(tab(window, QStringLiteral("Alpha")));
        QTRY_VERIFY(visible<ExtensionCard>(window, {}));
        QVERIFY(!visible<QWidget>(window, QStringLiteral("emptyState")));
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        VERIFY_RESULT(store.remove(program->model().rows().front().extension.id));
        QTRY_VERIFY(!tab(window, QStringLiteral("Alpha")));
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("emptyState")));
    }

    void titles_thatAreHostile_areShownAsText()
    {
        PreparedExtension markup = named(QStringLiteral("<b>x</b><img src=x>"));
        markup.id = QStringLiteral("markup");
        markup.vendor = QStringLiteral("<a href='http://x'>vendor</a>");
        PreparedExtension endless = named(QString(5000, QLatin1Char('W')));
        endless.id = QStringLiteral("endless");
        PreparedExtension rightToLeft = named(QStringLiteral("הרחבה לדוגמה"));
        rightToLeft.id = QStringLiteral("rtl");
        PreparedExtension ampersand = named(QStringLiteral("Salt & Pepper"));
        ampersand.id = QStringLiteral("ampersand");
        for (const PreparedExtension &extension : {markup, endless, rightToLeft, ampersand}) {
            prepare(extension);
        }
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QVERIFY(tab(window, QStringLiteral("<b>x</b><img src=x>")));
        QVERIFY(tab(window, QStringLiteral("Salt & Pepper")));
        QVERIFY(tab(window, rightToLeft.title));
        QCOMPARE(window.width(), 1200);
        for (QLabel *label : window.findChildren<QLabel *>()) {
            if (label->text().contains(QLatin1Char('<'))) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
            }
        }
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        picture(window, QStringLiteral("hostile-titles"));
        window.resize(480, 600);
        picture(window, QStringLiteral("hostile-titles-small"));
    }

    void icon_thatIsBroken_isReplacedByTheMonogram()
    {
        PreparedExtension broken = named(QStringLiteral("Alpha"));
        broken.icon = "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/hostname'/></svg>";
        prepare(broken);
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        const QImage icon =
            tab(program->window(), QStringLiteral("Alpha"))->icon().pixmap(QSize(24, 24)).toImage();
        QCOMPARE(icon.pixelColor(4, 12),
                 desktop::monogramColor(QStringLiteral("Alpha"), desktop::ColorScheme::Light));
    }

    void theme_chosenInTheMenu_isTakenAndRemembered()
    {
        IdleEngine engine;
        {
            const auto program = openWindow(engine.address());
            QAction *dark = nullptr;
            for (QAction *action : program->window().findChildren<QAction *>()) {
                dark = action->text() == QStringLiteral("&Dark") ? action : dark;
            }
            QVERIFY(dark != nullptr);
            dark->trigger();
            QCOMPARE(QApplication::palette().color(QPalette::Window),
                     colorFor(desktop::ColorRole::Window, desktop::ColorScheme::Dark));
        }
        const auto program = openWindow(engine.address());
        QCOMPARE(QApplication::palette().color(QPalette::Window),
                 colorFor(desktop::ColorRole::Window, desktop::ColorScheme::Dark));
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        picture(program->window(), QStringLiteral("empty-dark"));
    }

    void size_ofTheWindow_isRemembered()
    {
        IdleEngine engine;
        {
            const auto program = openWindow(engine.address(), {900, 500});
            program->window().close();
        }
        desktop::Options options;
        options.engine = engine.address();
        desktop::Application program(options, Paths::fromEnvironment(), test::viewPlugin());
        program.start();
        QCOMPARE(program.window().size(), QSize(900, 500));
    }

    void remove_declined_removesNothing()
    {
        prepare(named(QStringLiteral("Alpha")));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        auto *remove = visible<QPushButton>(program->window(), QStringLiteral("remove"));
        QTest::mouseClick(remove, Qt::LeftButton);
        auto *question =
            program->window().findChild<QMessageBox *>(QStringLiteral("removeQuestion"));
        QTRY_VERIFY(question && question->isVisible());
        QVERIFY(question->text().contains(QStringLiteral("Alpha")));
        QVERIFY(question->informativeText().contains(QStringLiteral("stay")));
        QCOMPARE(question->textFormat(), Qt::PlainText);
        picture(*question, QStringLiteral("remove-question"));
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(!program->window().findChild<QMessageBox *>(QStringLiteral("removeQuestion")));
        QCOMPARE(program->model().rowCount(), 1);
        QVERIFY(tab(program->window(), QStringLiteral("Alpha")));
    }

    void toasts_ofAPage_stackAndCanBeClosed()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        bridge::DesktopPort &port = program->window().desktop();
        using Kind = bridge::DesktopPort::ToastKind;
        port.showToast(Kind::Success, QStringLiteral("Saved"));
        port.showToast(Kind::Warning,
                       QStringLiteral("<b>Low</b> on space in a sentence that is "
                                      "long enough to need a second line"));
        port.showToast(Kind::Error, QStringLiteral("It failed"));
        auto toasts = program->window().findChildren<QFrame *>(QStringLiteral("toast"));
        QCOMPARE(toasts.size(), 3);
        QVERIFY(toasts.at(0)->geometry().bottom() < toasts.at(1)->geometry().top());
        QVERIFY(toasts.at(1)->geometry().bottom() < toasts.at(2)->geometry().top());
        QCOMPARE(toasts.at(1)->findChildren<QLabel *>().last()->textFormat(), Qt::PlainText);
        picture(program->window(), QStringLiteral("toasts"));
        QTest::mouseClick(toasts.at(0)->findChild<QToolButton *>(), Qt::LeftButton);
        QTRY_COMPARE(program->window().findChildren<QFrame *>(QStringLiteral("toast")).size(), 2);
    }

    void backend_thatTheEngineDoesNotStop_saysWhyInPlace()
    {
        IdleEngine engine;
        PreparedExtension hello;
        hello.engine = engine.address();
        prepare(hello);
        const nlohmann::json container{{"Id", "c1"},
                                       {"Names", {"/hello"}},
                                       {"State", "running"},
                                       {"Labels",
                                        {{"com.docker.compose.project", "hello-desktop-extension"},
                                         {"com.docker.compose.service", "web"}}}};
        engine.wire().on("GET /containers/json",
                         FakeReply::json(200, nlohmann::json::array({container})));
        engine.wire().on("POST /containers/c1/stop",
                         FakeReply::refusal(500, QStringLiteral("tried to kill it, did not die")));
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        auto *toggle = visible<QPushButton>(window, QStringLiteral("backendToggle"));
        QTRY_VERIFY(toggle->isEnabled());
        QTest::mouseClick(toggle, Qt::LeftButton);
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("problem")));
        auto *problem = visible<desktop::ProblemPanel>(window, QStringLiteral("problem"));
        const QString words = problem->details();
        QVERIFY2(words.contains(QStringLiteral("The backend of Hello could not be stopped")),
                 qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("\"web\"")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("did not die")), qPrintable(words));
        picture(window, QStringLiteral("backend-not-stopped"));

        QVERIFY(test::click(window, QStringLiteral("backendLogs")));
        QVERIFY(test::click(window, QStringLiteral("backendToggle")));
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("logsProblem")));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("logs-not-stopped-dark"));
    }

    void backend_ofAnEngineThatFailsToAnswer_isAskedForAgain()
    {
        IdleEngine engine;
        PreparedExtension hello;
        hello.engine = engine.address();
        prepare(hello);
        const QByteArray list = "GET /containers/json";
        engine.wire().on(list, FakeReply::refusal(500, QStringLiteral("the database is locked")));
        const auto program = openWindow(engine.address());
        const auto kind = [&program] {
            return program->model().rows().front().backend.kind;
        };
        QTRY_COMPARE(kind(), desktop::BackendStatus::Kind::Unreachable);
        QTest::qWait(500); // the questions of its start are answered
        engine.wire().on(list, FakeReply::json(200, nlohmann::json::array()));
        QTRY_COMPARE(kind(), desktop::BackendStatus::Kind::Missing);
    }

    void cards_ofSeveralExtensions_lookRight()
    {
        QFile icon(QStringLiteral(":/icons/pierhead.svg"));
        QVERIFY(icon.open(QIODevice::ReadOnly));
        IdleEngine engine;
        PreparedExtension hello;
        hello.id = QStringLiteral("desktop-backend-minimal-extension");
        hello.title = QStringLiteral("Hello Backend Extension");
        hello.engine = engine.address();
        hello.icon = icon.readAll();
        PreparedExtension logs = named(QStringLiteral("Logs Explorer"));
        logs.id = QStringLiteral("docker/logs-explorer-extension");
        logs.engine = engine.address();
        PreparedExtension volumes = named(QStringLiteral("Volumes Backup & Share"));
        volumes.id = QStringLiteral("docker/volumes-backup-extension");
        volumes.engine = QStringLiteral("embedded");
        for (const PreparedExtension &extension : {hello, logs, volumes}) {
            prepare(extension);
        }
        const nlohmann::json container{
            {"Id", "c1"},
            {"Names", {"/desktop-backend-minimal-extension-desktop-extension-service"}},
            {"Image", "hello"},
            {"State", "running"},
            {"Status", "Up 3 minutes"},
            {"Labels",
             {{"com.docker.compose.project",
               "desktop-backend-minimal-extension-desktop-extension"}}}};
        engine.wire().on("GET /containers/json",
                         FakeReply::json(200, nlohmann::json::array({container})));
        const auto program = openWindow(engine.address());
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        picture(program->window(), QStringLiteral("extensions-light"));
        program->window().resize(560, 640);
        picture(program->window(), QStringLiteral("extensions-small"));
        program->window().resize(1200, 800);
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(program->window(), QStringLiteral("extensions-dark"));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopWindowTest)

#include "tst_desktop_window.moc"
