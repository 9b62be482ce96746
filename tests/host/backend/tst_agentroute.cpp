#include "containertest.h"
#include "execspecs.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentinstaller.h>
#include <host/backend/directline.h>

#include <QDir>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::shell;
using pierhead::test::stream;

/// By which way the agent of a real container is spoken to, and what of it is taken.
class AgentRouteTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    std::unique_ptr<AgentConnection> m_agent;
    QString m_id;

    void install(AgentRoute route, AgentUser user = AgentUser::Containers)
    {
        auto agent = await(installAgent(client(), m_container, user, route));
        VERIFY_RESULT(agent);
        m_agent = std::move(*agent);
        const auto details = await(client().inspectContainer(m_container));
        VERIFY_RESULT(details);
        m_id = details->id;
    }

    /// How many of this program's descriptors are the agent's pipes.
    [[nodiscard]] qsizetype pipesHere() const
    {
        const QDir folder(QStringLiteral("/proc/self/fd"));
        qsizetype found = 0;
        const QStringList names =
            folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        for (const QString &name : names) {
            const QString target = QFile::symLinkTarget(folder.filePath(name));
            for (const agentcodec::PipeEnd &end :
                 {m_agent->hello().hostsInput, m_agent->hello().hostsOutput}) {
                found += target.endsWith(QStringLiteral("pipe:[%1]").arg(end.inode)) ? 1 : 0;
            }
        }
        return found;
    }

    [[nodiscard]] QByteArray echo() const
    {
        const auto outcome = await(m_agent->exec(shell("echo here")));
        return outcome ? outcome->standardOutput : outcome.error().message.toUtf8();
    }

private Q_SLOTS:

    void cleanup()
    {
        m_agent.reset();
        ContainerTest::cleanup();
    }

    void agent_onThisMachine_isSpokenToPastTheEngine_data()
    {
        QTest::addColumn<AgentUser>("user");
        QTest::newRow("the container's user") << AgentUser::Containers;
        QTest::newRow("root") << AgentUser::Root;
    }

    void agent_onThisMachine_isSpokenToPastTheEngine()
    {
        QFETCH(const AgentUser, user);
        engine::ContainerSpec spec = test::idleContainer();
        spec.user = QStringLiteral("1234:2345");
        start(spec);
        install(AgentRoute::Shortest, user);
        QCOMPARE(echo(), QByteArray("here\n"));
        QCOMPARE(pipesHere(), 2);
    }

    void agent_byTheEngineAlone_isNot()
    {
        start();
        install(AgentRoute::Engine);
        QCOMPARE(echo(), QByteArray("here\n"));
        QCOMPARE(pipesHere(), 0);
    }

    void connection_closed_closesThePipes_andEndsTheAgent()
    {
        start();
        install(AgentRoute::Shortest);
        const auto running = m_agent->start(stream("trap '' TERM; sleep 4901 & wait"));
        VERIFY_RESULT(running);
        QTRY_COMPARE(processesWith("sleep 4901"), 2);
        const agentcodec::Hello hello = m_agent->hello();
        m_agent.reset();
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("4901"), 0, 2000);
        QTRY_COMPARE(processesWith(".pierhead-"), 0);
        QVERIFY(!DirectLine::take(hello, m_id));
    }

    void containerGone_isTheEnd()
    {
        start();
        install(AgentRoute::Shortest);
        QSignalSpy losses(m_agent.get(), &AgentConnection::lost);
        const auto running = m_agent->start(stream("sleep 4902"));
        VERIFY_RESULT(running);
        QSignalSpy failures(running->get(), &CommandStream::failed);
        VERIFY_RESULT(await(client().stopContainer(m_container, 0)));
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(failures.front().front().value<Error>().code, ErrorCode::EngineUnreachable);
        QCOMPARE(losses.size(), 1);
    }

    /// What a container says of itself is not to be trusted: its programs may be in the agent's
    /// place.
    void told_otherwiseThanItIs_takesNothing()
    {
        start();
        install(AgentRoute::Engine);
        const agentcodec::Hello hello = m_agent->hello();
        QVERIFY(DirectLine::take(hello, m_id));
        const auto refused = [this, hello](auto &&change) {
            agentcodec::Hello told = hello;
            change(told);
            return DirectLine::take(told, m_id) == nullptr;
        };
        QVERIFY(refused([](auto &told) { ++told.hostsInput.inode; }));
        QVERIFY(refused([](auto &told) { ++told.hostsOutput.inode; }));
        QVERIFY(refused([](auto &told) { told.hostsInput.descriptor = 9999; }));
        QVERIFY(refused([](auto &told) { std::swap(told.hostsInput, told.hostsOutput); }));
        // Of another process: this one, and one that is in the container and has no such pipe.
        QVERIFY(refused([](auto &told) {
            told.pid = static_cast<quint32>(QCoreApplication::applicationPid());
        }));
        QVERIFY(refused([](auto &told) { told.pid = 1; }));
        // What is no pipe is not taken, whatever its number.
        QVERIFY(refused([](auto &told) { told.hostsInput = {0, 3}; }));
        QVERIFY(!DirectLine::take(hello, QStringLiteral("0123456789ab")));
        QCOMPARE(echo(), QByteArray("here\n"));
    }

    void otherContainer_hasNoneOfThem()
    {
        start();
        install(AgentRoute::Engine);
        const auto other = test::startContainer(client());
        VERIFY_RESULT(other);
        const bool isTaken = DirectLine::take(m_agent->hello(), *other) != nullptr;
        VERIFY_RESULT(await(client().removeContainer(*other)));
        QVERIFY(!isTaken);
    }
};

PIERHEAD_TEST(AgentRouteTest)

#include "tst_agentroute.moc"
