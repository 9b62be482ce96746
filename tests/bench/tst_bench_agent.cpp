#include "enginetest.h"
#include "incontainer.h"
#include "measure.h"
#include "processortime.h"
#include "rawexec.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentinstaller.h>
#include <host/backend/runexec.h>

#include <QEventLoop>
#include <QProcess>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

namespace {

const QString image = QStringLiteral("benchagent/sample:1");

/// How much is done; more with PIERHEAD_BENCH=full.
struct Amounts
{
    int execs = 30;
    int slowExecs = 5;
    int bursts = 2;
    int mebibytes = 16;
    int transfers = 1;

    [[nodiscard]] static Amounts chosen()
    {
        return qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full")
            ? Amounts{1000, 40, 20, 256, 3}
            : Amounts{};
    }
};

constexpr int atOnce = 100;

ExecSpec command(const QStringList &words)
{
    return {.command = words, .workingDirectory = {}, .environment = {}};
}

ExecSpec hello()
{
    return command({QStringLiteral("./hello.sh"), QStringLiteral("x")});
}

} // namespace

/// What a command in a container costs, by each way, and the limits that the agent keeps.
class AgentBenchmark final : public test::EngineTest
{
    Q_OBJECT

private:
    static engine::EngineClient client() { return engine::EngineClient(address()); }

    void docker(const QStringList &words) const
    {
        QProcess program;
        program.setStandardOutputFile(QProcess::nullDevice());
        program.start(
            QStringLiteral("docker"),
            QStringList{QStringLiteral("-H"), addressText(), QStringLiteral("exec"), m_container}
                + words);
        program.waitForFinished(-1);
        QCOMPARE(program.exitCode(), 0);
    }

    void burst()
    {
        std::vector<Task<Result<ExecOutcome>>> tasks;
        for (int count = 0; count < atOnce; ++count) {
            tasks.push_back(m_agent->exec(hello()));
        }
        for (Task<Result<ExecOutcome>> &task : tasks) {
            VERIFY_RESULT(await(std::move(task)));
        }
    }

    void transfer(AgentConnection &agent, int mebibytes)
    {
        CommandSpec spec;
        spec.exec = command({QStringLiteral("cat"), QStringLiteral("/data")});
        const auto running = agent.start(spec);
        VERIFY_RESULT(running);
        CommandStream *stream = running->get();
        qint64 received = 0;
        QEventLoop loop;
        connect(stream,
                &CommandStream::output,
                this,
                [&](engine::OutputChannel channel, const QByteArray &bytes) {
                    received += bytes.size();
                    stream->acknowledge(channel, bytes.size());
                });
        connect(stream, &CommandStream::finished, &loop, &QEventLoop::quit);
        connect(stream, &CommandStream::failed, &loop, &QEventLoop::quit);
        loop.exec();
        QCOMPARE(received, qint64{mebibytes} * 1024 * 1024);
    }

    /// Which processes have worked for it.
    static void addProcessors(bench::Table &table,
                              const QString &name,
                              const bench::ProcessorTime &time,
                              int count)
    {
        table.add(QStringLiteral("processors for %1: the engine").arg(name), time.engine / count);
        table.add(QStringLiteral("processors for %1: agent, client, ourselves").arg(name),
                  (time.sum() - time.engine) / count);
    }

    QString m_container;
    std::unique_ptr<AgentConnection> m_agent;
    /// As for a user who may not trace the agent's process: with an engine that is root's.
    std::unique_ptr<AgentConnection> m_byEngine;

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        VERIFY_RESULT(buildImage(
            image,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\nCOPY hello.sh /hello.sh\nCMD [\"sleep\", \"100000\"]\n"},
             {QStringLiteral("hello.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"}}));
        engine::ContainerSpec spec;
        spec.image = image;
        const auto container = await(client().createContainer(spec));
        VERIFY_RESULT(container);
        m_container = *container;
        VERIFY_RESULT(await(client().startContainer(m_container)));
        for (const auto &[agent, route] : {std::pair(&m_agent, AgentRoute::Shortest),
                                           std::pair(&m_byEngine, AgentRoute::Engine)}) {
            auto installed =
                await(installAgent(client(), m_container, AgentUser::Containers, route));
            VERIFY_RESULT(installed);
            *agent = std::move(*installed);
        }
    }

    void cleanup()
    {
        m_agent.reset();
        m_byEngine.reset();
        VERIFY_RESULT(await(client().removeContainer(m_container)));
        EngineTest::cleanup();
    }

    void figures()
    {
        const Amounts amounts = Amounts::chosen();
        bench::Table table;
        const double floor = bench::inContainer(
            client(), m_container, QStringLiteral("./hello.sh x >/dev/null"), amounts.execs);
        burst(); // warms up what is to be warm
        const bench::Series agent =
            bench::measure(amounts.execs, [this] { VERIFY_RESULT(await(m_agent->exec(hello()))); });
        const bench::Series agentByEngine = bench::measure(
            amounts.execs, [this] { VERIFY_RESULT(await(m_byEngine->exec(hello()))); });
        const bench::Series api = bench::measure(amounts.slowExecs, [this] {
            VERIFY_RESULT(await(runExec(client(), m_container, hello(), {})));
        });
        const bench::Series cli = bench::measure(amounts.slowExecs, [this] {
            docker({QStringLiteral("./hello.sh"), QStringLiteral("x")});
        });
        table.add(QStringLiteral("fork and exec of `./hello.sh` in the container"), floor);
        table.add(QStringLiteral("`./hello.sh` by the agent, median"), agent);
        table.add(QStringLiteral("`./hello.sh` by the agent, median"),
                  agent.median(),
                  1.0,
                  QStringLiteral("1 ms"));
        table.add(QStringLiteral("`./hello.sh` by the agent through the engine, median"),
                  agentByEngine.median(),
                  1.0,
                  QStringLiteral("1 ms"));
        table.add(QStringLiteral("`./hello.sh` by the exec API, median"), api);
        table.add(QStringLiteral("`./hello.sh` by `docker exec`, median"), cli);
        table.add(QStringLiteral("the agent beside `docker exec`"),
                  agent.median(),
                  cli.median() / 30,
                  QStringLiteral("1/30 of it"));
        table.add(QStringLiteral("the agent through the engine beside `docker exec`"),
                  agentByEngine.median(),
                  cli.median() / 30,
                  QStringLiteral("1/30 of it"));

        const bench::Series burstTimes = bench::measure(amounts.bursts, [this] { burst(); });
        const double burstFloor =
            bench::inContainer(client(),
                               m_container,
                               QStringLiteral("i=0; while [ $i -lt 100 ]; do ./hello.sh x "
                                              ">/dev/null & i=$((i+1)); done; wait"),
                               amounts.bursts);
        table.add(QStringLiteral("100 in the container, from a shell there"), burstFloor);
        table.add(QStringLiteral("100 at once by the agent, median"),
                  burstTimes.median(),
                  agent.median() * 10,
                  QStringLiteral("10 × one"));
        table.add(QStringLiteral("the same beside the shell in the container"),
                  burstTimes.median(),
                  burstFloor * 1.1,
                  QStringLiteral("1.1 × of it"));

        const ExecSpec fill =
            command({QStringLiteral("sh"),
                     QStringLiteral("-c"),
                     QStringLiteral("head -c %1m /dev/urandom > /data").arg(amounts.mebibytes)});
        VERIFY_RESULT(await(runExec(client(), m_container, fill, {})));
        const bench::ProcessorTime atStart = bench::ProcessorTime::now(address().path);
        const bench::Series byCli = bench::measure(amounts.transfers, [this] {
            docker({QStringLiteral("cat"), QStringLiteral("/data")});
        });
        const bench::ProcessorTime afterCli = bench::ProcessorTime::now(address().path);
        const bench::RawExec bare(
            address().path, m_container, {QStringLiteral("cat"), QStringLiteral("/data")});
        const bench::Series thrownAway = bench::measure(amounts.transfers, [&] {
            QVERIFY(bare.discard() > qint64{amounts.mebibytes} * 1024 * 1024);
        });
        const bench::ProcessorTime beforeAgent = bench::ProcessorTime::now(address().path);
        const bench::Series byAgent =
            bench::measure(amounts.transfers, [&] { transfer(*m_agent, amounts.mebibytes); });
        const bench::ProcessorTime beforeEngine = bench::ProcessorTime::now(address().path);
        const bench::Series byEngine =
            bench::measure(amounts.transfers, [&] { transfer(*m_byEngine, amounts.mebibytes); });
        const bench::ProcessorTime atEnd = bench::ProcessorTime::now(address().path);
        table.add(
            QStringLiteral("`docker exec … cat` of %1 MiB > /dev/null").arg(amounts.mebibytes),
            byCli);
        table.add(QStringLiteral("the same by the exec API, its bytes thrown away"), thrownAway);
        table.add(QStringLiteral("`cat` of %1 MiB by the agent").arg(amounts.mebibytes),
                  byAgent.median(),
                  byCli.median() * 0.7,
                  QStringLiteral("0.7 × of it"));
        table.add(QStringLiteral("the same through the engine"),
                  byEngine.median(),
                  byCli.median() * 0.7,
                  QStringLiteral("0.7 × of it"));
        addProcessors(table,
                      QStringLiteral("`docker exec … cat`"),
                      afterCli.since(atStart),
                      amounts.transfers);
        addProcessors(table,
                      QStringLiteral("the agent's `cat`"),
                      beforeEngine.since(beforeAgent),
                      amounts.transfers);
        addProcessors(table,
                      QStringLiteral("the same through the engine"),
                      atEnd.since(beforeEngine),
                      amounts.transfers);
        table.print();
    }
};

PIERHEAD_TEST(AgentBenchmark)

#include "tst_bench_agent.moc"
