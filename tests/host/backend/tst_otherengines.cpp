#include "bothcommands.h"
#include "containertest.h"
#include "enginekindtest.h"
#include "execspecs.h"
#include "result.h"
#include "sshprocesses.h"
#include "testprogram.h"

#include <host/backend/agentconnection.h>
#include <host/backend/backendsession.h>
#include <host/backend/backendstate.h>
#include <host/backend/killbeside.h>
#include <host/backend/servicerequest.h>
#include <host/engine/httpstream.h>
#include <host/extensions/extensioninstaller.h>
#include <host/extensions/installedbackend.h>
#include <host/extensions/startagain.h>

#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>

namespace pierhead::backend {

using extensions::ExtensionId;
using test::await;

namespace {

/// How long a command may wait to be told that the way to its machine broke.
constexpr int dropPatience = 10'000;

/// How long commands may go on after who started them: the contract has two seconds. A look at the
/// container takes a good part of one on a busy machine.
constexpr int endPatience = 5000;

/// The argument by which this program starts commands in a container until it is ended.
const QString startThereArgument = QStringLiteral("--start");

const QByteArray socketComposeText = R"(
services:
  web:
    image: ${DESKTOP_PLUGIN_IMAGE}
    volumes: ["/var/run/docker.sock.raw:/var/run/docker.sock"]
    stop_signal: SIGKILL
)";

} // namespace

/// Backends and commands on an engine of each kind.
class OtherEnginesTest : public test::EngineKindTest
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { startEngine(); }

    void cleanupTestCase() { endEngine(); }

    void imageBackend_onAnotherEngine_answersCommandsAndRequests_data() { addWays(); }

    void imageBackend_onAnotherEngine_answersCommandsAndRequests()
    {
        QFETCH(const QString, text);
        const engine::EngineClient client = clientOf(text);
        const QString reference = QStringLiteral("far/image:1");
        build(client,
              reference,
              R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}", "exposes": {"socket": "lab.sock"}}})");
        test::InstallBench bench = this->bench(text);
        const auto installed = bench.install(reference);
        VERIFY_RESULT(installed);
        compareAnswers(client, installed->id);
        VERIFY_RESULT(bench.remove(installed->id.value()));
    }

    void composeBackend_onAnotherEngine_answersCommandsAndRequests_data() { addWays(); }

    void composeBackend_onAnotherEngine_answersCommandsAndRequests()
    {
        QFETCH(const QString, text);
        const engine::EngineClient client = clientOf(text);
        const QString reference = QStringLiteral("far/composed:1");
        build(client,
              reference,
              R"({"vm": {"composefile": "compose.yaml", "exposes": {"socket": "lab.sock"}}})");
        test::InstallBench bench = this->bench(text);
        const auto installed = bench.install(reference);
        VERIFY_RESULT(installed);
        const auto state = await(askBackendState(client, installed->id));
        VERIFY_RESULT(state);
        QCOMPARE(state->running, 2);
        compareAnswers(client, installed->id);
        VERIFY_RESULT(bench.remove(installed->id.value()));
        const auto left = await(client.listContainers(
            {{QStringLiteral("label"),
              {QStringLiteral("com.docker.compose.project=") + installed->id.projectName()}}}));
        VERIFY_RESULT(left);
        QVERIFY(left->empty());
        VERIFY_RESULT(
            await(client.removeVolume(installed->id.projectName() + QStringLiteral("_data"))));
    }

    /// The tests' engines are on this machine in truth, where commands could be ended more easily.
    void exec_onAnotherEngine_isKilledFromBeside_data() { addWays(); }

    void exec_onAnotherEngine_isKilledFromBeside()
    {
        QFETCH(const QString, text);
        const engine::EngineClient client = clientOf(text);
        const auto container = test::startContainer(client);
        VERIFY_RESULT(container);
        engine::ExecConfig config;
        config.command = test::shell("sleep 1000 & sleep 1000").command;
        const auto exec = await(client.createExec(*container, config));
        VERIFY_RESULT(exec);
        const auto stream = await(client.startExec(*exec));
        VERIFY_RESULT(stream);
        const auto details = [&client, &exec] {
            return await(client.inspectExec(*exec)).value();
        };
        QTRY_VERIFY(details().pid > 0);
        const auto owner = await(client.inspectContainer(*container));
        VERIFY_RESULT(owner);

        const bool isKilled = await(killBeside(client, *owner, details().pid, {}));
        QTRY_COMPARE(isKilled, !details().running);
        // Without root Docker has no containers that see its host's processes before version 23.
        QVERIFY(isKilled || kind() == QStringLiteral("rootless-docker"));
        const auto left = await(client.listContainers({{QStringLiteral("label"), {killerLabel}}}));
        VERIFY_RESULT(left);
        QVERIFY(left->empty());
        VERIFY_RESULT(await(client.removeContainer(*container)));
    }
};

/// The same, and what can happen where the engine is on another machine.
class FarEnginesTest final : public OtherEnginesTest
{
    Q_OBJECT

private:
    /// How many processes of the container have the word in their command, as the machine itself
    /// sees it; -1 where that failed.
    [[nodiscard]] qsizetype processesWith(const QByteArray &word, const QString &container) const
    {
        const BackendSession session(engine::EngineClient(m_host->localAddress()),
                                     container,
                                     BackendSession::Way::EngineAlone);
        const auto listed = await(session.exec(test::shell("ps -o args")));
        return listed ? listed->standardOutput.count(word) : -1;
    }

    /// A command by an agent, whose connection goes while it writes.
    void dropConnection(const BackendSession &session, const QString &container) const
    {
        const auto running =
            await(session.start(test::stream("while echo tick; do sleep 0.05; done")));
        VERIFY_RESULT(running);
        QVERIFY(session.hasAgent());
        qint64 received = 0;
        connect(running->get(),
                &CommandStream::output,
                running->get(),
                [&received](engine::OutputChannel, const QByteArray &bytes) {
                    received += bytes.size();
                });
        QSignalSpy failures(running->get(), &CommandStream::failed);
        QTRY_VERIFY_WITH_TIMEOUT(received > 20, enginePatience);
        QVERIFY(processesWith("echo tick", container) > 0);

        QVERIFY(test::killSessions());
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, dropPatience);
        const auto reason = failures.front().front().value<Error>();
        QCOMPARE(reason.code, ErrorCode::EngineUnreachable);
        QVERIFY2(reason.message.contains(QStringLiteral("closed by remote host")),
                 qPrintable(reason.message));
        QTRY_COMPARE_WITH_TIMEOUT(processesWith("echo tick", container), 0, endPatience);
    }

private Q_SLOTS:

    void ssh_droppedInMidStream_endsTheCommand_andTheNextHasAnAgent()
    {
        const engine::EngineClient client = clientOf(test::SecondHost::sshText);
        const auto container = test::startContainer(client);
        VERIFY_RESULT(container);
        {
            const BackendSession session(client, *container);
            dropConnection(session, *container);
            const auto next = await(session.exec(test::shell("echo again")));
            VERIFY_RESULT(next);
            QCOMPARE(next->standardOutput, QByteArray("again\n"));
            QVERIFY(session.hasAgent());
        }
        VERIFY_RESULT(await(client.removeContainer(*container)));
    }

    void ssh_keyInAnAgentAlone_isTaken()
    {
        const QString key = m_host->folder() + QStringLiteral("/agent_key");
        const QString socket = home() + QStringLiteral("/agent.sock");
        const auto guard = qScopeGuard([former = qgetenv("SSH_AUTH_SOCK")] {
            qunsetenv("PIERHEAD_TEST_SSH_CONFIG");
            qputenv("SSH_AUTH_SOCK", former);
        });
        qputenv("PIERHEAD_TEST_SSH_CONFIG",
                (m_host->folder() + QStringLiteral("/ssh_config.agent")).toUtf8());
        qputenv("SSH_AUTH_SOCK", socket.toUtf8());
        const auto comeIn = [] {
            return await(clientOf(test::SecondHost::sshText).version());
        };
        const QString refusal =
            QStringLiteral("Permission denied (publickey). Give the key to your ssh agent");

        QProcess agent;
        agent.start(QStringLiteral("ssh-agent"),
                    {QStringLiteral("-D"), QStringLiteral("-a"), socket});
        QTRY_VERIFY(QFile::exists(socket));
        const auto before = comeIn();
        QVERIFY(!before);
        QVERIFY2(before.error().message.contains(refusal), qPrintable(before.error().message));
        QCOMPARE(QProcess::execute(QStringLiteral("ssh-add"), {QStringLiteral("-q"), key}), 0);
        QVERIFY(QFile::remove(key));
        VERIFY_RESULT(comeIn());

        agent.terminate();
        QVERIFY(agent.waitForFinished());
        const auto after = comeIn();
        QVERIFY(!after);
        QVERIFY2(after.error().message.contains(refusal), qPrintable(after.error().message));
    }

    void commands_whoseHostGoes_endThere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isKilled");
        for (const auto &[name, text] : std::as_const(m_ways)) {
            QTest::addRow("%s, a session that ends", name.constData()) << text << false;
            QTest::addRow("%s, a program that is killed", name.constData()) << text << true;
        }
    }

    void commands_whoseHostGoes_endThere()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, isKilled);
        using test::BothCommands;
        const auto container = test::startContainer(engine::EngineClient(m_host->localAddress()));
        VERIFY_RESULT(container);
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedChannels);
        auto commands = std::make_unique<BothCommands>(clientOf(text), *container);
        if (isKilled) {
            program.start(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("otherengines"), startThereArgument, text, *container});
        } else {
            VERIFY_RESULT(commands->start());
        }
        const auto countOf = [this, &container](const QByteArray &word) {
            return processesWith(word, *container);
        };
        const QByteArray line = "\n";
        QTRY_COMPARE_WITH_TIMEOUT(countOf(line + BothCommands::agentsWord), 2, enginePatience);
        QTRY_COMPARE_WITH_TIMEOUT(countOf(line + BothCommands::enginesWord), 2, enginePatience);

        program.kill();
        commands.reset();
        QTRY_COMPARE_WITH_TIMEOUT(countOf(BothCommands::agentsWord), 0, endPatience);
        QTRY_COMPARE_WITH_TIMEOUT(countOf(BothCommands::enginesWord), 0, endPatience);
        QTRY_COMPARE(program.state(), QProcess::NotRunning);
        VERIFY_RESULT(
            await(engine::EngineClient(m_host->localAddress()).removeContainer(*container)));
    }
};

/// The same on the embedded engine, which has another socket each time that it is started.
class EmbeddedBackendsTest final : public OtherEnginesTest
{
    Q_OBJECT

private:
    /// What the engine answers to a program in the backend's container that asks it by its socket.
    static Result<engine::HttpResponse> askFromWithin(const engine::EngineClient &client,
                                                      const ExtensionId &id)
    {
        const BackendSession session(client, id.serviceContainerName());
        return await(requestService(
            session, QStringLiteral("/var/run/docker.sock"), {.target = "/version"}, {}));
    }

    static void verifyReaches(const engine::EngineClient &client, const ExtensionId &id)
    {
        const auto state = await(askBackendState(client, id));
        VERIFY_RESULT(state);
        QCOMPARE(state->running, 1);
        QVERIFY(!state->hasFormerSocket());
        const auto answer = askFromWithin(client, id);
        VERIFY_RESULT(answer);
        QCOMPARE(answer->status, 200);
        QVERIFY2(answer->body.contains("Podman Engine"), answer->body.constData());
    }

private Q_SLOTS:

    void backend_withTheEnginesSocket_reachesTheEngineThatIsStartedNext()
    {
        const QString reference = QStringLiteral("far/mounting:1");
        build(m_embedded->client(),
              reference,
              R"({"vm": {"composefile": "compose.yaml"}})",
              socketComposeText);
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        const extensions::InstallSink sink = [](const extensions::InstallEvent &) {
        };
        const auto installer = [this, &store] {
            return extensions::ExtensionInstaller(*m_embedded, store);
        };
        const extensions::ExtensionInstaller first = installer();
        const auto installed =
            await(first.install({{.kind = extensions::ExtensionSource::Kind::Reference,
                                  .location = reference,
                                  .tag = {},
                                  .buildArguments = {}}},
                                sink));
        VERIFY_RESULT(installed);
        const ExtensionId id = installed->id;
        verifyReaches(m_embedded->client(), id);

        findEmbedded();
        QVERIFY(m_embedded);
        const engine::EngineClient client = m_embedded->client();
        const auto left = await(askBackendState(client, id));
        VERIFY_RESULT(left);
        QCOMPARE(left->running, 1);
        QVERIFY(!askFromWithin(client, id));
        QVERIFY(extensions::mustRestart(store, id, *left));
        const extensions::InstalledBackend backend(client, store, id);
        VERIFY_RESULT(await(backend.restart()));
        verifyReaches(client, id);

        // What did not run meanwhile needs nothing but its start.
        VERIFY_RESULT(await(backend.stop()));
        findEmbedded();
        QVERIFY(m_embedded);
        keepChildren();
        const extensions::InstalledBackend next(m_embedded->client(), store, id);
        VERIFY_RESULT(await(next.start()));
        verifyReaches(m_embedded->client(), id);
        const extensions::ExtensionInstaller last = installer();
        VERIFY_RESULT(await(last.remove(id.value(), sink)));
    }
};

namespace {

/// What has no meaning on an engine is no test there.
int runForEngine(int argc, char **argv)
{
    if (argc > 1 && startThereArgument == QLatin1String(argv[1])) {
        const QCoreApplication application(argc, argv);
        return test::BothCommands::runUntilEnded(QCoreApplication::arguments().mid(2));
    }
    if (OtherEnginesTest::isFar()) {
        return test::runTest<FarEnginesTest, QCoreApplication>(argc, argv);
    }
    return OtherEnginesTest::kind() == engine::Engine::embeddedName()
        ? test::runTest<EmbeddedBackendsTest, QCoreApplication>(argc, argv)
        : test::runTest<OtherEnginesTest, QCoreApplication>(argc, argv);
}

} // namespace

static const test::TestEntry entryOfOtherEngines(__FILE__, runForEngine);

} // namespace pierhead::backend

#include "tst_otherengines.moc"
