#include "agentscript.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentinstaller.h>
#include <host/backend/agentprogram.h>
#include <host/backend/backendsession.h>

#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::backend;
using test::agentHello;
using test::agentThatSays;
using test::await;
using test::FakeEngine;
using test::FakeReply;
using test::ownStart;
using test::scriptedMount;
using test::scriptService;
using test::serviceExec;
using test::serviceImage;
using test::serviceUpload;

namespace {

const QByteArray installerInspect = "GET /exec/own/json";

} // namespace

/// What becomes of the agent on engines, in containers and with agents that the suite's real ones
/// are not.
class AgentInstallerTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    /// Uploads to the root are refused.
    static void refuseRoot(FakeEngine &engine)
    {
        engine.onRequest(serviceUpload, [](const test::FakeRequest &request) {
            return request.query(QStringLiteral("path")) == QStringLiteral("/")
                ? FakeReply::refusal(403, QStringLiteral("container rootfs is marked read-only"))
                : FakeReply::json(200, nullptr);
        });
    }

    static QStringList foldersOf(const FakeEngine &engine)
    {
        QStringList folders;
        for (const test::FakeRequest &request : engine.requestsTo(serviceUpload)) {
            folders.append(request.query(QStringLiteral("path")));
        }
        return folders;
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
        scriptService(engine);
        engine.on(ownStart, agentThatSays(agentHello()));
        VERIFY_RESULT(install(engine));
        const auto uploads = engine.requestsTo(serviceUpload);
        QCOMPARE(uploads.size(), 1);
        QCOMPARE(uploads.front().query(QStringLiteral("path")), QStringLiteral("/"));
        const AgentProgram program = AgentProgram::find(QStringLiteral("arm64")).value();
        QVERIFY(uploads.front().body.contains(program.bytes));
        QVERIFY(uploads.front().body.startsWith(program.fileName.toUtf8()));
        const auto exec = json::parse(engine.requestsTo(serviceExec).front().body);
        VERIFY_RESULT(exec);
        QVERIFY(exec->at("Cmd") == nlohmann::json::array({'/' + program.fileName.toStdString()}));
        QVERIFY(exec->at("AttachStdin").get<bool>());
        QVERIFY(!exec->contains("User") || exec->at("User") == "");
    }

    void architecture_withoutAgent_isToldAndNothingIsPutIn()
    {
        FakeEngine engine;
        scriptService(engine, {.architecture = "riscv64"});
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QVERIFY2(agent.error().message.contains(QStringLiteral("riscv64")),
                 qPrintable(agent.error().message));
        QVERIFY(engine.requestsTo(serviceUpload).isEmpty());
    }

    void root_readOnly_isTold()
    {
        FakeEngine engine;
        scriptService(engine);
        engine.on(serviceUpload,
                  FakeReply::refusal(403, QStringLiteral("container rootfs is marked read-only")));
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QVERIFY2(agent.error().message.contains(QStringLiteral("marked read-only")),
                 qPrintable(agent.error().message));
    }

    void root_readOnly_agentGoesIntoAVolume_data()
    {
        QTest::addColumn<QByteArray>("mounts");
        QTest::addColumn<bool>("isTold");
        QTest::addColumn<QStringList>("folders");
        const nlohmann::json data = scriptedMount("volume", "/data");
        const nlohmann::json services = scriptedMount("volume", "/run/guest-services");
        const QString servicesFolder = QStringLiteral("/run/guest-services");
        const auto row = [](const char *name,
                            const nlohmann::json &mounts,
                            bool isTold,
                            const QStringList &folders) {
            QTest::newRow(name) << json::serialize(mounts) << isTold << folders;
        };
        row("that of the sockets", {data, services}, true, {servicesFolder});
        row("found by trying", {data, services}, false, {QStringLiteral("/"), servicesFolder});
        row("another", nlohmann::json::array({data}), true, {QStringLiteral("/data")});
        row("one that is writable",
            {scriptedMount("volume", "/run/guest-services", false), data},
            true,
            {QStringLiteral("/data")});
    }

    void root_readOnly_agentGoesIntoAVolume()
    {
        QFETCH(const QByteArray, mounts);
        QFETCH(const bool, isTold);
        QFETCH(const QStringList, folders);
        FakeEngine engine;
        scriptService(engine, {.mounts = json::parse(mounts).value(), .isRootReadOnly = isTold});
        refuseRoot(engine);
        engine.on(ownStart, agentThatSays(agentHello()));
        VERIFY_RESULT(install(engine));
        QCOMPARE(foldersOf(engine), folders);
        const AgentProgram program = AgentProgram::find(QStringLiteral("arm64")).value();
        const QString path = folders.last() + QLatin1Char('/') + program.fileName;
        const auto exec = json::parse(engine.requestsTo(serviceExec).front().body);
        VERIFY_RESULT(exec);
        QVERIFY(exec->at("Cmd") == nlohmann::json::array({path.toStdString()}));
    }

    void root_readOnly_nothingGoesIntoFoldersOfTheDisk()
    {
        FakeEngine engine;
        scriptService(engine,
                      {.mounts = {scriptedMount("bind", "/run/guest-services"),
                                  scriptedMount("bind", "/data"),
                                  scriptedMount("tmpfs", "/tmp")},
                       .isRootReadOnly = true});
        refuseRoot(engine);
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QCOMPARE(foldersOf(engine), QStringList{QStringLiteral("/")});
    }

    void volume_whereNothingMayBeRun_rootsRefusalIsTold_data()
    {
        QTest::addColumn<bool>("isTold");
        QTest::newRow("the root is tried last") << true;
        QTest::newRow("the root is tried first") << false;
    }

    void volume_whereNothingMayBeRun_rootsRefusalIsTold()
    {
        QFETCH(const bool, isTold);
        FakeEngine engine;
        scriptService(
            engine,
            {.mounts = nlohmann::json::array({scriptedMount("volume", "/run/guest-services")}),
             .isRootReadOnly = isTold});
        refuseRoot(engine);
        engine.on(ownStart,
                  FakeReply::chunked(200, {FakeReply::frame(1, "exec: permission denied\r\n")}));
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QVERIFY2(agent.error().message.contains(QStringLiteral("marked read-only")),
                 qPrintable(agent.error().message));
        QCOMPARE(foldersOf(engine).size(), 2);
    }

    void root_writable_volumesAreLeftAlone()
    {
        FakeEngine engine;
        scriptService(engine,
                      {.mounts = nlohmann::json::array({scriptedMount("volume", "/data")})});
        engine.on(ownStart,
                  FakeReply::chunked(200, {FakeReply::frame(1, "exec format error\r\n")}));
        COMPARE_ERROR(install(engine), ErrorCode::ProcessFailed);
        QCOMPARE(foldersOf(engine), QStringList{QStringLiteral("/")});
    }

    void agentOfRoots_isStartedAsRoot_fromWhereOnlyRootWrites()
    {
        FakeEngine engine;
        scriptService(engine,
                      {.mounts = {scriptedMount("volume", "/data"),
                                  scriptedMount("volume", "/run/guest-services")},
                       .isRootReadOnly = true});
        engine.on(test::rootStart, agentThatSays(agentHello()));
        VERIFY_RESULT(await(installAgent(
            engine::EngineClient(engine.address()), QStringLiteral("service"), AgentUser::Root)));
        QCOMPARE(foldersOf(engine), QStringList{QStringLiteral("/run/guest-services")});
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
        scriptService(engine);
        engine.on(ownStart, FakeReply::chunked(200, {stream}));
        const auto agent = install(engine);
        COMPARE_ERROR(agent, ErrorCode::ProcessFailed);
        QVERIFY2(agent.error().message.contains(QStringLiteral("exec format error")),
                 qPrintable(agent.error().message));
    }

    void agent_ofAnotherVersion_isNone()
    {
        FakeEngine engine;
        scriptService(engine);
        engine.on(ownStart, agentThatSays(agentHello(2)));
        COMPARE_ERROR(install(engine), ErrorCode::ProcessFailed);
    }

    void session_withoutAgent_asksTheEngine_andDoesNotTryAgain()
    {
        FakeEngine engine;
        scriptService(engine, {.architecture = "riscv64"});
        engine.on(ownStart, FakeReply::chunked(200, {FakeReply::frame(1, "hello\n")}));
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
        QCOMPARE(engine.requestsTo(serviceImage).size(), 1);
    }

    void session_refusedWhileItsContainerEnds_hasAnAgentSoonAfter()
    {
        FakeEngine engine;
        scriptService(engine);
        engine.once(serviceUpload,
                    FakeReply::refusal(409, QStringLiteral("the container is not running")));
        engine.on(ownStart, agentThatSays(agentHello()));
        const BackendSession backend(engine::EngineClient(engine.address()),
                                     QStringLiteral("service"));
        const auto connectTo = [&backend] {
            return await(backend.connectSocket(QStringLiteral("/run/service.sock")));
        };
        COMPARE_ERROR(connectTo(), ErrorCode::ProcessFailed);
        COMPARE_ERROR(connectTo(), ErrorCode::ProcessFailed);
        QCOMPARE(engine.requestsTo(serviceUpload).size(), 1);
        QTRY_VERIFY(connectTo().has_value());
        QCOMPARE(engine.requestsTo(serviceUpload).size(), 2);
    }

    void connection_cut_failsWhatRuns()
    {
        FakeEngine engine;
        scriptService(engine);
        engine.on(ownStart, agentThatSays(agentHello()));
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
        scriptService(engine);
        engine.on(ownStart, agentThatSays(agentHello() + "this is no frame"));
        const auto agent = install(engine);
        QTRY_VERIFY(!agent || !(*agent)->isOpen());
    }
};

PIERHEAD_TEST(AgentInstallerTest)

#include "tst_agentinstaller.moc"
