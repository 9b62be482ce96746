#include "containertest.h"
#include "execspecs.h"
#include "memory.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentconnection.h>
#include <host/backend/backendsession.h>
#include <host/base/json.h>

#include <algorithm>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::command;

namespace {

constexpr int atOnce = 200;

/// So many commands are under way before what is there is counted: connections, caches.
constexpr int agentWarmUp = 50;
constexpr int engineWarmUp = 10;

constexpr qint64 grownKibibytes = 4096;
/// Two hundred connections at once leave holes in the heap; each of them kept would be 128 KiB.
constexpr qint64 grownKibibytesByConnections = 16384;

} // namespace

/// Many commands in a real container leave nothing: here, in the container or on the engine.
class SessionLoadTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    static void runOneByOne(const BackendSession &backend, int count)
    {
        for (int number = 0; number < count; ++number) {
            const auto outcome =
                await(backend.exec(command({QStringLiteral("echo"), QString::number(number)})));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray::number(number) + '\n');
        }
    }

    static void runAtOnce(const BackendSession &backend)
    {
        std::vector<Task<Result<ExecOutcome>>> tasks;
        tasks.reserve(atOnce);
        for (int number = 0; number < atOnce; ++number) {
            tasks.push_back(
                backend.exec(command({QStringLiteral("echo"), QString::number(number)})));
        }
        for (int number = 0; number < atOnce; ++number) {
            const auto outcome = await(std::move(tasks[static_cast<std::size_t>(number)]));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray::number(number) + '\n');
        }
    }

    /// The names of the processes in the container but for those that look.
    [[nodiscard]] QList<QByteArray> processes() const
    {
        const auto listed = await(session(false).exec(
            command({QStringLiteral("ps"), QStringLiteral("-o"), QStringLiteral("comm")})));
        QList<QByteArray> names =
            listed ? listed->standardOutput.trimmed().split('\n') : QList<QByteArray>{};
        names.removeIf([](const QByteArray &name) { return name == "COMMAND" || name == "ps"; });
        std::sort(names.begin(), names.end());
        return names;
    }

    /// The execs that the engine says run in the container.
    [[nodiscard]] int runningExecs() const
    {
        const auto answer = ask({.target = "/containers/" + m_container.toLatin1() + "/json"});
        const auto details =
            answer ? json::parse(answer->body).value_or(nlohmann::json{}) : nlohmann::json{};
        int running = 0;
        for (const nlohmann::json &id : details.value("ExecIDs", nlohmann::json{})) {
            const auto exec = await(client().inspectExec(id.get<QString>()));
            running += exec && exec->running ? 1 : 0;
        }
        return running;
    }

    void compareWithNothing(bool hasAgent) const
    {
        const QList<QByteArray> expected =
            hasAgent ? QList<QByteArray>{".pierhead-agent", "sleep"} : QList<QByteArray>{"sleep"};
        QTRY_COMPARE(processes(), expected);
        QTRY_COMPARE(runningExecs(), hasAgent ? 1 : 0);
    }

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        start();
    }

    void commands_oneAfterTheOther_leaveNothing_data()
    {
        QTest::addColumn<bool>("hasAgent");
        QTest::addColumn<int>("count");
        QTest::newRow("2,000 by the agent") << true << 2000;
        // An engine takes 50 ms and more for each: two minutes for as many.
        if (qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full")) {
            QTest::newRow("2,000 by the engine") << false << 2000;
        } else {
            QTest::newRow("200 by the engine") << false << 200;
        }
    }

    void commands_oneAfterTheOther_leaveNothing()
    {
        QFETCH(const bool, hasAgent);
        QFETCH(const int, count);
        const BackendSession backend = session(hasAgent);
        runOneByOne(backend, hasAgent ? agentWarmUp : engineWarmUp);
        const qint64 memory = test::residentKibibytes();
        // The last connection of these may be among them, and go.
        const qsizetype descriptors = test::openDescriptors();

        runOneByOne(backend, count);
        const qint64 now = test::residentKibibytes();
        QVERIFY2(now - memory < grownKibibytes,
                 qPrintable(QStringLiteral("%1 → %2 KiB").arg(memory).arg(now)));
        QTRY_VERIFY(test::openDescriptors() <= descriptors);
        compareWithNothing(hasAgent);
    }

    void twoHundredCommands_atOnce_leaveNothing_data()
    {
        QTest::addColumn<bool>("hasAgent");
        QTest::newRow("agent") << true;
        QTest::newRow("engine") << false;
    }

    void twoHundredCommands_atOnce_leaveNothing()
    {
        QFETCH(const bool, hasAgent);
        const BackendSession backend = session(hasAgent);
        runOneByOne(backend, 1);
        const qsizetype descriptors = test::openDescriptors();
        runAtOnce(backend);
        const qint64 memory = test::residentKibibytes();
        runAtOnce(backend);
        const qint64 now = test::residentKibibytes();
        QVERIFY2(now - memory < (hasAgent ? grownKibibytes : grownKibibytesByConnections),
                 qPrintable(QStringLiteral("%1 → %2 KiB").arg(memory).arg(now)));
        QTRY_VERIFY(test::openDescriptors() <= descriptors);
        compareWithNothing(hasAgent);
    }
};

PIERHEAD_TEST(SessionLoadTest)

#include "tst_sessionload.moc"
