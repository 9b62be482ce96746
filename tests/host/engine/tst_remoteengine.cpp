#include "contexttar.h"
#include "guardedtest.h"
#include "result.h"
#include "secondhost.h"
#include "sshprocesses.h"
#include "testprogram.h"

#include <host/engine/engine.h>
#include <host/engine/framedstream.h>
#include <host/engine/httpstream.h>

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

namespace pierhead::engine {

using test::await;

namespace {

const QString &sshText = test::SecondHost::sshText;

/// What an exec wrote, and how its stream ended.
struct Output
{
    QByteArray bytes;
    std::optional<Result<>> end;
};

} // namespace

/// Engines of another machine.
class RemoteEngineTest final : public test::GuardedTest
{
    Q_OBJECT

public:
    static void beforeApplication() { test::SecondHost::leaveNetwork(); }

private:
    const QString m_folder = QDir::tempPath() + QStringLiteral("/host");
    std::unique_ptr<test::SecondHost> m_host;
    QString m_container;

    [[nodiscard]] QString tcpText(const QString &certificates) const
    {
        return m_host->tcpText(certificates);
    }

    [[nodiscard]] static EngineAddress addressOf(const QString &text)
    {
        const auto address = EngineAddress::parse(text);
        if (!address) {
            qFatal("%s", qPrintable(address.error().message));
        }
        return *address;
    }

    [[nodiscard]] static Result<EngineVersion> versionOf(const QString &text)
    {
        const EngineClient client(addressOf(text));
        return await(client.version());
    }

    /// How often somebody logged in by ssh.
    [[nodiscard]] qsizetype logins() const
    {
        QFile log(m_folder + QStringLiteral("/sshd.log"));
        return log.open(QIODevice::ReadOnly) ? log.readAll().count("Accepted publickey") : -1;
    }

    void startContainer(const EngineClient &client)
    {
        ContainerSpec spec;
        spec.image = QStringLiteral("alpine:3.15");
        spec.command = {QStringLiteral("sleep"), QStringLiteral("1000")};
        const auto id = await(client.createContainer(spec));
        VERIFY_RESULT(id);
        m_container = *id;
        VERIFY_RESULT(await(client.startContainer(*id)));
    }

    /// A started stream of the shell line, that fills `output`.
    [[nodiscard]] std::unique_ptr<HttpStream>
    execute(const EngineClient &client, const QString &line, Output &output)
    {
        ExecConfig config;
        config.command = {QStringLiteral("sh"), QStringLiteral("-c"), line};
        config.attachStdin = true;
        const auto exec = await(client.createExec(m_container, config));
        auto stream = exec ? await(client.startExec(*exec)) : tl::unexpected<Error>(exec.error());
        if (!stream) {
            output.end = tl::unexpected<Error>(stream.error());
            return nullptr;
        }
        const auto frames = std::make_shared<FramedStream>();
        HttpStream *source = stream->get();
        connect(source, &HttpStream::received, source, [&output, frames](const QByteArray &bytes) {
            const auto chunks = frames->take(bytes);
            QVERIFY(chunks);
            for (const OutputChunk &chunk : *chunks) {
                output.bytes += chunk.bytes;
            }
        });
        connect(source, &HttpStream::finished, source, [&output] { output.end = Result<>{}; });
        connect(source, &HttpStream::failed, source, [&output](const Error &reason) {
            output.end = tl::unexpected<Error>(reason);
        });
        source->start();
        return std::move(*stream);
    }

    /// Lines by ssh that come for ever.
    [[nodiscard]] std::unique_ptr<HttpStream> tick(Output &output)
    {
        const EngineClient client(addressOf(sshText));
        startContainer(client);
        return execute(client, QStringLiteral("while echo tick; do sleep 0.1; done"), output);
    }

    /// How the last stream ended, in words.
    static void compareEnd(const Output &output, const QString &words)
    {
        QTRY_VERIFY(output.end);
        COMPARE_ERROR(*output.end, ErrorCode::EngineUnreachable);
        QVERIFY2(
            output.end->error().message.startsWith(
                QStringLiteral("The ssh connection to the engine at ssh://root@10.99.0.2 broke: ")
                + words),
            qPrintable(output.end->error().message));
    }

    void addRemoteEngines()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("tcp with TLS") << tcpText(QStringLiteral("client"));
        QTest::newRow("ssh") << sshText;
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_host = std::make_unique<test::SecondHost>(m_folder);
        QVERIFY(m_host->start());
    }

    void cleanup()
    {
        qunsetenv("PIERHEAD_TEST_SSH_CONFIG");
        qunsetenv("DOCKER_CONFIG");
        if (!m_container.isEmpty()) {
            const EngineClient client(m_host->localAddress());
            VERIFY_RESULT(await(client.removeContainer(m_container)));
            m_container.clear();
        }
        GuardedTest::cleanup();
    }

    void version_remote_answers_data() { addRemoteEngines(); }

    void version_remote_answers()
    {
        QFETCH(QString, text);
        const auto version = versionOf(text);
        VERIFY_RESULT(version);
        QCOMPARE(version->os, QStringLiteral("linux"));
    }

    void buildImage_remote_isThere_data() { addRemoteEngines(); }

    void buildImage_remote_isThere()
    {
        QFETCH(QString, text);
        QFile tar(home() + QStringLiteral("/context.tar"));
        QVERIFY(tar.open(QIODevice::WriteOnly));
        tar.write(test::contextTar(
            {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nCOPY big /\nRUN test -s /big\n"},
             {QStringLiteral("big"), QByteArray(8 * 1024 * 1024, 'x')}}));
        tar.close();
        const EngineClient client(addressOf(text));
        const auto id = await(
            client.buildImage(tar.fileName(), QStringLiteral("far:1"), {}, [](const auto &) {}));
        VERIFY_RESULT(id);
        const auto image = await(client.inspectImage(QStringLiteral("far:1")));
        VERIFY_RESULT(image);
        QCOMPARE(image->id, *id);
    }

    void exec_remote_passesBothWaysAndEndsOfInput_data() { addRemoteEngines(); }

    void exec_remote_passesBothWaysAndEndsOfInput()
    {
        QFETCH(QString, text);
        const EngineClient client(addressOf(text));
        startContainer(client);
        Output output;
        const auto stream =
            execute(client, QStringLiteral("cat; sleep 0.1; echo end of input"), output);
        QVERIFY(stream);
        const QByteArray input = QByteArray(3 * 1024 * 1024, 'y') + '\n';
        stream->write(input);
        QTRY_COMPARE_WITH_TIMEOUT(output.bytes.size(), input.size(), 20000);
        QVERIFY(!output.end);
        stream->closeWrite();
        QTRY_VERIFY_WITH_TIMEOUT(output.end, 20000);
        VERIFY_RESULT(*output.end);
        QCOMPARE(output.bytes.mid(input.size()), QByteArray("end of input\n"));
    }

    void requests_bySsh_shareOneConnectionThatEndsWithTheClient()
    {
        const qsizetype before = logins();
        {
            const EngineClient client(addressOf(sshText));
            for (int i = 0; i < 5; ++i) {
                VERIFY_RESULT(await(client.version()));
            }
            COMPARE_ERROR(await(client.inspectImage(QStringLiteral("none:1"))),
                          ErrorCode::NotFound);
            VERIFY_RESULT(await(client.version()));
            QCOMPARE(logins(), before + 1);
            QCOMPARE(test::sshProcesses().size(), 1);
            kill(test::sshProcesses().front(), SIGKILL);
            QTRY_VERIFY(test::sshProcesses().isEmpty());
            VERIFY_RESULT(await(client.version()));
            QCOMPARE(test::sshProcesses().size(), 1);
        }
        QTRY_VERIFY(test::sshProcesses().isEmpty());
    }

    void stream_sshKilled_failsWithTheReason()
    {
        Output output;
        const auto stream = tick(output);
        QVERIFY(stream);
        QTRY_VERIFY(output.bytes.contains("tick\ntick"));
        const QList<pid_t> processes = test::sshProcesses();
        QCOMPARE(processes.size(), 1);
        kill(processes.front(), SIGKILL);
        compareEnd(output, QStringLiteral("ssh ended by a signal. "));
    }

    void stream_serverDropsIt_failsWithSshsLastWords()
    {
        Output output;
        const auto stream = tick(output);
        QVERIFY(stream);
        QTRY_VERIFY(output.bytes.contains("tick\ntick"));
        QVERIFY(test::killSessions());
        compareEnd(output,
                   QStringLiteral("Connection to 10.99.0.2 closed by remote host. Try \"ssh "
                                  "root@10.99.0.2 docker"));
    }

    void stream_abandoned_endsSsh()
    {
        const EngineClient client(addressOf(sshText));
        startContainer(client);
        Output output;
        auto stream = execute(client, QStringLiteral("sleep 1000"), output);
        QVERIFY(stream);
        QCOMPARE(test::sshProcesses().size(), 1);
        stream.reset();
        QTRY_VERIFY(test::sshProcesses().isEmpty());
    }

    void version_sshRefuses_tellsWhatItSaid_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown host") << QStringLiteral(".newhost") << sshText
                                      << QStringLiteral("Host key verification failed. Run \"ssh "
                                                        "root@10.99.0.2\" once");
        QTest::newRow("unknown key") << QStringLiteral(".newkey") << sshText
                                     << QStringLiteral("Permission denied (publickey). Give the");
        QTest::newRow("nobody listens")
            << QString() << sshText + QStringLiteral(":23") << QStringLiteral("Connection refused");
    }

    void version_sshRefuses_tellsWhatItSaid()
    {
        QFETCH(QString, settings);
        QFETCH(QString, address);
        QFETCH(QString, words);
        qputenv("PIERHEAD_TEST_SSH_CONFIG",
                (m_folder + QStringLiteral("/ssh_config") + settings).toUtf8());
        const auto version = versionOf(address);
        COMPARE_ERROR(version, ErrorCode::EngineUnreachable);
        QVERIFY2(version.error().message.contains(words), qPrintable(version.error().message));
        QVERIFY(version.error().message.contains(address));
    }

    void version_wrongCertificate_isRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("signed by another")
            << QStringLiteral("stranger")
            << QStringList{QStringLiteral("refuses the client certificate in "),
                           QStringLiteral("/stranger/cert.pem (CN=foreigner, issued by "
                                          "CN=elsewhere, valid until 20"),
                           QStringLiteral("bad certificate")};
        QTest::newRow("expired")
            << QStringLiteral("former")
            << QStringList{QStringLiteral("refuses the client certificate in "),
                           QStringLiteral("/former/cert.pem (CN=former, issued by CN=house, "
                                          "expired on 20"),
                           QStringLiteral("Use one that is in date")};
        QTest::newRow("none") << QStringLiteral("nobody")
                              << QStringList{QStringLiteral("asks for a client certificate"),
                                             QStringLiteral("/nobody")};
        QTest::newRow("wrong authority")
            << QStringLiteral("wrongca")
            << QStringList{QStringLiteral("is not trusted"),
                           QStringLiteral("(CN=engine, issued by CN=house, valid until 20"),
                           QStringLiteral("/wrongca/ca.pem: unable to get local issuer")};
    }

    void version_wrongCertificate_isRefusedWithTheReason()
    {
        QFETCH(QString, folder);
        QFETCH(QStringList, words);
        const auto version = versionOf(tcpText(folder));
        COMPARE_ERROR(version, ErrorCode::PermissionDenied);
        for (const QString &part : words) {
            QVERIFY2(version.error().message.contains(part), qPrintable(version.error().message));
        }
    }

    void version_unverified_answersWhateverTheAuthority()
    {
        VERIFY_RESULT(versionOf(tcpText(QStringLiteral("wrongca&verify=no"))));
    }

    void version_noTlsThere_saysSo()
    {
        const auto version =
            versionOf(QStringLiteral("tcp://10.99.0.2:22?certificates=%1/client").arg(m_folder));
        COMPARE_ERROR(version, ErrorCode::Protocol);
        QVERIFY(version.error().message.contains(QStringLiteral("does not speak TLS")));
    }

    void find_contextThatDockerMade_isKeptByItsKey()
    {
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
        const QString material = m_folder + QStringLiteral("/client/");
        QProcess docker;
        docker.start(QStringLiteral("docker"),
                     {QStringLiteral("context"),
                      QStringLiteral("create"),
                      QStringLiteral("far"),
                      QStringLiteral("--docker"),
                      QStringLiteral("host=tcp://10.99.0.2:2376,ca=%1ca.pem,cert=%1cert.pem,key="
                                     "%1key.pem")
                          .arg(material)});
        QVERIFY(docker.waitForFinished());
        QVERIFY2(docker.exitCode() == 0, docker.readAllStandardError().constData());

        const Paths paths = Paths::fromEnvironment();
        const auto engine = await(Engine::find(QStringLiteral("far"), paths));
        VERIFY_RESULT(engine);
        QCOMPARE((*engine)->origin().inEnglish(), QStringLiteral("the Docker context \"far\""));
        qunsetenv("DOCKER_CONFIG");
        const auto same = await(Engine::at((*engine)->key(), paths));
        VERIFY_RESULT(same);
        QCOMPARE((*same)->key(), (*engine)->key());
    }

    void cleanupTestCase() { m_host.reset(); }
};

PIERHEAD_TEST(RemoteEngineTest)

} // namespace pierhead::engine

#include "tst_remoteengine.moc"
