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

#include <host/backend/agentconnection.h>
#include <host/backend/backendsession.h>
#include <host/backend/backendstate.h>
#include <host/backend/servicerequest.h>

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>

namespace pierhead::backend {

using extensions::ExtensionId;
using test::await;

namespace {

constexpr int enginePatience = 60'000;

/// How long a command may wait to be told that the way to its machine broke.
constexpr int dropPatience = 10'000;

const QByteArray labels = "LABEL org.opencontainers.image.title=Far"
                          " com.docker.desktop.extension.api.version=0.3.4\n";

const QByteArray composeText = R"(
services:
  web:
    image: ${DESKTOP_PLUGIN_IMAGE}
    volumes: ["data:/data"]
  helper:
    image: ${DESKTOP_PLUGIN_IMAGE}
volumes:
  data: {}
)";

/// Answers every request.
void serveEcho(QLocalServer &server)
{
    QObject::connect(&server, &QLocalServer::newConnection, &server, [&server] {
        QLocalSocket *peer = server.nextPendingConnection();
        QObject::connect(peer, &QLocalSocket::readyRead, peer, [peer] {
            if (peer->readAll().contains("\r\n\r\n")) {
                peer->write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            }
        });
        QObject::connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
    });
}

} // namespace

/// Backends on engines unlike the suite's. PIERHEAD_TEST_OTHER says which: `docker` on another
/// machine, over TLS and over ssh; `podman` there, over ssh; `rootless-docker` and
/// `rootless-podman` on this one.
class OtherEnginesTest final : public test::GuardedTest
{
    Q_OBJECT

public:
    static void beforeApplication() { test::SecondHost::leaveNetwork(); }

protected:
    /// Podman has somebody wait for a second after each command.
    [[nodiscard]] int graceMilliseconds() const override { return 15'000; }

private:
    using Product = test::OwnEngine::Product;

    QString m_folder = QDir::tempPath() + QStringLiteral("/other");
    std::unique_ptr<test::SecondHost> m_host;
    std::unique_ptr<test::OwnEngine> m_rootless;
    QList<QPair<QByteArray, QString>> m_ways; ///< with the engines' addresses

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

    [[nodiscard]] static engine::EngineClient clientOf(const QString &text)
    {
        return engine::EngineClient(engine::EngineAddress::parse(text).value());
    }

    /// An image with that metadata.json, a compose file and hello.sh.
    void build(const engine::EngineClient &client,
               const QString &reference,
               const QByteArray &metadata) const
    {
        const QString tar = home() + QStringLiteral("/context.tar");
        test::writeFile(
            tar,
            test::contextTar({{QStringLiteral("Dockerfile"),
                               "FROM alpine:3.15\n" + labels
                                   + "COPY metadata.json compose.yaml hello.sh /\nCMD [\"sleep\", "
                                     "\"100000\"]\n"},
                              {QStringLiteral("metadata.json"), metadata},
                              {QStringLiteral("compose.yaml"), composeText},
                              {QStringLiteral("hello.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"}}));
        VERIFY_RESULT(await(client.buildImage(tar, reference, {}, [](const auto &) {})));
    }

    [[nodiscard]] test::InstallBench bench(const QString &text) const
    {
        const auto version = await(clientOf(text).version());
        return {engine::EngineAddress::parse(text).value(),
                home(),
                version ? version->architecture : QString()};
    }

    static void compareHello(const engine::EngineClient &client, const ExtensionId &id)
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
        const QString name = qEnvironmentVariable("PIERHEAD_TEST_OTHER", QStringLiteral("docker"));
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
    }

    void imageBackend_onAnotherEngine_isInstalledAndHasAnAgent_data() { addWays(); }

    void imageBackend_onAnotherEngine_isInstalledAndHasAnAgent()
    {
        QFETCH(const QString, text);
        const engine::EngineClient client = clientOf(text);
        const QString reference = QStringLiteral("far/image:1");
        build(client, reference, R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})");
        test::InstallBench bench = this->bench(text);
        const auto installed = bench.install(reference);
        VERIFY_RESULT(installed);
        compareHello(client, installed->id);
        VERIFY_RESULT(bench.remove(installed->id.value()));
    }

    void composeBackend_onAnotherEngine_isInstalledAndHasAnAgent_data() { addWays(); }

    void composeBackend_onAnotherEngine_isInstalledAndHasAnAgent()
    {
        QFETCH(const QString, text);
        const engine::EngineClient client = clientOf(text);
        const QString reference = QStringLiteral("far/composed:1");
        build(client, reference, R"({"vm": {"composefile": "compose.yaml"}})");
        test::InstallBench bench = this->bench(text);
        const auto installed = bench.install(reference);
        VERIFY_RESULT(installed);
        const auto state = await(askBackendState(client, installed->id));
        VERIFY_RESULT(state);
        QCOMPARE(state->running, 2);
        compareHello(client, installed->id);
        VERIFY_RESULT(bench.remove(installed->id.value()));
        const auto left = await(client.listContainers(
            {{QStringLiteral("label"),
              {QStringLiteral("com.docker.compose.project=") + installed->id.projectName()}}}));
        VERIFY_RESULT(left);
        QVERIFY(left->empty());
        VERIFY_RESULT(
            await(client.removeVolume(installed->id.projectName() + QStringLiteral("_data"))));
    }

    void service_onAnotherEngine_answers_data() { addWays(); }

    void service_onAnotherEngine_answers()
    {
        QFETCH(const QString, text);
        const engine::EngineClient client = clientOf(text);
        // The other machine has the same files, and so the socket; users without rights may use it.
        const QString folder = m_folder + QStringLiteral("/service");
        QVERIFY(QDir().mkpath(folder));
        QLocalServer server;
        server.setSocketOptions(QLocalServer::WorldAccessOption);
        QVERIFY(server.listen(folder + QStringLiteral("/service.sock")));
        serveEcho(server);
        const std::string bind = folder.toStdString() + ":/service";
        const nlohmann::json spec{{"Image", "alpine:3.15"},
                                  {"Cmd", {"sleep", "100000"}},
                                  {"HostConfig", {{"Binds", nlohmann::json::array({bind})}}}};
        const auto made = await(client.http().send({.method = "POST",
                                                    .target = "/containers/create",
                                                    .contentType = "application/json",
                                                    .body = json::serialize(spec)}));
        VERIFY_RESULT(made);
        const QString container = json::field<QString>(json::parse(made->body).value(), "Id");
        VERIFY_RESULT(await(client.startContainer(container)));
        {
            const BackendSession session(client, container);
            const auto response = await(requestService(
                session, QStringLiteral("/service/service.sock"), {.target = "/x"}, {}));
            VERIFY_RESULT(response);
            QCOMPARE(response->body, QByteArray("hello"));
        }
        VERIFY_RESULT(await(client.removeContainer(container)));
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
