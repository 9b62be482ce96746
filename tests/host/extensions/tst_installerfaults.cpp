#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::FakeReply;
using pierhead::test::SimulatedEngine;

namespace {

SimulatedEngine::Image extensionImage(const QString &id)
{
    return {.id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"icon": "icon.svg", "vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"},
                          "ui": {"dashboard-tab":
                              {"title": "Sample", "root": "/ui", "src": "index.html"}},
                          "host": {"binaries": [{"linux": [{"path": "/bin/tool"}]}]}})"},
                      {QStringLiteral("icon.svg"), "<svg/>"},
                      {QStringLiteral("ui/index.html"), id.toUtf8()},
                      {QStringLiteral("bin/tool"), "#!tool"}}};
}

/// An engine with an image of an extension, and everything to install it with.
struct Machine
{
    explicit Machine(const QString &home)
        : bench(simulated.address(),
                home,
                QStringLiteral("amd64"),
                {.settled = std::chrono::milliseconds(0)})
    { }

    SimulatedEngine simulated;
    test::InstallBench bench;
};

} // namespace

/// Every request of an install, an update or a rollback fails in turn.
class InstallerFaultsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static void addFaultRows(const QString &scenario, const QStringList &requests)
    {
        for (qsizetype number = 0; number < requests.size(); ++number) {
            for (const char *fault : {"refused", "broken off", "cancelled"}) {
                QTest::addRow("%s: %02d %s %s",
                              qPrintable(scenario),
                              static_cast<int>(number),
                              qPrintable(requests.at(number)),
                              fault)
                    << number << QString::fromLatin1(fault);
            }
        }
    }

    /// What is disturbed, what it begins with, and the image that is installed after it.
    struct Scenario
    {
        std::function<void(Machine &)> prepare;
        std::function<Result<InstalledExtension>(Machine &, StopToken)> run;
        QString imageId;
    };

    static Result<InstalledExtension> installTwo(Machine &machine, StopToken stop)
    {
        return machine.bench.install(QStringLiteral("org/sample:2"), std::move(stop));
    }

    static Scenario firstInstall()
    {
        return {&prepareFirst, &installTwo, QStringLiteral("sha256:two")};
    }

    static Scenario update() { return {&prepareUpdate, &installTwo, QStringLiteral("sha256:two")}; }

    static Scenario rollback()
    {
        return {&prepareRollback,
                [](Machine &machine, StopToken stop) {
                    return machine.bench.rollBack(QStringLiteral("sample"), std::move(stop));
                },
                QStringLiteral("sha256:one")};
    }

    /// The requests where nothing keeps it from succeeding.
    static QStringList requestsOf(const Scenario &scenario)
    {
        const QTemporaryDir home;
        Machine machine(home.path());
        scenario.prepare(machine);
        const qsizetype before = machine.simulated.requests().size();
        if (!scenario.run(machine, {})) {
            qFatal("what is to be disturbed fails by itself");
        }
        return machine.simulated.requests().mid(before);
    }

    static void prepareFirst(Machine &machine)
    {
        machine.simulated.offerImage(QStringLiteral("org/sample:2"),
                                     extensionImage(QStringLiteral("two")));
    }

    static void prepareUpdate(Machine &machine)
    {
        machine.simulated.addImage(QStringLiteral("org/sample:1"),
                                   extensionImage(QStringLiteral("one")));
        if (!machine.bench.install(QStringLiteral("org/sample:1"))) {
            qFatal("the former version cannot be installed");
        }
        prepareFirst(machine);
    }

    /// The former version's name means another image by now.
    static void prepareRollback(Machine &machine)
    {
        prepareUpdate(machine);
        if (!installTwo(machine, {})) {
            qFatal("the latter version cannot be installed");
        }
        machine.simulated.addImage(QStringLiteral("org/sample:1"),
                                   extensionImage(QStringLiteral("three")));
    }

    void disturb(const Scenario &scenario)
    {
        QFETCH(qsizetype, number);
        QFETCH(QString, fault);
        Machine machine(home());
        scenario.prepare(machine);
        const QStringList engineBefore = machine.simulated.state();
        const QStringList diskBefore = machine.bench.disk();
        StopSource stop;
        machine.simulated.failRequest(number, [&]() -> std::optional<FakeReply> {
            if (fault == QLatin1String("refused")) {
                return FakeReply::refusal(500, QStringLiteral("the engine's own words"));
            }
            if (fault == QLatin1String("cancelled")) {
                stop.request_stop();
                return std::nullopt;
            }
            return FakeReply::raw({});
        });
        const Result<InstalledExtension> installed = scenario.run(machine, stop.get_token());
        if (installed) {
            // The request did not matter. Then all of it is there.
            QCOMPARE(machine.bench.store().list().size(), std::size_t{1});
            QCOMPARE(machine.bench.store().list().front().imageId, scenario.imageId);
            QVERIFY(machine.simulated.state().contains(
                QStringLiteral("container org_sample-desktop-extension-service %1 running")
                    .arg(scenario.imageId)));
            return;
        }
        QCOMPARE(machine.simulated.state(), engineBefore);
        QCOMPARE(machine.bench.disk(), diskBefore);
        if (fault == QLatin1String("refused")) {
            QVERIFY2(installed.error().message.contains(QStringLiteral("the engine's own words")),
                     qPrintable(installed.error().message));
        }
        // Nothing stays locked either.
        VERIFY_RESULT(scenario.run(machine, {}));
    }

private Q_SLOTS:

    void firstInstall_oneRequestFails_leavesNothing_data()
    {
        QTest::addColumn<qsizetype>("number");
        QTest::addColumn<QString>("fault");
        addFaultRows(QStringLiteral("first"), requestsOf(firstInstall()));
    }

    void firstInstall_oneRequestFails_leavesNothing() { disturb(firstInstall()); }

    void update_oneRequestFails_leavesTheFormer_data()
    {
        QTest::addColumn<qsizetype>("number");
        QTest::addColumn<QString>("fault");
        addFaultRows(QStringLiteral("update"), requestsOf(update()));
    }

    void update_oneRequestFails_leavesTheFormer() { disturb(update()); }

    void rollback_oneRequestFails_leavesTheCurrent_data()
    {
        QTest::addColumn<qsizetype>("number");
        QTest::addColumn<QString>("fault");
        addFaultRows(QStringLiteral("rollback"), requestsOf(rollback()));
    }

    void rollback_oneRequestFails_leavesTheCurrent() { disturb(rollback()); }

    void install_undisturbed_tellsTheTutorialsSteps()
    {
        using Step = InstallEvent::Step;
        Machine machine(home());
        machine.simulated.addImage(QStringLiteral("org/sample:2"),
                                   extensionImage(QStringLiteral("two")));
        const auto installed = machine.bench.install(QStringLiteral("org/sample:2"));
        VERIFY_RESULT(installed);
        const QList<Step> expected{Step::Installing,
                                   Step::Extracting,
                                   Step::InstallingService,
                                   Step::SettingComposeAttributes,
                                   Step::ServiceStarted,
                                   Step::InstallingHostBinary,
                                   Step::HostBinaryInstalled,
                                   Step::InstallingTab,
                                   Step::TabAdded,
                                   Step::Installed};
        QCOMPARE(machine.bench.steps(), expected);
        QCOMPARE(installed->name, QStringLiteral("sample"));
        QCOMPARE(test::readFile(installed->uiRoot() + QStringLiteral("/index.html")), "two");
        QCOMPARE(test::readFile(installed->iconPath()), "<svg/>");
        QVERIFY(QFileInfo(installed->version + QStringLiteral("/host/tool")).isExecutable());
        QVERIFY(!machine.bench.disk().join(QLatin1Char('\n')).contains(QStringLiteral("scratch")));
    }

    void install_programThatMayNotBeRunInTheImage_mayBeRunHere()
    {
        Machine machine(home());
        SimulatedEngine::Image image = extensionImage(QStringLiteral("two"));
        // Files that begin otherwise than programs have the mode 0644 in the engine's archives.
        image.files[QStringLiteral("bin/tool")] = "a program of an unknown kind";
        machine.simulated.addImage(QStringLiteral("org/sample:2"), image);
        const auto installed = machine.bench.install(QStringLiteral("org/sample:2"));
        VERIFY_RESULT(installed);
        const auto mode = QFile::permissions(installed->version + QStringLiteral("/host/tool"));
        QVERIFY(mode.testFlag(QFile::ExeOwner));
        QVERIFY(mode.testFlag(QFile::ExeOther));
        const auto page = QFile::permissions(installed->uiRoot() + QStringLiteral("/index.html"));
        QVERIFY(!page.testFlag(QFile::ExeOwner));
    }

    void install_cancelledWhileTheEngineIsSilent_ends()
    {
        Machine machine(home());
        prepareFirst(machine);
        StopSource stop;
        machine.simulated.failRequest(7, [&]() -> std::optional<FakeReply> {
            QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
            return FakeReply::silence();
        });
        const QStringList before = machine.simulated.state();
        COMPARE_ERROR(machine.bench.install(QStringLiteral("org/sample:2"), stop.get_token()),
                      ErrorCode::Cancelled);
        QVERIFY(machine.simulated.requests().at(7).startsWith(QStringLiteral("GET /containers/")));
        QCOMPARE(machine.simulated.state(), before);
        QCOMPARE(machine.bench.disk(), QStringList());
    }

    void install_idIsBeingInstalled_isAConflict()
    {
        Machine machine(home());
        machine.simulated.addImage(QStringLiteral("org/sample:2"),
                                   extensionImage(QStringLiteral("two")));
        const auto other =
            machine.bench.store().lock(ExtensionId::parse(QStringLiteral("org/sample")).value());
        VERIFY_RESULT(other);
        const QStringList before = machine.simulated.state();
        COMPARE_ERROR(machine.bench.install(QStringLiteral("org/sample:2")), ErrorCode::Conflict);
        QCOMPARE(machine.simulated.state(), before);
    }

    void install_otherEnginesExtension_isAConflict()
    {
        Machine machine(home());
        machine.simulated.addImage(QStringLiteral("org/sample:2"),
                                   extensionImage(QStringLiteral("two")));
        VERIFY_RESULT(test::storeExtension(machine.bench.store(),
                                           test::sampleExtension(QStringLiteral("org/sample:1"),
                                                                 QStringLiteral("sample"),
                                                                 QStringLiteral("one"))));
        const auto installed = machine.bench.install(QStringLiteral("org/sample:2"));
        COMPARE_ERROR(installed, ErrorCode::Conflict);
        QVERIFY(installed.error().message.contains(QStringLiteral("unix:///run/engine.sock")));
    }

    void install_deadInstallersContainer_isRemoved()
    {
        Machine machine(home());
        machine.simulated.addImage(QStringLiteral("org/sample:2"),
                                   extensionImage(QStringLiteral("two")));
        engine::ContainerSpec left;
        left.image = QStringLiteral("org/sample:2");
        left.labels.insert(QStringLiteral("io.pierhead.reader"), QStringLiteral("org/sample"));
        VERIFY_RESULT(await(machine.bench.client().createContainer(left)));
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:2")));
        QCOMPARE(machine.simulated.state().filter(QStringLiteral("container")).size(), 1);
    }
};

PIERHEAD_TEST(InstallerFaultsTest)

#include "tst_installerfaults.moc"
