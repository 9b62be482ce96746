#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/autostart.h>
#include <app/desktop/settingsdialog.h>
#include <app/desktop/trayicon.h>

#include <QAction>
#include <QSignalSpy>
#include <QTest>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::SettingsDialog;
using test::openWindow;
using test::picture;
using test::readFile;
using test::visible;

/// The dialog of the settings, and what follows from them.
class DesktopSettingsTest final : public test::GuardedTest
{
    Q_OBJECT

    static settings::SettingValues stored()
    {
        return settings::Settings(Paths::fromEnvironment()).values();
    }

    static QString autostartFile()
    {
        return qEnvironmentVariable("XDG_CONFIG_HOME")
            + QStringLiteral("/autostart/pierhead.desktop");
    }

    /// By the menu, as a user does it.
    static SettingsDialog *openDialog(desktop::MainWindow &window)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma)) {
                action->trigger();
            }
        }
        return visible<SettingsDialog>(window, QStringLiteral("settings"));
    }

    static void choose(QComboBox *box, settings::ThemeChoice theme)
    {
        box->setCurrentIndex(box->findData(static_cast<int>(theme)));
        Q_EMIT box->activated(box->currentIndex());
    }

    static QCheckBox *box(SettingsDialog *dialog, const char *name)
    {
        return visible<QCheckBox>(*dialog, QString::fromLatin1(name));
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        qputenv("XDG_CONFIG_HOME", (home() + QStringLiteral("/config")).toUtf8());
    }

    void dialog_showsWhatIsSet_andItsThemeHoldsAtOnce()
    {
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        desktop::MainWindow &window = program->window();
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        SettingsDialog *dialog = openDialog(window);
        QVERIFY(dialog);
        auto *theme = visible<QComboBox>(*dialog, QStringLiteral("settingsTheme"));
        choose(theme, settings::ThemeChoice::Light);
        picture(*dialog, QStringLiteral("settings-light"));
        choose(theme, settings::ThemeChoice::Dark);
        QCOMPARE(stored().theme, settings::ThemeChoice::Dark);
        picture(*dialog, QStringLiteral("settings-dark"));
        // The menu says the same.
        int checked = 0;
        for (const QAction *action : window.findChildren<QAction *>()) {
            checked += action->isChecked() && action->text().contains(QStringLiteral("ark"));
        }
        QCOMPARE(checked, 1);
    }

    void extensions_turnedOffAndOn()
    {
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        box(dialog, "settingsExtensions")->click();
        QCOMPARE(stored().extensionsEnabled, false);
        QVERIFY(visible<QWidget>(program->window(), QStringLiteral("disabledNotice")));
        box(dialog, "settingsExtensions")->click();
        QCOMPARE(stored().extensionsEnabled, true);
        QVERIFY(!visible<QWidget>(program->window(), QStringLiteral("disabledNotice")));
    }

    void extensions_lockedByAPolicy_cannotBeTurned()
    {
        const QString file = home() + QStringLiteral("/policy.json");
        test::writeFile(file, R"({"extensions": {"enabled": true, "locked": true}})");
        qputenv("PIERHEAD_POLICY", file.toUtf8());
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        qunsetenv("PIERHEAD_POLICY");
        SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        QVERIFY(!box(dialog, "settingsExtensions")->isEnabled());
        QVERIFY(box(dialog, "settingsExtensions")->isChecked());
        picture(*dialog, QStringLiteral("settings-locked"));
    }

    void autostart_writesADesktopEntryAndDeletesIt()
    {
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        QCheckBox *autostart = box(dialog, "settingsAutostart");
        QVERIFY(!autostart->isChecked());
        autostart->click();
        QVERIFY(autostart->isChecked());
        const QByteArray entry = readFile(autostartFile());
        QVERIFY2(entry.contains("Exec=\"" + QCoreApplication::applicationFilePath().toUtf8()
                                + "\" --background\n"),
                 entry.constData());
        autostart->click();
        QVERIFY(!QFileInfo::exists(autostartFile()));
        QVERIFY(!desktop::isAutostarted());
    }

    void autostart_whereItCannotBeWritten_saysSoAndStaysOff()
    {
        // A file is where the folder would be.
        test::writeFile(qEnvironmentVariable("XDG_CONFIG_HOME"), "in the way");
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        box(dialog, "settingsAutostart")->click();
        QVERIFY(!box(dialog, "settingsAutostart")->isChecked());
        auto *problem = visible<QLabel>(*dialog, QStringLiteral("settingsProblem"));
        QVERIFY(problem);
        QVERIFY2(problem->text().contains(autostartFile()), qPrintable(problem->text()));
        QTRY_VERIFY(problem->height() >= problem->heightForWidth(problem->width()));
        picture(*dialog, QStringLiteral("settings-problem"));
        QVERIFY(QFile::remove(qEnvironmentVariable("XDG_CONFIG_HOME")));
    }

    void limits_areKeptAndShownAgain()
    {
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        auto *memory = visible<QSpinBox>(*dialog, QStringLiteral("settingsMemory"));
        auto *cpus = visible<QDoubleSpinBox>(*dialog, QStringLiteral("settingsCpus"));
        QVERIFY(memory && cpus);
        QCOMPARE(memory->text(), QStringLiteral("No limit"));
        memory->setValue(512);
        cpus->setValue(1.5);
        QVERIFY(stored().limits == (settings::BackendLimits{.memoryMiB = 512, .cpus = 1.5}));
        picture(*dialog, QStringLiteral("settings-limits"));
        // Less than an engine makes a container with.
        memory->setValue(1);
        QCOMPARE(stored().limits.memoryMiB, qint64(settings::BackendLimits::leastMemoryMiB));
        QCOMPARE(qint64(memory->value()), qint64(settings::BackendLimits::leastMemoryMiB));
        memory->setValue(0);
        cpus->setValue(0);
        QVERIFY(stored().limits == settings::BackendLimits());
    }

    void tray_whereThereIsNone_cannotBeChosen()
    {
        QVERIFY(!desktop::TrayIcon::isPossible()); // offscreen
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        QVERIFY(!box(dialog, "settingsTray")->isEnabled());
    }

    void background_withoutATray_startsMinimized()
    {
        test::IdleEngine engine;
        desktop::Options options;
        options.engine = engine.address();
        options.isInBackground = true;
        desktop::Application program(options, Paths::fromEnvironment(), test::viewPlugin());
        program.start();
        QVERIFY(program.window().isMinimized());
    }

    void window_thatStaysInTheTray_isHiddenByCloseAndEndedByQuit()
    {
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        desktop::MainWindow &window = program->window();
        const QSignalSpy closed(&window, &desktop::MainWindow::closed);
        window.setHidesOnClose(true);
        window.close();
        QVERIFY(!window.isVisible());
        QCOMPARE(closed.size(), 0);
        program->show({});
        QVERIFY(window.isVisible());
        window.quit();
        QCOMPARE(closed.size(), 1);
    }

    void engine_changedFromTheDialog_opensTheSwitcher()
    {
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        QVERIFY(openDialog(program->window()));
        QVERIFY(test::click(program->window(), QStringLiteral("settingsEngine")));
        QTRY_VERIFY(visible<QWidget>(program->window(), QStringLiteral("engineSwitcher")));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopSettingsTest)

#include "tst_desktop_settings.moc"
