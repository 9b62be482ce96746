#include "containertest.h"
#include "contexttar.h"
#include "execspecs.h"
#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "secondhost.h"
#include "sshprocesses.h"
#include "storedextension.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/backend/agentconnection.h>
#include <host/backend/backendsession.h>
#include <host/backend/backendstate.h>
#include <host/backend/servicerequest.h>
#include <host/engine/engine.h>

#include <QSignalSpy>

#include <unistd.h>

namespace pierhead::backend {

using extensions::ExtensionId;
using test::await;

namespace {

constexpr int enginePatience = 60'000;

/// How long a command may wait to be told that the way to its machine broke.
constexpr int dropPatience = 10'000;

const QByteArray labels = "LABEL org.opencontainers.image.title=Far"
                          " com.docker.desktop.extension.api.version=0.3.4\n";

/// Where the image's program serves.
const QString labSocket = QStringLiteral("/run/guest-services/lab.sock");

const QByteArray composeText = R"(
services:
  web:
    image: ${DESKTOP_PLUGIN_IMAGE}
    volumes: ["data:/data"]
  helper:
    image: ${DESKTOP_PLUGIN_IMAGE}
    command: ["/lab", "serve", "socket:/tmp/helper.sock"]
volumes:
  data: {}
)";

/// The processes of our process namespace, one a line, without its first one and this program. Nor
/// do those count that watched over commands: Podman has them wait for five minutes after the end.
QString processesLeft()
{
    QString left;
    const QStringList entries =
        QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isPid = false;
        const qint64 pid = entry.toLongLong(&isPid);
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(entry));
        if (!isPid || pid == 1 || pid == getpid() || !file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QByteArray words = file.readAll().replace('\0', ' ').trimmed();
        // One that has ended has no words.
        if (!words.isEmpty() && !words.contains(" --exit-delay ")) {
            left += entry + QLatin1Char(' ') + QString::fromUtf8(words) + QLatin1Char('\n');
        }
    }
    return left;
}

} // namespace

/// Backends on engines unlike the suite's. PIERHEAD_TEST_OTHER says which: `docker` on another
/// machine, over TLS and over ssh; `podman` there, over ssh; `rootless-docker` and
/// `rootless-podman` on this one; `embedded`, which Pierhead starts for itself. With that one the
/// program itself is in namespaces of its own (see engine-init), for the engine's networks and what
/// watches over its containers would be the machine's.
class OtherEnginesTest final : public test::GuardedTest
{
    Q_OBJECT

public:
    static void beforeApplication()
    {
        if (kind() != engine::Engine::embeddedName()) {
            test::SecondHost::leaveNetwork();
        }
    }

protected:
    /// Podman has somebody wait for a second after each command.
    [[nodiscard]] int graceMilliseconds() const override { return 15'000; }

private:
    using Product = test::OwnEngine::Product;

    QString m_folder = QDir::tempPath() + QStringLiteral("/other");
    std::unique_ptr<test::SecondHost> m_host;
    std::unique_ptr<test::OwnEngine> m_rootless;
    std::unique_ptr<engine::Engine> m_embedded;
    QList<QPair<QByteArray, QString>> m_ways; ///< with the engines' addresses

    [[nodiscard]] static QString kind()
    {
        return qEnvironmentVariable("PIERHEAD_TEST_OTHER", QStringLiteral("docker"));
    }

    void addWays()
    {
        QTest::addColumn<QString>("text");
        for (const auto &[name, text] : std::as_const(m_ways)) {
            QTest::newRow(name.constData()) << text;
        }
    }

    void startFar(Product product)
    {
        m_host = std::make_unique<test::SecondHost>(m_folder, product);
        QVERIFY(m_host->start());
        m_ways.append({"ssh", test::SecondHost::sshText});
        if (product == Product::Docker) {
            m_ways.append({"tcp with TLS", m_host->tcpText(QStringLiteral("client"))});
        }
    }

    void startRootless(Product product)
    {
        m_rootless =
            std::make_unique<test::OwnEngine>(m_folder, test::OwnEngine::Additions{}, product);
        QVERIFY(m_rootless->start());
        m_ways.append({"socket", m_rootless->address().toString()});
    }

    /// As the window and the command line start it, but for where it keeps images and containers.
    void startEmbedded()
    {
        QVERIFY2(getppid() == 1, "the embedded engine needs namespaces: run this test by ctest");
        // With Podman's usual driver the folder would be a mount, and could not be deleted.
        const QString storage = m_folder + QStringLiteral("/storage.conf");
        test::writeFile(storage,
                        "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + m_folder.toUtf8()
                            + "/graph\"\nrunroot = \"" + m_folder.toUtf8() + "/run-storage\"\n");
        qputenv("CONTAINERS_STORAGE_CONF", storage.toUtf8());
        const Paths paths{m_folder + QStringLiteral("/data"),
                          m_folder + QStringLiteral("/cache"),
                          m_folder + QStringLiteral("/run")};
        auto found = await(engine::Engine::find(engine::Engine::embeddedName(), paths));
        VERIFY_RESULT(found);
        m_embedded = std::move(*found);
        const engine::EngineAddress address = m_embedded->client().address();
        QVERIFY(test::OwnEngine::giveBaseImage(address));
        m_ways.append({"embedded", address.toString()});
    }

    /// Its extensions were removed, so nothing may run on without it.
    void endEmbedded()
    {
        const auto containers = await(m_embedded->client().listContainers({}));
        m_embedded.reset();
        VERIFY_RESULT(containers);
        QVERIFY(containers->empty());
        QTRY_COMPARE_WITH_TIMEOUT(processesLeft(), QString(), graceMilliseconds());
    }

    [[nodiscard]] static engine::EngineClient clientOf(const QString &text)
    {
        return engine::EngineClient(engine::EngineAddress::parse(text).value());
    }

    /// An image with that metadata.json, a compose file, hello.sh and a program that serves.
    void build(const engine::EngineClient &client,
               const QString &reference,
               const QByteArray &metadata) const
    {
        const QString tar = home() + QStringLiteral("/context.tar");
        test::writeFile(
            tar,
            test::contextTar(
                {{QStringLiteral("Dockerfile"),
                  "FROM alpine:3.15\n" + labels
                      + "COPY metadata.json compose.yaml hello.sh lab /\n"
                        "CMD [\"/lab\", \"serve\", \"socket:"
                      + labSocket.toUtf8() + "\"]\n"},
                 {QStringLiteral("metadata.json"), metadata},
                 {QStringLiteral("compose.yaml"), composeText},
                 {QStringLiteral("hello.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"},
                 {QStringLiteral("lab"), test::readFile(QStringLiteral(PIERHEAD_LAB_PROGRAM))}}));
        VERIFY_RESULT(await(client.buildImage(tar, reference, {}, [](const auto &) {})));
    }

    [[nodiscard]] test::InstallBench bench(const QString &text) const
    {
        const auto version = await(clientOf(text).version());
        return {engine::EngineAddress::parse(text).value(),
                home(),
                version ? version->architecture : QString()};
    }

    /// What a page has of its backend: commands, by an agent, and requests to its socket.
    static void compareAnswers(const engine::EngineClient &client, const ExtensionId &id)
    {
        const BackendSession session(client, id.serviceContainerName());
        const ExecSpec hello{.command = {QStringLiteral("./hello.sh"), QStringLiteral("Moby")},
                             .workingDirectory = {},
                             .environment = {}};
        for (int count = 0; count < 3; ++count) {
            const auto outcome = await(session.exec(hello));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray("Hello, Moby!\n"));
            QVERIFY(session.hasAgent());
        }
        const auto ask = [&session] {
            return await(requestService(session, labSocket, {.target = "/json-as-text"}, {}));
        };
        // A container runs before its program listens.
        Result<engine::HttpResponse> response = ask();
        const auto isAnswered = [&response, &ask] {
            response = response ? response : ask();
            return response.has_value();
        };
        const bool isInTime = test::waitFor(isAnswered, enginePatience);
        VERIFY_RESULT(response);
        QVERIFY(isInTime);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->body, QByteArray(R"({"answer": 42})"));
    }

    /// What runs in the container, as the machine itself sees it.
    [[nodiscard]] QByteArray processesIn(const QString &container) const
    {
        const BackendSession session(engine::EngineClient(m_host->localAddress()),
                                     container,
                                     BackendSession::Way::EngineAlone);
        const auto listed = await(session.exec(test::shell("ps -o args")));
        return listed ? listed->standardOutput : listed.error().message.toUtf8() + "echo tick";
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
        QVERIFY(processesIn(container).contains("echo tick"));

        QVERIFY(test::killSessions());
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, dropPatience);
        const auto reason = failures.front().front().value<Error>();
        QCOMPARE(reason.code, ErrorCode::EngineUnreachable);
        QVERIFY2(reason.message.contains(QStringLiteral("closed by remote host")),
                 qPrintable(reason.message));
        QTRY_VERIFY_WITH_TIMEOUT(!processesIn(container).contains("echo tick"), enginePatience);
    }

private Q_SLOTS:

    void initTestCase()
    {
        const QMap<QString, Product> products{
            {QStringLiteral("docker"), Product::Docker},
            {QStringLiteral("podman"), Product::Podman},
            {QStringLiteral("rootless-docker"), Product::RootlessDocker},
            {QStringLiteral("rootless-podman"), Product::RootlessPodman}};
        const QString name = kind();
        if (name == engine::Engine::embeddedName()) {
            startEmbedded();
            return;
        }
        QVERIFY2(products.contains(name), qPrintable(name));
        if (name.startsWith(QStringLiteral("rootless"))) {
            startRootless(products.value(name));
        } else {
            startFar(products.value(name));
        }
    }

    void cleanupTestCase()
    {
        m_host.reset();
        m_rootless.reset();
        if (m_embedded) {
            endEmbedded();
        }
    }

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

    void ssh_droppedInMidStream_endsTheCommand_andTheNextHasAnAgent()
    {
        if (!m_host) {
            QSKIP("An engine of this machine is not reached by ssh");
        }
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
};

PIERHEAD_TEST(OtherEnginesTest)

} // namespace pierhead::backend

#include "tst_otherengines.moc"
