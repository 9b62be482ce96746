#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/importviews/importdialog.h>

#include <QAction>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::ImportDialog;
using test::click;
using test::openWindow;
using test::picture;
using test::visible;

/// What Docker Desktop has, offered in the window.
class DesktopImportTest final : public test::GuardedTest
{
    Q_OBJECT

    static void addDesktopExtension(const QString &slug, const QByteArray &metadata)
    {
        const QString folder = desktopimport::desktopExtensionsFolder() + QLatin1Char('/') + slug;
        QVERIFY(QDir().mkpath(folder + QStringLiteral("/vm")));
        test::writeFile(folder + QStringLiteral("/metadata.json"), metadata);
        test::writeFile(folder + QStringLiteral("/vm/docker-compose.yaml"),
                        "services: {a: {image: '" + QString(slug).replace(u'_', u'/').toUtf8()
                            + ":1.0.0'}}");
    }

    static void addThree()
    {
        addDesktopExtension(QStringLiteral("docker_usage"),
                            R"({"ui": {"dashboard-tab": {"title": "Disk usage & more"}}})");
        addDesktopExtension(QStringLiteral("org_logs"),
                            R"({"ui": {"dashboard-tab": {"title": "Logs"}}})");
        addDesktopExtension(QStringLiteral("org_bad"), "no JSON");
    }

    static QWidget *banner(QWidget &window)
    {
        return visible<QWidget>(window, QStringLiteral("importBanner"));
    }

    static ImportDialog *dialog(QWidget &window)
    {
        return visible<ImportDialog>(window, QStringLiteral("importDialog"));
    }

private Q_SLOTS:

    void nothing_hasNoBanner_andTheMenuSaysSo()
    {
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        QVERIFY(!banner(program->window()));
        program->window().findChild<QAction *>(QStringLiteral("importAction"))->trigger();
        ImportDialog *shown = dialog(program->window());
        QVERIFY(shown);
        QVERIFY(!visible<QPushButton>(*shown, QStringLiteral("installImport"))->isEnabled());
    }

    void banner_opensTheDialog_withWhatIsThere()
    {
        addThree();
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        desktop::MainWindow &window = program->window();
        QTRY_VERIFY(banner(window));
        QCOMPARE(visible<QLabel>(window, QStringLiteral("importText"))->text(),
                 QStringLiteral("Docker Desktop has 2 extensions that are not installed here."));
        Q_EMIT window.themeChosen(desktop::Theme::Preference::Light);
        picture(window, QStringLiteral("import-banner-light"));
        QVERIFY(click(window, QStringLiteral("chooseImport")));
        ImportDialog *shown = dialog(window);
        QVERIFY(shown);
        picture(*shown, QStringLiteral("import-dialog-light"));
        Q_EMIT window.themeChosen(desktop::Theme::Preference::Dark);
        picture(*shown, QStringLiteral("import-dialog-dark"));
        picture(window, QStringLiteral("import-banner-dark"));

        auto *bad = visible<QCheckBox>(*shown, QStringLiteral("import:org_bad"));
        QVERIFY(bad && !bad->isEnabled() && !bad->isChecked());
        auto *install = visible<QPushButton>(*shown, QStringLiteral("installImport"));
        QCOMPARE(install->text(), QStringLiteral("Install 2"));
        visible<QCheckBox>(*shown, QStringLiteral("import:org_logs"))->click();
        visible<QCheckBox>(*shown, QStringLiteral("import:docker_usage"))->click();
        QVERIFY(!install->isEnabled());
    }

    void notNow_isRemembered_untilAnotherComes()
    {
        addThree();
        test::IdleEngine engine;
        {
            const auto program = openWindow(engine.address());
            QTRY_VERIFY(banner(program->window()));
            QVERIFY(click(program->window(), QStringLiteral("declineImport")));
            QVERIFY(!banner(program->window()));
        }
        const settings::SettingValues values =
            settings::Settings(Paths::fromEnvironment()).values();
        QCOMPARE(values.notImported.size(), 2);
        addDesktopExtension(QStringLiteral("org_new"), "{}");
        const auto program = openWindow(engine.address());
        QTRY_VERIFY(banner(program->window()));
        QVERIFY(visible<QLabel>(program->window(), QStringLiteral("importText"))
                    ->text()
                    .contains(QStringLiteral("1 extension ")));
    }

    void installs_thatFail_areToldTogether()
    {
        addThree();
        test::IdleEngine engine;
        const auto program = openWindow(engine.address());
        desktop::MainWindow &window = program->window();
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        QTRY_VERIFY(banner(window));
        QVERIFY(click(window, QStringLiteral("chooseImport")));
        QVERIFY(click(*dialog(window), QStringLiteral("installImport")));
        // The engine has none of the images, and pulls none.
        QTRY_VERIFY_WITH_TIMEOUT(visible<desktop::ProblemPanel>(window, QStringLiteral("problem")),
                                 30'000);
        const QString told =
            visible<desktop::ProblemPanel>(window, QStringLiteral("problem"))->details();
        QVERIFY2(told.contains(QStringLiteral("0 of 2")), qPrintable(told));
        QVERIFY2(told.contains(QStringLiteral("Logs:")), qPrintable(told));
        QCOMPARE(program->install().state(), desktop::InstallFlow::State::Idle);
        picture(window, QStringLiteral("import-failed"));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopImportTest)

#include "tst_desktop_import.moc"
