#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/disablednotice.h>
#include <app/desktop/extensioncard.h>
#include <app/desktop/settingsdialog.h>
#include <host/backend/backendcontrol.h>
#include <host/settings/settings.h>

#include <QApplication>
#include <QSettings>
#include <QTest>

#include <installtest.h>
#include <result.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::BackendStatus;
using desktop::DisabledNotice;
using desktop::Theme;
using settings::SettingValues;
using test::click;
using test::openWindow;
using test::patience;
using test::picture;
using test::readFile;
using test::tab;
using test::visible;
using test::writeFile;

namespace {

const QString switchReference = QStringLiteral("switch/sample:1");

} // namespace

/// The window while extensions are disabled, and what it keeps in the settings.
class DesktopSwitchTest final : public test::InstallTest
{
    Q_OBJECT

    [[nodiscard]] static settings::Settings settings()
    {
        return settings::Settings(Paths::fromEnvironment());
    }

    static void turn(bool on)
    {
        VERIFY_RESULT(
            settings().change([on](SettingValues &values) { values.extensionsEnabled = on; }));
    }

    static DisabledNotice *notice(desktop::Application &program)
    {
        return visible<DisabledNotice>(program.window(), QStringLiteral("disabledNotice"));
    }

    static BackendStatus::Kind backendOf(desktop::Application &program)
    {
        return program.model().rows().front().backend.kind;
    }

    static qint64 memoryOfBackend(desktop::Application &program)
    {
        const auto id = program.model().rows().front().extension.id;
        const auto details = test::await(client().inspectContainer(id.serviceContainerName()));
        return details ? details->resources.memory : -1;
    }

private Q_SLOTS:

    void initTestCase() { VERIFY_RESULT(buildImage(switchReference, sampleContext("page"))); }

    void window_followsTheCommandLine_andEnables()
    {
        VERIFY_RESULT(bench().install(switchReference));
        const auto program = openWindow(addressText());
        desktop::MainWindow &window = program->window();
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        QVERIFY(!notice(*program));
        QVERIFY(tab(window, QStringLiteral("Sample")));

        // As `docker extension disable` does it.
        turn(false);
        const auto id = program->model().rows().front().extension.id;
        VERIFY_RESULT(test::await(backend::BackendControl(client(), id).stop()));
        QTRY_VERIFY(notice(*program));
        QVERIFY(!tab(window, QStringLiteral("Sample")));
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Stopped, patience);
        auto *open = visible<QPushButton>(window, QStringLiteral("open"));
        QVERIFY(open && !open->isEnabled());
        auto *install = visible<QPushButton>(window, QStringLiteral("installFromFile"));
        QVERIFY(install && !install->isEnabled());
        window.open(id.value());
        QVERIFY(!window.currentTab());
        picture(window, QStringLiteral("disabled-light"));
        Q_EMIT window.themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("disabled-dark"));

        QVERIFY(click(window, QStringLiteral("enableExtensions")));
        QVERIFY(!notice(*program));
        QTRY_VERIFY(tab(window, QStringLiteral("Sample")));
        QCOMPARE(settings().values().extensionsEnabled, true);
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        QVERIFY(install->isEnabled());
        VERIFY_RESULT(bench().remove(switchReference));
    }

    void one_disabledByTheCommandLine_hasNoTab_andIsEnabled()
    {
        VERIFY_RESULT(bench().install(switchReference));
        const auto program = openWindow(addressText());
        desktop::MainWindow &window = program->window();
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        const auto id = program->model().rows().front().extension.id;

        // As `docker extension disable NAME` does it.
        VERIFY_RESULT(settings().change(
            [&id](SettingValues &values) { values.disabled.append(id.value()); }));
        VERIFY_RESULT(test::await(backend::BackendControl(client(), id).stop()));
        QTRY_VERIFY(visible<QLabel>(window, QStringLiteral("disabledState")));
        QVERIFY(!notice(*program));
        QVERIFY(!tab(window, QStringLiteral("Sample")));
        QVERIFY(!visible<QPushButton>(window, QStringLiteral("open")));
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Stopped, patience);
        window.open(id.value());
        QVERIFY(!window.currentTab());
        picture(window, QStringLiteral("disabled-one-light"));
        Q_EMIT window.themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("disabled-one-dark"));

        // What starts it all the same, as an engine that comes back, is undone.
        VERIFY_RESULT(test::await(backend::BackendControl(client(), id).start()));
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Stopped, patience);

        QVERIFY(test::waitFor([&program] { return !program->window().isBusy(); }, patience));
        QVERIFY(click(window, QStringLiteral("enable")));
        QTRY_VERIFY(tab(window, QStringLiteral("Sample")));
        QVERIFY(settings().values().disabled.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        QVERIFY(visible<QPushButton>(window, QStringLiteral("open")));
        VERIFY_RESULT(bench().remove(switchReference));
    }

    void limits_thatChange_reachWhatRuns_andTheDialogSaysWhatDoesNot()
    {
        VERIFY_RESULT(bench().install(switchReference));
        const auto program = openWindow(addressText());
        desktop::MainWindow &window = program->window();
        QTRY_COMPARE_WITH_TIMEOUT(backendOf(*program), BackendStatus::Kind::Running, patience);
        Q_EMIT window.settingsRequested();
        auto *dialog = visible<desktop::SettingsDialog>(window, QStringLiteral("settings"));
        QVERIFY(dialog);
        auto *memory = visible<QSpinBox>(*dialog, QStringLiteral("settingsMemory"));
        QVERIFY(memory);
        memory->setValue(64);
        constexpr qint64 mebibyte = qint64(1024) * 1024;
        QTRY_COMPARE_WITH_TIMEOUT(memoryOfBackend(*program), 64 * mebibyte, patience);
        QVERIFY(!visible<QLabel>(*dialog, QStringLiteral("settingsLimitsLater")));

        // No engine takes a limit away.
        memory->setValue(0);
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(*dialog, QStringLiteral("settingsLimitsLater")),
                                 patience);
        auto *later = visible<QLabel>(*dialog, QStringLiteral("settingsLimitsLater"));
        QVERIFY2(later->text().contains(QStringLiteral("Sample")), qPrintable(later->text()));
        picture(*dialog, QStringLiteral("settings-limits-later"));
        QCOMPARE(memoryOfBackend(*program), 64 * mebibyte);
        VERIFY_RESULT(bench().remove(switchReference));
    }

    void policy_thatLocksIt_isNamedAndLeavesNoButton()
    {
        const QString file = home() + QStringLiteral("/policy.json");
        writeFile(file, R"({"extensions": {"enabled": false}})");
        qputenv("PIERHEAD_POLICY", file.toUtf8());
        const auto program = openWindow(addressText());
        qunsetenv("PIERHEAD_POLICY");
        QVERIFY(notice(*program));
        QVERIFY(!visible<QPushButton>(program->window(), QStringLiteral("enableExtensions")));
        const auto labels = notice(*program)->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [&file](const QLabel *label) {
            return label->text().contains(file);
        }));
        picture(program->window(), QStringLiteral("disabled-by-policy"));
    }

    void policy_thatIsBroken_isShown()
    {
        const QString file = home() + QStringLiteral("/policy.json");
        writeFile(file, "broken");
        qputenv("PIERHEAD_POLICY", file.toUtf8());
        const auto program = openWindow(addressText());
        qunsetenv("PIERHEAD_POLICY");
        auto *problem =
            visible<desktop::ProblemPanel>(program->window(), QStringLiteral("problem"));
        QVERIFY(problem);
        QVERIFY2(problem->details().contains(file), qPrintable(problem->details()));
    }

    void settings_thatAreBroken_areShownAndStay()
    {
        writeFile(settings().file(), "broken");
        const auto program = openWindow(addressText());
        auto *problem =
            visible<desktop::ProblemPanel>(program->window(), QStringLiteral("problem"));
        QVERIFY(problem);
        QVERIFY2(problem->details().contains(settings().file()), qPrintable(problem->details()));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        QCOMPARE(readFile(settings().file()), "broken");
        picture(program->window(), QStringLiteral("settings-broken"));
    }

    void theme_chosen_isKept()
    {
        const auto program = openWindow(addressText());
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        QCOMPARE(settings().values().theme, settings::ThemeChoice::Dark);
    }

    void windowIni_ofAnEarlierVersion_movesOver()
    {
        const QString file = Paths::fromEnvironment().data + QStringLiteral("/window.ini");
        writeFile(file, "[General]\nengine=unix:///run/other.sock\ntheme=Dark\n");
        {
            const auto program = openWindow(addressText());
            QCOMPARE(settings().values().theme, settings::ThemeChoice::Dark);
            QCOMPARE(settings().values().engine, QStringLiteral("unix:///run/other.sock"));
        }
        const QSettings ini(file, QSettings::IniFormat);
        QVERIFY(!ini.contains(QStringLiteral("engine")));
        QVERIFY(!ini.contains(QStringLiteral("theme")));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopSwitchTest)

#include "tst_desktop_switch.moc"
