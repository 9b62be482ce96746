#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/extensions/repair.h>

#include <QFileInfo>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::FakeReply;
using pierhead::test::SimulatedEngine;

namespace {

const QString container = QStringLiteral("org_sample-desktop-extension-service");

SimulatedEngine::Image sampleImage(const QString &id)
{
    return {.id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})"}}};
}

} // namespace

/// What was left is put right, by whoever comes next.
class RepairTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    struct Machine
    {
        explicit Machine(const QString &home)
            : bench(simulated.address(), home, QStringLiteral("amd64"))
        {
            simulated.addImage(QStringLiteral("org/sample:1"), sampleImage(QStringLiteral("one")));
            simulated.addImage(QStringLiteral("org/sample:2"), sampleImage(QStringLiteral("two")));
        }

        [[nodiscard]] QStringList containers() const
        {
            return simulated.state().filter(QStringLiteral("container "));
        }

        /// The note of a process that died.
        void leave(const UnderWay &note) const { VERIFY_RESULT(note.write(bench.store())); }

        [[nodiscard]] Result<void> repairAll() const
        {
            for (const UnderWay &left : UnderWay::all(bench.store())) {
                const Result<void> repaired = await(repair(bench.client(), bench.store(), left));
                if (!repaired) {
                    return repaired;
                }
            }
            return {};
        }

        SimulatedEngine simulated;
        test::InstallBench bench;
    };

    [[nodiscard]] static ExtensionId id()
    {
        return ExtensionId::parse(QStringLiteral("org/sample")).value();
    }

    [[nodiscard]] static QString running(const QString &image)
    {
        return QStringLiteral("container %1 sha256:%2 running").arg(container, image);
    }

    [[nodiscard]] static QString keyOf(const Machine &machine)
    {
        return machine.bench.client().address().key();
    }

private Q_SLOTS:

    /// The engine dies with the former backend gone, and comes back.
    void update_engineDiesAndNothingCanBeTakenBack_isPutRightLater()
    {
        Machine machine(home());
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:1")));
        const auto before = static_cast<qsizetype>(machine.simulated.requests().size());
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:2")));
        const QStringList requests = machine.simulated.requests().mid(before);
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:1")));
        const qsizetype last = requests.lastIndexOf(QStringLiteral("POST /containers/create"));
        QVERIFY(last > 0);
        machine.simulated.failRequest(last, [&machine]() -> std::optional<FakeReply> {
            QMetaObject::invokeMethod(
                &machine.simulated, [&machine] { machine.simulated.stop(); }, Qt::QueuedConnection);
            return FakeReply::raw({});
        });
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("left something")));
        QVERIFY(!machine.bench.install(QStringLiteral("org/sample:2")));
        QVERIFY(!machine.repairAll());
        QCOMPARE(UnderWay::all(machine.bench.store()).size(), std::size_t{1});

        machine.simulated.start();
        QVERIFY(!machine.containers().contains(running(QStringLiteral("one"))));
        VERIFY_RESULT(machine.repairAll());
        QCOMPARE(machine.containers(), QStringList{running(QStringLiteral("one"))});
        QVERIFY(UnderWay::all(machine.bench.store()).empty());
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:2")));
        QCOMPARE(machine.containers(), QStringList{running(QStringLiteral("two"))});
    }

    void install_overWhatWasLeft_failsWithoutLosingTheFormer()
    {
        Machine machine(home());
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:1")));
        machine.simulated.removeContainer(container);
        machine.leave({.id = id().value(),
                       .engine = keyOf(machine),
                       .version = QStringLiteral("two"),
                       .isBackendTouched = true});
        QVERIFY(!machine.bench.install(QStringLiteral("org/sample:3")));
        QCOMPARE(machine.containers(), QStringList{running(QStringLiteral("one"))});
        QVERIFY(UnderWay::all(machine.bench.store()).empty());
    }

    void repair_installThatCounts_exchangesNothing()
    {
        Machine machine(home());
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:1")));
        machine.leave({.id = id().value(),
                       .engine = keyOf(machine),
                       .version = QStringLiteral("one"),
                       .isBackendTouched = true});
        const auto before = machine.simulated.requests().filter(QStringLiteral("POST")).size();
        VERIFY_RESULT(machine.repairAll());
        QCOMPARE(machine.simulated.requests().filter(QStringLiteral("POST")).size(), before);
        QVERIFY(UnderWay::all(machine.bench.store()).empty());
    }

    void repair_removal_isFinished()
    {
        Machine machine(home());
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:1")));
        machine.leave(
            {.id = id().value(), .work = UnderWay::Work::Removing, .engine = keyOf(machine)});
        VERIFY_RESULT(machine.repairAll());
        QCOMPARE(machine.containers(), QStringList());
        QCOMPARE(machine.bench.disk(), QStringList());
    }

    void repair_somebodyIsAtWork_doesNothing()
    {
        Machine machine(home());
        VERIFY_RESULT(machine.bench.install(QStringLiteral("org/sample:1")));
        const UnderWay note{
            .id = id().value(), .work = UnderWay::Work::Removing, .engine = keyOf(machine)};
        machine.leave(note);
        const auto lock = machine.bench.store().lock(id());
        VERIFY_RESULT(lock);
        VERIFY_RESULT(machine.repairAll());
        QCOMPARE(UnderWay::all(machine.bench.store()).size(), std::size_t{1});
        QCOMPARE(machine.containers(), QStringList{running(QStringLiteral("one"))});
    }

    void repair_recordOfANewerPierhead_isLeftAlone()
    {
        Machine machine(home());
        const auto installed = machine.bench.install(QStringLiteral("org/sample:1"));
        VERIFY_RESULT(installed);
        const QString record = installed->folder + QStringLiteral("/install.json");
        QByteArray text = test::readFile(record);
        text.replace("\"formatVersion\": 1", "\"formatVersion\": 99");
        test::writeFile(record, text);
        machine.leave({.id = id().value(),
                       .engine = keyOf(machine),
                       .version = QStringLiteral("two"),
                       .isBackendTouched = true});
        VERIFY_RESULT(machine.repairAll());
        QCOMPARE(machine.containers(), QStringList{running(QStringLiteral("one"))});
        QCOMPARE(test::readFile(record), text);
    }

    void all_unreadableNote_isLogged()
    {
        Machine machine(home());
        test::writeFile(UnderWay::folder(machine.bench.store()) + QStringLiteral("/x.json"), "{");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("/x\\.json")));
        QVERIFY(UnderWay::all(machine.bench.store()).empty());
    }
};

PIERHEAD_TEST(RepairTest)

#include "tst_repair.moc"
