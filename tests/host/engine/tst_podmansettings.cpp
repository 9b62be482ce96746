#include "guardedtest.h"
#include "testprogram.h"

#include <host/engine/podmansettings.h>

#include <QTest>

namespace pierhead::engine {

class PodmanSettingsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    /// Root in a container: older control groups, no systemd.
    [[nodiscard]] static PodmanSurroundings inContainer()
    {
        PodmanSurroundings found;
        found.isRoot = true;
        found.hasCrun = true;
        found.openFiles = 20000;
        found.processes = 96364;
        return found;
    }

private Q_SLOTS:

    void settings_olderControlGroups_takeRuncAndOurLimits()
    {
        const QString settings = podmanSettings(inContainer());
        QVERIFY(settings.contains(QStringLiteral("runtime = \"runc\"")));
        QVERIFY(settings.contains(QStringLiteral("cgroup_manager = \"cgroupfs\"")));
        QVERIFY2(settings.contains(QStringLiteral("[\"nofile=20000:20000\", \"nproc=4096:4096\"]")),
                 qPrintable(settings));
    }

    void settings_lowLimits_areKept()
    {
        PodmanSurroundings low = inContainer();
        low.processes = 100;
        low.openFiles = 0;
        QVERIFY(podmanSettings(low).contains(
            QStringLiteral("[\"nofile=1048576:1048576\", \"nproc=100:100\"]")));
    }

    void settings_unifiedWithoutSystemd_takeCrunWhereItIs()
    {
        PodmanSurroundings unified = inContainer();
        unified.hasUnifiedCgroups = true;
        QVERIFY(podmanSettings(unified).contains(QStringLiteral("runtime = \"crun\"")));
        unified.hasCrun = false;
        QVERIFY(podmanSettings(unified).contains(QStringLiteral("runtime = \"runc\"")));
    }

    void settings_ordinaryMachineOrUserOrOwnSettings_areNone()
    {
        PodmanSurroundings ordinary = inContainer();
        ordinary.hasSystemd = true;
        ordinary.hasUnifiedCgroups = true;
        QCOMPARE(podmanSettings(ordinary), QString());
        PodmanSurroundings user = inContainer();
        user.isRoot = false;
        QCOMPARE(podmanSettings(user), QString());
        PodmanSurroundings own = inContainer();
        own.hasSettings = true;
        QCOMPARE(podmanSettings(own), QString());
    }

    void ofThisMachine_containersConfSet_hasSettings()
    {
        qputenv("CONTAINERS_CONF", "/some/where");
        const bool hasSettings = PodmanSurroundings::ofThisMachine().hasSettings;
        qunsetenv("CONTAINERS_CONF");
        QVERIFY(hasSettings);
    }
};

PIERHEAD_TEST(PodmanSettingsTest)

} // namespace pierhead::engine

#include "tst_podmansettings.moc"
