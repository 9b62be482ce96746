#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/policy/extensionswitch.h>

namespace pierhead::policy {

using test::writeFile;

class ExtensionSwitchTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] static settings::Settings settings()
    {
        return settings::Settings(Paths::fromEnvironment());
    }

    [[nodiscard]] QString file(const QString &name = QStringLiteral("policy.json")) const
    {
        return home() + QLatin1Char('/') + name;
    }

private Q_SLOTS:

    void state_byPolicyAndSettings_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<bool>("isOn");
        QTest::addColumn<bool>("isLocked");
        const auto row =
            [](const char *name, const char *policy, const char *user, bool isOn, bool isLocked) {
                QTest::newRow(name) << QByteArray(policy) << QByteArray(user) << isOn << isLocked;
            };
        const char *off = R"({"extensionsEnabled": false})";
        const char *on = R"({"extensionsEnabled": true})";
        row("nothing", "{}", "{}", true, false);
        row("user off", "{}", off, false, false);
        row("user on", "{}", on, true, false);
        row("locked off", R"({"extensions": {"enabled": false}})", on, false, true);
        row("locked on", R"({"extensions": {"enabled": true, "locked": true}})", off, true, true);
        const char *usuallyOff = R"({"extensions": {"enabled": false, "locked": false}})";
        row("usually off", usuallyOff, "{}", false, false);
        row("usually off, user on", usuallyOff, on, true, false);
        row("broken settings", "{}", "broken", true, false);
    }

    void state_byPolicyAndSettings()
    {
        QFETCH(const QByteArray, policy);
        QFETCH(const QByteArray, settings);
        QFETCH(const bool, isOn);
        QFETCH(const bool, isLocked);
        writeFile(file(), policy);
        writeFile(this->settings().file(), settings);
        const auto state = ExtensionSwitch::read(Policy({file()}), this->settings());
        VERIFY_RESULT(state);
        QCOMPARE(state->isOn, isOn);
        QCOMPARE(state->lockedBy, isLocked ? file() : QString());
        VERIFY_RESULT(state->checkTurning(isOn));
        if (isLocked) {
            const auto turning = state->checkTurning(!isOn);
            COMPARE_ERROR(turning, ErrorCode::PermissionDenied);
            QVERIFY(turning.error().message.contains(QStringLiteral("extensions.enabled in ")
                                                     + file()));
        } else {
            VERIFY_RESULT(state->checkTurning(!isOn));
        }
    }

    void one_thatIsDisabled_isOff_butNotWherePolicyLocksAllOn()
    {
        writeFile(settings().file(), R"({"disabled": ["org/a"]})");
        const auto state = ExtensionSwitch::read(Policy({file()}), settings());
        VERIFY_RESULT(state);
        QVERIFY(state->isOn);
        QVERIFY(!state->allows(QStringLiteral("org/a")));
        QVERIFY(state->allows(QStringLiteral("org/b")));

        writeFile(file(), R"({"extensions": {"enabled": true}})");
        const auto locked = ExtensionSwitch::read(Policy({file()}), settings());
        VERIFY_RESULT(locked);
        QVERIFY(locked->allows(QStringLiteral("org/a")));
    }

    void lockedOff_byOneOfTwoFiles_isOff()
    {
        const QString further = file(QStringLiteral("further.json"));
        for (const bool isFirstOn : {true, false}) {
            writeFile(file(),
                      isFirstOn ? R"({"extensions": {"enabled": true}})"
                                : R"({"extensions": {"enabled": false}})");
            writeFile(further,
                      isFirstOn ? R"({"extensions": {"enabled": false}})"
                                : R"({"extensions": {"enabled": true}})");
            const auto state = ExtensionSwitch::read(Policy({file(), further}), settings());
            VERIFY_RESULT(state);
            QVERIFY(!state->isOn);
            QCOMPARE(state->lockedBy, isFirstOn ? further : file());
        }
    }

    void brokenPolicy_isAnError()
    {
        writeFile(file(), "broken");
        COMPARE_ERROR(ExtensionSwitch::read(Policy({file()}), settings()),
                      ErrorCode::PermissionDenied);
    }

    void check_whileTheyAreOff_saysWhatToDo()
    {
        const Paths paths = Paths::fromEnvironment();
        VERIFY_RESULT(checkExtensionsOn(paths));
        VERIFY_RESULT(settings().change(
            [](settings::SettingValues &values) { values.extensionsEnabled = false; }));
        const auto off = checkExtensionsOn(paths);
        COMPARE_ERROR(off, ErrorCode::PermissionDenied);
        QVERIFY(off.error().message.contains(QStringLiteral("docker extension enable")));

        writeFile(file(), R"({"extensions": {"enabled": false}})");
        qputenv("PIERHEAD_POLICY", file().toUtf8());
        const auto locked = checkExtensionsOn(paths);
        qunsetenv("PIERHEAD_POLICY");
        COMPARE_ERROR(locked, ErrorCode::PermissionDenied);
        QVERIFY(locked.error().message.contains(file()));
        QVERIFY(!locked.error().message.contains(QStringLiteral("docker extension enable")));
    }
};

PIERHEAD_TEST(ExtensionSwitchTest)

} // namespace pierhead::policy

#include "tst_extensionswitch.moc"
