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
using pierhead::test::shell;

namespace {

constexpr int atOnce = 200;

/// So many commands are under way before what is there is counted: connections, caches.
constexpr int agentWarmUp = 50;
constexpr int engineWarmUp = 10;

/// To an engine, for the next request.
constexpr qsizetype keptConnections = 4;

constexpr qint64 grownKibibytes = 4096;
/// Two hundred connections at once leave holes in the heap; each of them kept would be 128 KiB.
constexpr qint64 grownKibibytesByConnections = 16384;

/// Of the agent: 128 bytes that each of 2,000 commands left would be seen.
constexpr qint64 grownAgentKibibytes = 256;
/// Two hundred at once do not come in the same order twice.
constexpr qint64 grownAgentKibibytesAtOnce = 1024;

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
        const auto listed =
            await(session(Way::EngineAlone)
                      .exec(command(
                          {QStringLiteral("ps"), QStringLiteral("-o"), QStringLiteral("comm")})));
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

    /// What the agent has.
    struct AgentFigures
    {
        qint64 kibibytes = 0;
        qint64 descriptors = 0;
    };

    /// Anonymous memory, exactly: the pages of its program come as they are used, and the sums in
    /// `status` lag behind on each processor.
    [[nodiscard]] AgentFigures agentFigures() const
    {
        const auto told = await(
            session(Way::EngineAlone)
                .exec(shell("cd $(dirname $(grep -l '^[.]pierhead-agent' /proc/[0-9]*/comm)) && "
                            "awk '/^Anonymous:/ { print $2 }' smaps_rollup && ls fd | wc -l")));
        const QByteArrayList lines = told ? told->standardOutput.split('\n') : QByteArrayList();
        return {lines.value(0).toLongLong(), lines.value(1).toLongLong()};
    }

    /// As many descriptors as before, and hardly more memory.
    void compareAgent(const AgentFigures &before, qint64 grown) const
    {
        constexpr qint64 fewest = 4; // its streams, and what it waits with
        QVERIFY(before.kibibytes > 0 && before.descriptors >= fewest);
        QTRY_COMPARE(agentFigures().descriptors, before.descriptors);
        const AgentFigures now = agentFigures();
        QVERIFY(now.kibibytes > 0);
        QVERIFY2(
            now.kibibytes - before.kibibytes < grown,
            qPrintable(
                QStringLiteral("the agent: %1 → %2 KiB").arg(before.kibibytes).arg(now.kibibytes)));
    }

    void compareWithNothing(Way way) const
    {
        // The kernel keeps fifteen letters of a name.
        const bool hasAgent = way != Way::EngineAlone;
        const QList<QByteArray> expected = hasAgent
            ? QList<QByteArray>{".pierhead-agent", ".pierhead-keepe", "sleep"}
            : QList<QByteArray>{"sleep"};
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
        QTest::addColumn<Way>("way");
        QTest::addColumn<int>("count");
        QTest::newRow("2,000 by the agent") << Way::AgentFirst << 2000;
        QTest::newRow("2,000 by the agent through the engine") << Way::AgentByEngine << 2000;
        // An engine takes 50 ms and more for each: two minutes for as many.
        if (qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full")) {
            QTest::newRow("2,000 by the engine") << Way::EngineAlone << 2000;
        } else {
            QTest::newRow("200 by the engine") << Way::EngineAlone << 200;
        }
    }

    void commands_oneAfterTheOther_leaveNothing()
    {
        QFETCH(const Way, way);
        QFETCH(const int, count);
        const BackendSession backend = session(way);
        const bool hasAgent = way != Way::EngineAlone;
        runOneByOne(backend, hasAgent ? agentWarmUp : engineWarmUp);
        const AgentFigures agent = hasAgent ? agentFigures() : AgentFigures();
        // The last connection of these may be among them, and go.
        const qsizetype descriptors = test::openDescriptors();
        const qint64 memory = test::residentKibibytes();

        runOneByOne(backend, count);
        const qint64 now = test::residentKibibytes();
        QVERIFY2(now - memory < grownKibibytes,
                 qPrintable(QStringLiteral("%1 → %2 KiB").arg(memory).arg(now)));
        QTRY_VERIFY(test::openDescriptors() <= descriptors);
        compareWithNothing(way);
        if (hasAgent) {
            compareAgent(agent, grownAgentKibibytes);
        }
    }

    void twoHundredCommands_atOnce_leaveNothing_data() { everyWay(); }

    void twoHundredCommands_atOnce_leaveNothing()
    {
        QFETCH(const Way, way);
        const BackendSession backend = session(way);
        const bool hasAgent = way != Way::EngineAlone;
        runOneByOne(backend, 1);
        const qsizetype descriptors = test::openDescriptors();
        runAtOnce(backend);
        const AgentFigures agent = hasAgent ? agentFigures() : AgentFigures();
        const qint64 memory = test::residentKibibytes();
        runAtOnce(backend);
        const qint64 now = test::residentKibibytes();
        QVERIFY2(now - memory < (hasAgent ? grownKibibytes : grownKibibytesByConnections),
                 qPrintable(QStringLiteral("%1 → %2 KiB").arg(memory).arg(now)));
        QTRY_VERIFY(test::openDescriptors() <= descriptors + keptConnections);
        compareWithNothing(way);
        if (hasAgent) {
            compareAgent(agent, grownAgentKibibytesAtOnce);
        }
    }
};

PIERHEAD_TEST(SessionLoadTest)

#include "tst_sessionload.moc"
