#include "execspecs.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/backend/agentconnection.h>
#include <host/backend/agentprogram.h>
#include <host/backend/processline.h>
#include <host/base/machine.h>

#include <QElapsedTimer>
#include <QSignalSpy>

#include <chrono>
#include <csignal>
#include <functional>
#include <unistd.h>

namespace pierhead::backend {

using agent::FrameType;
using test::await;

namespace {

constexpr std::chrono::milliseconds shortPing{20};

/// For a process that a busy machine may hold up.
constexpr std::chrono::milliseconds patientPing{150};

QByteArray greeting()
{
    return agentcodec::encode(
        FrameType::Hello, 0, QByteArray::fromHex("50484147000100000007000200000040000000000042"));
}

QByteArray goodbye(const char *reason)
{
    const QByteArray size = QByteArray::fromHex("000000") + static_cast<char>(qstrlen(reason));
    return agentcodec::encode(FrameType::Goodbye, 0, size + reason + '\0');
}

/// A line that keeps what is written, and says what it is told to.
class PlainLine final : public AgentLine
{
public:
    [[nodiscard]] Text place() const override { return QStringLiteral("on the far side"); }

    void start() override { m_isStarted = true; }

    void write(const QByteArray &bytes) override { m_written += bytes; }

    void abort() override { m_isAborted = true; }

    void say(const QByteArray &bytes) { Q_EMIT received(bytes); }

    [[nodiscard]] const QByteArray &written() const { return m_written; }

    [[nodiscard]] bool isStarted() const { return m_isStarted; }

    [[nodiscard]] bool isAborted() const { return m_isAborted; }

private:
    QByteArray m_written;
    bool m_isStarted = false;
    bool m_isAborted = false;
};

/// An agent that is greeted, and answers pings as it is told to; no program, no container.
class ScriptedLine final : public AgentLine
{
public:
    /// Whether the ping of this number, counted from 1, has an answer.
    using Answers = std::function<bool(int ping)>;

    explicit ScriptedLine(Answers answers,
                          QByteArray answer = agentcodec::encode(FrameType::Pong, 0))
        : m_answers(std::move(answers))
        , m_answer(std::move(answer))
    { }

    [[nodiscard]] Text place() const override { return QStringLiteral("on the far side"); }

    void start() override { send(greeting()); }

    void write(const QByteArray &bytes) override
    {
        const auto frames = m_decoder.take(bytes);
        for (const agentcodec::Frame &frame : frames.value()) {
            if (frame.type == FrameType::Hello) {
                m_hello = frame.payload;
            } else if (frame.type == FrameType::Ping && m_answers(++m_pings)) {
                send(m_answer);
            }
        }
    }

    void abort() override { m_isAborted = true; }

    [[nodiscard]] int pings() const { return m_pings; }

    /// The payload of the host's Hello.
    [[nodiscard]] QByteArray hello() const { return m_hello; }

    [[nodiscard]] bool isAborted() const { return m_isAborted; }

private:
    void send(const QByteArray &bytes)
    {
        QMetaObject::invokeMethod(
            this, [this, bytes] { Q_EMIT received(bytes); }, Qt::QueuedConnection);
    }

    Answers m_answers;
    QByteArray m_answer;
    agentcodec::Decoder m_decoder;
    QByteArray m_hello;
    int m_pings = 0;
    bool m_isAborted = false;
};

bool always(int)
{
    return true;
}

bool never(int)
{
    return false;
}

} // namespace

/// How the two sides make sure that the other is still there. What the agent does when it hears
/// nothing is tried in tests/host/agent.
class AgentConnectionTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    using Heartbeat = AgentConnection::Heartbeat;

    /// A connection by the line, which it owns.
    [[nodiscard]] static std::unique_ptr<AgentConnection>
    connectBy(AgentLine *line, Heartbeat heartbeat, std::chrono::milliseconds pingEvery = shortPing)
    {
        auto connection = std::make_unique<AgentConnection>(std::unique_ptr<AgentLine>(line),
                                                            heartbeat,
                                                            AgentConnection::Ends::LikeExec,
                                                            pingEvery);
        const auto greeted = await(AgentConnection::greet(
            connection.get(), AgentConnection::helloMilliseconds, StopToken()));
        if (!greeted) {
            qWarning("%s", qPrintable(greeted.error().message));
        }
        return connection;
    }

private Q_SLOTS:

    void hello_tellsAfterWhichSilenceTheAgentEnds_data()
    {
        QTest::addColumn<bool>("beats");
        QTest::addColumn<QByteArray>("payload"); // version, seconds
        QTest::newRow("with a heartbeat") << true << QByteArray::fromHex("00010000001e");
        QTest::newRow("without one") << false << QByteArray::fromHex("000100000000");
    }

    void hello_tellsAfterWhichSilenceTheAgentEnds()
    {
        QFETCH(const bool, beats);
        auto *line = new ScriptedLine(always);
        const auto connection = connectBy(line, beats ? Heartbeat::Yes : Heartbeat::No);
        QTEST(line->hello(), "payload");
    }

    void moved_goesOnByTheOtherLine_behindWhatTheFormerSaid()
    {
        auto *former = new PlainLine;
        AgentConnection connection(
            std::unique_ptr<AgentLine>(former), Heartbeat::No, AgentConnection::Ends::LikeExec);
        QSignalSpy losses(&connection, &AgentConnection::lost);
        former->say(greeting());
        auto *next = new PlainLine;
        connection.moveTo(std::unique_ptr<AgentLine>(next));
        QVERIFY(former->written().endsWith(agentcodec::encode(FrameType::Pipes, 0)));
        const QByteArray before = former->written();
        const auto running = connection.start(test::stream("sleep 1000"));
        VERIFY_RESULT(running);
        QCOMPARE(former->written(), before);
        QVERIFY(next->written().contains("sleep 1000"));
        QVERIFY(!next->isStarted());
        former->say(agentcodec::encode(FrameType::Pipes, 0));
        QVERIFY(next->isStarted());
        former->say(goodbye("not heard"));
        QVERIFY(connection.isOpen());
        next->say(goodbye("heard"));
        QCOMPARE(losses.size(), 1);
        const QString reason = losses.front().front().value<Error>().message;
        QVERIFY2(reason.contains(QStringLiteral("ended: heard")), qPrintable(reason));
        QVERIFY(former->isAborted());
        QVERIFY(next->isAborted());
    }

    void moved_endOfEitherLine_losesTheConnection_data()
    {
        QTest::addColumn<bool>("isFormer");
        QTest::newRow("the former") << true;
        QTest::newRow("the next") << false;
    }

    void moved_endOfEitherLine_losesTheConnection()
    {
        QFETCH(const bool, isFormer);
        auto *former = new PlainLine;
        AgentConnection connection(
            std::unique_ptr<AgentLine>(former), Heartbeat::No, AgentConnection::Ends::LikeExec);
        former->say(greeting());
        auto *next = new PlainLine;
        connection.moveTo(std::unique_ptr<AgentLine>(next));
        former->say(agentcodec::encode(FrameType::Pipes, 0));
        Q_EMIT(isFormer ? former : next)->finished();
        QVERIFY(!connection.isOpen());
        QVERIFY(former->isAborted());
        QVERIFY(next->isAborted());
    }

    void pings_answered_goOnAtTheirInterval()
    {
        auto *line = new ScriptedLine(always);
        const auto connection = connectBy(line, Heartbeat::Yes);
        QSignalSpy losses(connection.get(), &AgentConnection::lost);
        QElapsedTimer timer;
        timer.start();
        const int before = line->pings();
        QTRY_VERIFY(line->pings() >= before + 10);
        QVERIFY2(timer.elapsed() > 8 * shortPing.count(),
                 qPrintable(QString::number(timer.elapsed())));
        QVERIFY(connection->isOpen());
        QCOMPARE(losses.size(), 0);
    }

    void pings_someUnanswered_areForgivenWithTheNextAnswer()
    {
        auto *line = new ScriptedLine([](int ping) { return ping % 3 == 0; });
        const auto connection = connectBy(line, Heartbeat::Yes);
        QTRY_VERIFY(line->pings() >= 12);
        QVERIFY(connection->isOpen());
    }

    void pings_whoseAnswersWaitBehindOutput_areAnsweredByIt()
    {
        auto *line = new ScriptedLine(
            always,
            agentcodec::encode(FrameType::Data, 1, QByteArray::fromHex("01") + "of a command"));
        const auto connection = connectBy(line, Heartbeat::Yes);
        QTRY_VERIFY(line->pings() >= 12);
        QVERIFY(connection->isOpen());
    }

    void pings_unanswered_loseTheConnectionWithTheReason()
    {
        auto *line = new ScriptedLine([](int ping) { return ping <= 2; });
        const auto connection = connectBy(line, Heartbeat::Yes);
        QSignalSpy losses(connection.get(), &AgentConnection::lost);
        const auto running = connection->start(test::stream("sleep 1000"));
        VERIFY_RESULT(running);
        QSignalSpy failures(running->get(), &CommandStream::failed);
        QTRY_COMPARE(losses.size(), 1);
        QCOMPARE(line->pings(), 2 + 3);
        const auto reason = losses.front().front().value<Error>();
        QVERIFY(reason.code == ErrorCode::EngineUnreachable);
        QCOMPARE(reason.message,
                 QStringLiteral("The agent on the far side, which runs commands there, ended: "
                                "nothing is heard of the engine's machine any more. It is started "
                                "again with the next use."));
        QVERIFY(!connection->isOpen());
        QVERIFY(line->isAborted());
        QCOMPARE(failures.size(), 1);
        const QString told = failures.front().front().value<Error>().message;
        QVERIFY2(told.contains(QStringLiteral("nothing is heard of the engine's machine")),
                 qPrintable(told));
        COMPARE_ERROR(connection->start(test::stream("true")), ErrorCode::EngineUnreachable);
        QVERIFY(!losses.wait(static_cast<int>(5 * shortPing.count())));
        QCOMPARE(line->pings(), 2 + 3);
    }

    void pings_withoutAHeartbeat_areNotSent()
    {
        auto *line = new ScriptedLine(never);
        const auto connection = connectBy(line, Heartbeat::No);
        QSignalSpy losses(connection.get(), &AgentConnection::lost);
        QVERIFY(!losses.wait(static_cast<int>(10 * shortPing.count())));
        QCOMPARE(line->pings(), 0);
        QVERIFY(connection->isOpen());
    }

    void realAgent_answersUntilItIsStopped()
    {
        const auto program = AgentProgram::find(machineArchitecture());
        QVERIFY(program);
        const auto connection =
            connectBy(new ProcessLine(program->bytes, QProcessEnvironment::systemEnvironment()),
                      Heartbeat::Yes,
                      patientPing);
        QSignalSpy losses(connection.get(), &AgentConnection::lost);
        // Without answers four would be the end.
        QVERIFY(!losses.wait(static_cast<int>(6 * patientPing.count())));
        const auto told = await(connection->exec(test::shell("echo $PPID")));
        VERIFY_RESULT(told);
        const pid_t agent = told->standardOutput.trimmed().toInt();
        QVERIFY(agent > 1 && agent != ::getpid());
        QCOMPARE(::kill(agent, SIGSTOP), 0);
        const bool isLost = test::waitFor([&losses] { return !losses.isEmpty(); });
        QCOMPARE(::kill(agent, SIGCONT), 0); // it ends with its input
        QVERIFY(isLost);
    }
};

PIERHEAD_TEST(AgentConnectionTest)

} // namespace pierhead::backend

#include "tst_agentconnection.moc"
