#include "trayhost.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/settingsdialog.h>
#include <app/desktop/trayicon.h>

#include <QSignalSpy>
#include <QTest>

#include <guardedtest.h>
#include <result.h>

using namespace pierhead;
using test::TrayHost;

/// The window in a desktop's real tray: that of D-Bus, which Qt takes where there is one.
class DesktopTrayTest final : public test::GuardedTest
{
    Q_OBJECT

    /// With the setting that it stays in the tray.
    static std::unique_ptr<desktop::Application> openStaying(const QString &engine)
    {
        const Result<> set =
            settings::Settings(Paths::fromEnvironment())
                .change([](settings::SettingValues &values) { values.staysInTray = true; });
        return set ? test::openWindow(engine) : nullptr;
    }

private Q_SLOTS:

    void initTestCase()
    {
        // Qt looks for it once, and remembers which kind there is.
        const TrayHost tray;
        QVERIFY(tray.isThere());
        QVERIFY(desktop::TrayIcon::isPossible());
    }

    void icon_isThereWithItsNameAndPicture()
    {
        const TrayHost tray;
        test::IdleEngine engine;
        const auto program = openStaying(engine.address());
        QVERIFY(program);
        QTRY_COMPARE(tray.items().size(), 1);
        const QString item = tray.items().constFirst();
        QCOMPARE(tray.property(item, QStringLiteral("Status")), QStringLiteral("Active"));
        QVERIFY(tray.property(item, QStringLiteral("IconPixmap")).isValid());
        QCOMPARE(tray.menu(item),
                 QStringList({QStringLiteral("Open Pierhead"), QStringLiteral("Quit")}));
    }

    void icon_ofAWindowThatDoesNotStay_isNotThere()
    {
        const TrayHost tray;
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        QCOMPARE(tray.items(), QStringList());
        QSignalSpy finished(program.get(), &desktop::Application::finished);
        program->window().close();
        QCOMPARE(finished.size(), 1);
    }

    void close_hidesTheWindowAndTheIconBringsItBack()
    {
        const TrayHost tray;
        test::IdleEngine engine;
        const auto program = openStaying(engine.address());
        QVERIFY(program);
        const QSignalSpy finished(program.get(), &desktop::Application::finished);
        QTRY_COMPARE(tray.items().size(), 1);
        const QString item = tray.items().constFirst();
        QVERIFY(QTest::qWaitForWindowExposed(&program->window()));
        program->window().close();
        QVERIFY(!program->window().isVisible());
        QVERIFY(tray.activate(item));
        QTRY_VERIFY(program->window().isVisible());
        program->window().close();
        QVERIFY(!program->window().isVisible());
        QVERIFY(tray.choose(item, QStringLiteral("Open Pierhead")));
        QTRY_VERIFY(program->window().isVisible());
        QCOMPARE(finished.size(), 0);
        QCOMPARE(tray.items(), QStringList{item});
    }

    void quit_inTheMenu_endsTheProgram()
    {
        const TrayHost tray;
        test::IdleEngine engine;
        auto program = openStaying(engine.address());
        QVERIFY(program);
        const QSignalSpy finished(program.get(), &desktop::Application::finished);
        QTRY_COMPARE(tray.items().size(), 1);
        const QString item = tray.items().constFirst();
        program->window().close();
        QCOMPARE(finished.size(), 0);
        QVERIFY(tray.choose(item, QStringLiteral("Quit")));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().toInt(), 0);
        program.reset();
        QTRY_COMPARE(tray.items(), QStringList());
    }

    void background_startsInTheTrayAlone()
    {
        const TrayHost tray;
        test::IdleEngine engine;
        desktop::Options options;
        options.engine = engine.address();
        options.isInBackground = true;
        desktop::Application program(options, Paths::fromEnvironment(), test::viewPlugin());
        program.start();
        QTRY_COMPARE(tray.items().size(), 1);
        QVERIFY(!program.window().isVisible());
        QVERIFY(tray.choose(tray.items().constFirst(), QStringLiteral("Open Pierhead")));
        QTRY_VERIFY(program.window().isVisible());
    }

    void tray_thatGoes_bringsTheWindowBack()
    {
        auto tray = std::make_unique<TrayHost>();
        test::IdleEngine engine;
        const auto program = openStaying(engine.address());
        QVERIFY(program);
        QTRY_COMPARE(tray->items().size(), 1);
        program->window().close();
        QVERIFY(!program->window().isVisible());
        tray.reset();
        QTRY_VERIFY(program->window().isVisible());
        // The next one has the icon again, and the window may go into it.
        tray = std::make_unique<TrayHost>();
        QTRY_COMPARE(tray->items().size(), 1);
        program->window().close();
        QVERIFY(!program->window().isVisible());
        QVERIFY(tray->activate(tray->items().constFirst()));
        QTRY_VERIFY(program->window().isVisible());
    }

    void tray_ofAPanelThatIsRestarted_leavesTheWindowHidden()
    {
        auto tray = std::make_unique<TrayHost>();
        test::IdleEngine engine;
        const auto program = openStaying(engine.address());
        QVERIFY(program);
        QTRY_COMPARE(tray->items().size(), 1);
        program->window().close();
        desktop::TrayIcon other;
        QSignalSpy settled(&other, &desktop::TrayIcon::possibleChanged);
        tray.reset();
        tray = std::make_unique<TrayHost>();
        QVERIFY(settled.wait());
        QVERIFY(!program->window().isVisible());
        QCOMPARE(tray->items().size(), 1);
    }

    void settings_offerTheTray()
    {
        const TrayHost tray;
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        for (QAction *action : program->window().findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma)) {
                action->trigger();
            }
        }
        auto *dialog =
            test::visible<desktop::SettingsDialog>(program->window(), QStringLiteral("settings"));
        QVERIFY(dialog);
        auto *box = test::visible<QCheckBox>(*dialog, QStringLiteral("settingsTray"));
        QVERIFY(box && box->isEnabled() && !box->isChecked());
        box->click();
        QTRY_COMPARE(tray.items().size(), 1);
        box->click();
        QTRY_COMPARE(tray.items().size(), 0);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopTrayTest)

#include "tst_desktop_tray.moc"
