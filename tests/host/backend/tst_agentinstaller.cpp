#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentinstaller.h>
#include <host/backend/agentprogram.h>
#include <host/backend/backendsession.h>

#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::FakeEngine;
using pierhead::test::FakeReply;

namespace {

const QByteArray installerContainer = "GET /containers/service/json";
const QByteArray installerImage = "GET /images/sha256:c0ffee/json";
const QByteArray upload = "PUT /containers/service/archive";
const QByteArray installerCreate = "POST /containers/service/exec";
const QByteArray installerStart = "POST /exec/e1/start";
const QByteArray installerInspect = "GET /exec/e1/json";

nlohmann::json imageFor(const char *architecture)
{
    return {{"Id", "sha256:c0ffee"}, {"Architecture", architecture}, {"Os", "linux"}};
}

/// The agent's Hello, of this version or another.
QByteArray hello(char version = 1)
{
    QByteArray payload = QByteArray::fromHex("50484147000000000007000200000040000000000042");
    payload[5] = version;
    return agentcodec::encode(agent::FrameType::Hello, 0, payload);
}

FakeReply agentThatSays(const QByteArray &bytes)
{
    return FakeReply::upgraded(FakeReply::frame(1, bytes)).keptOpen();
}

} // namespace

/// What becomes of the agent on engines, in containers and with agents that the suite's real ones
/// are not.
class AgentInstallerTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static void prepare(FakeEngine &engine, const char *architecture = "arm64")
    {
        engine.on(installerContainer,
                  FakeReply::json(200,
                                  {{"Id", "c1"},
                                   {"Name", "/service"},
                                   {"Image", "sha256:c0ffee"},
                                   {"State", {{"Status", "running"}}}}));
        engine.on(installerImage, FakeReply::json(200, imageFor(architecture)));
        engine.on(upload, FakeReply::json(200, nullptr));
        engine.on(installerCreate, FakeReply::json(201, {{"Id", "e1"}}));
    }

    static Result<std::unique_ptr<AgentConnection>> install(FakeEngine &engine)
    {
        return await(
            installAgent(engine::EngineClient(engine.address()), QStringLiteral("service")));
    }

private Q_SLOTS:

    void agent_isPutAtTheRoot_andStartedWithInput()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(installerStart, agentThatSays(hello()));
        VERIFY_RESULT(install(engine));
        const auto uploads = engine.requestsTo(upload);
        QCOMPARE(uploads.size(), 1);
        QCOMPARE(uploads.front().query(QStringLiteral("path")), QStringLiteral("/"));
        const AgentProgram program = AgentProgram::find(QStringLiteral("arm64")).value();
        QVERIFY(uploads.front().body.contains(program.bytes));
        QVERIFY(uploads.front().body.startsWith(program.path.mid(1).toUtf8()));
        const auto exec = json::parse(engine.requestsTo(installerCreate).front().body);
        VERIFY_RESULT(exec);
        QVERIFY(exec->at("Cmd") == nlohmann::json::array({program.path.toStdString()}));
        QVERIFY(exec->at("AttachStdin").get<bool>());
        QVERIFY(!exec->contains("User") || exec->at("User") == "");
    }

    void architecture_withoutAgent_isToldAndNothingIsPutIn()
    {
        FakeEngine engine;
        prepare(engine, "riscv64");
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QVERIFY2(agent.error().message.contains(QStringLiteral("riscv64")),
                 qPrintable(agent.error().message));
        QVERIFY(engine.requestsTo(upload).isEmpty());
    }

    void root_readOnly_isTold()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(upload,
                  FakeReply::refusal(403, QStringLiteral("container rootfs is marked read-only")));
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QVERIFY2(agent.error().message.contains(QStringLiteral("marked read-only")),
                 qPrintable(agent.error().message));
    }

    void program_notRun_isToldInTheEnginesWords_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::newRow("on standard output")
            << FakeReply::frame(1, "exec /.pierhead-agent: exec format error\r\n");
        QTest::newRow("on standard error")
            << FakeReply::frame(2, "exec /.pierhead-agent: exec format error\r\n");
    }

    void program_notRun_isToldInTheEnginesWords()
    {
        QFETCH(const QByteArray, stream);
        FakeEngine engine;
        prepare(engine);
        engine.on(installerStart, FakeReply::chunked(200, {stream}));
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QVERIFY2(agent.error().message.contains(QStringLiteral("exec format error")),
                 qPrintable(agent.error().message));
    }

    void agent_ofAnotherVersion_isNone()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(installerStart, agentThatSays(hello(2)));
        COMPARE_ERROR(install(engine), ErrorCode::ProcessFailed);
    }

    void session_withoutAgent_asksTheEngine_andDoesNotTryAgain()
    {
        FakeEngine engine;
        prepare(engine, "riscv64");
        engine.on(installerStart, FakeReply::chunked(200, {FakeReply::frame(1, "hello\n")}));
        engine.on(installerInspect,
                  FakeReply::json(200, {{"Running", false}, {"ExitCode", 0}, {"Pid", 7}}));
        const BackendSession backend(engine::EngineClient(engine.address()),
                                     QStringLiteral("service"));
        for (int count = 0; count < 3; ++count) {
            const auto outcome = await(backend.exec(
                {.command = {QStringLiteral("hello")}, .workingDirectory = {}, .environment = {}}));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray("hello\n"));
        }
        QCOMPARE(engine.requestsTo(installerImage).size(), 1);
    }

    void session_refusedWhileItsContainerEnds_hasAnAgentSoonAfter()
    {
        FakeEngine engine;
        prepare(engine);
        engine.once(upload,
                    FakeReply::refusal(409, QStringLiteral("the container is not running")));
        engine.on(installerStart, agentThatSays(hello()));
        const BackendSession backend(engine::EngineClient(engine.address()),
                                     QStringLiteral("service"));
        const auto connectTo = [&backend] {
            return await(backend.connectSocket(QStringLiteral("/run/service.sock")));
        };
        COMPARE_ERROR(connectTo(), ErrorCode::ProcessFailed);
        COMPARE_ERROR(connectTo(), ErrorCode::ProcessFailed);
        QCOMPARE(engine.requestsTo(upload).size(), 1);
        QTRY_VERIFY(connectTo().has_value());
        QCOMPARE(engine.requestsTo(upload).size(), 2);
    }

    void connection_cut_failsWhatRuns()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(installerStart, agentThatSays(hello()));
        const auto agent = install(engine);
        VERIFY_RESULT(agent);
        CommandSpec spec;
        spec.exec.command = {QStringLiteral("program")};
        const auto command = (*agent)->start(spec);
        VERIFY_RESULT(command);
        const auto relay = (*agent)->connectSocket(QStringLiteral("/run/service.sock"));
        VERIFY_RESULT(relay);
        QSignalSpy commandFailures(command->get(), &CommandStream::failed);
        QSignalSpy relayFailures(relay->get(), &RelayStream::failed);
        QSignalSpy losses(agent->get(), &AgentConnection::lost);
        engine.breakConnections();
        QTRY_COMPARE(losses.size(), 1);
        QCOMPARE(commandFailures.size(), 1);
        QCOMPARE(relayFailures.size(), 1);
        QVERIFY(commandFailures.front().front().value<Error>().message.contains(
            QStringLiteral("program")));
        QVERIFY(!(*agent)->isOpen());
        QVERIFY(!(*agent)->start(spec));
    }

    void agent_sayingGibberish_isCutOff()
    {
        FakeEngine engine;
        prepare(engine);
        engine.on(installerStart, agentThatSays(hello() + "this is no frame"));
        const auto agent = install(engine);
        QTRY_VERIFY(!agent || !(*agent)->isOpen());
    }
};

PIERHEAD_TEST(AgentInstallerTest)

#include "tst_agentinstaller.moc"
