#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/settings/settingswatcher.h>

#include <QFileInfo>
#include <QSignalSpy>

namespace pierhead::settings {

using test::writeFile;

class SettingsWatcherTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] static Settings settings() { return Settings(Paths::fromEnvironment()); }

    static void disable()
    {
        VERIFY_RESULT(
            settings().change([](SettingValues &values) { values.extensionsEnabled = false; }));
    }

private Q_SLOTS:

    void file_thatComes_isTold()
    {
        const SettingsWatcher watcher(settings());
        QSignalSpy changes(&watcher, &SettingsWatcher::changed);
        disable();
        QVERIFY(changes.wait());
        QCOMPARE(settings().values().extensionsEnabled, false);
    }

    void file_replaced_isToldEachTime()
    {
        disable();
        const SettingsWatcher watcher(settings());
        QSignalSpy changes(&watcher, &SettingsWatcher::changed);
        for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
            VERIFY_RESULT(
                settings().change([theme](SettingValues &values) { values.theme = theme; }));
            QVERIFY(changes.wait());
            changes.clear();
        }
    }

    void file_writtenInPlace_isTold()
    {
        disable();
        const SettingsWatcher watcher(settings());
        QSignalSpy changes(&watcher, &SettingsWatcher::changed);
        writeFile(settings().file(), "{}");
        QVERIFY(changes.wait());
    }

    void otherFiles_ofTheFolder_areNotTold()
    {
        disable();
        const SettingsWatcher watcher(settings());
        QSignalSpy changes(&watcher, &SettingsWatcher::changed);
        writeFile(QFileInfo(settings().file()).path() + QStringLiteral("/window.ini"), "x");
        QVERIFY(!changes.wait(400));
    }
};

PIERHEAD_TEST(SettingsWatcherTest)

} // namespace pierhead::settings

#include "tst_settingswatcher.moc"
