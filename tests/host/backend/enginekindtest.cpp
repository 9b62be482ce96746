#include "enginekindtest.h"

#include "contexttar.h"
#include "openports.h"
#include "result.h"
#include "storedextension.h"
#include "waiting.h"

#include <host/backend/backendsession.h>
#include <host/backend/servicerequest.h>

#include <unistd.h>

namespace pierhead::test {

namespace {

const QByteArray kindLabels = "LABEL org.opencontainers.image.title=Far"
                              " com.docker.desktop.extension.api.version=0.3.4\n";

/// Where the image's program serves.
const QString kindSocket = QStringLiteral("/run/guest-services/lab.sock");

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

const QByteArray EngineKindTest::composeText = R"(
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

QString EngineKindTest::kind()
{
    return qEnvironmentVariable("PIERHEAD_TEST_OTHER", QStringLiteral("docker"));
}

bool EngineKindTest::isFar()
{
    return kind() == QStringLiteral("docker") || kind() == QStringLiteral("podman");
}

void EngineKindTest::beforeApplication()
{
    if (kind() != engine::Engine::embeddedName()) {
        SecondHost::leaveNetwork();
    }
}

void EngineKindTest::startEngine()
{
    using Product = OwnEngine::Product;
    const QMap<QString, Product> products{
        {QStringLiteral("docker"), Product::Docker},
        {QStringLiteral("podman"), Product::Podman},
        {QStringLiteral("rootless-docker"), Product::RootlessDocker},
        {QStringLiteral("rootless-podman"), Product::RootlessPodman}};
    if (kind() == engine::Engine::embeddedName()) {
        startEmbedded();
        return;
    }
    QVERIFY2(products.contains(kind()), qPrintable(kind()));
    if (isFar()) {
        startFar(products.value(kind()));
    } else {
        startRootless(products.value(kind()));
    }
}

void EngineKindTest::endEngine()
{
    m_host.reset();
    m_rootless.reset();
    if (m_embedded) {
        endEmbedded();
    }
}

void EngineKindTest::startFar(OwnEngine::Product product)
{
    m_host = std::make_unique<SecondHost>(m_folder, product);
    QVERIFY(m_host->start());
    m_ways.append({"ssh", SecondHost::sshText});
    if (product == OwnEngine::Product::Docker) {
        m_ways.append({"tcp with TLS", m_host->tcpText(QStringLiteral("client"))});
    }
}

void EngineKindTest::startRootless(OwnEngine::Product product)
{
    m_rootless = std::make_unique<OwnEngine>(m_folder, OwnEngine::Additions{}, product);
    QVERIFY(m_rootless->start());
    m_ways.append({"socket", m_rootless->address().toString()});
}

/// As the window and the command line start it, but for where it keeps images and containers.
void EngineKindTest::startEmbedded()
{
    QVERIFY2(getppid() == 1, "the embedded engine needs namespaces: run this test by ctest");
    // With Podman's usual driver the folder would be a mount, and could not be deleted.
    const QString storage = m_folder + QStringLiteral("/storage.conf");
    writeFile(storage,
              "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + m_folder.toUtf8()
                  + "/graph\"\nrunroot = \"" + m_folder.toUtf8() + "/run-storage\"\n");
    qputenv("CONTAINERS_STORAGE_CONF", storage.toUtf8());
    findEmbedded();
    QVERIFY(m_embedded);
    QVERIFY(OwnEngine::giveBaseImage(m_embedded->client().address()));
}

void EngineKindTest::findEmbedded()
{
    m_embedded.reset();
    const Paths paths{m_folder + QStringLiteral("/data"),
                      m_folder + QStringLiteral("/cache"),
                      m_folder + QStringLiteral("/run")};
    auto found = await(engine::Engine::find(engine::Engine::embeddedName(), paths));
    VERIFY_RESULT(found);
    m_embedded = std::move(*found);
    m_ways = {{"embedded", m_embedded->client().address().toString()}};
}

/// Its extensions were removed, so nothing may run on without it.
void EngineKindTest::endEmbedded()
{
    const auto containers = await(m_embedded->client().listContainers({}));
    m_embedded.reset();
    VERIFY_RESULT(containers);
    QVERIFY(containers->empty());
    QTRY_COMPARE_WITH_TIMEOUT(processesLeft(), QString(), graceMilliseconds());
}

void EngineKindTest::addWays() const
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : m_ways) {
        QTest::newRow(name.constData()) << text;
    }
}

engine::EngineClient EngineKindTest::clientOf(const QString &text)
{
    return engine::EngineClient(engine::EngineAddress::parse(text).value());
}

void EngineKindTest::build(const engine::EngineClient &client,
                           const QString &reference,
                           const QByteArray &metadata,
                           const QByteArray &compose) const
{
    const QString tar = home() + QStringLiteral("/context.tar");
    writeFile(
        tar,
        contextTar({{QStringLiteral("Dockerfile"),
                     "FROM alpine:3.15\n" + kindLabels
                         + "EXPOSE 80\nCOPY metadata.json compose.yaml hello.sh lab /\n"
                           "CMD [\"/lab\", \"serve\", \"socket:"
                         + kindSocket.toUtf8() + "\"]\n"},
                    {QStringLiteral("metadata.json"), metadata},
                    {QStringLiteral("compose.yaml"), compose},
                    {QStringLiteral("hello.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"},
                    {QStringLiteral("lab"), readFile(QStringLiteral(PIERHEAD_LAB_PROGRAM))}}));
    VERIFY_RESULT(await(client.buildImage(tar, reference, {}, [](const auto &) {})));
}

InstallBench EngineKindTest::bench(const QString &text) const
{
    const auto version = await(clientOf(text).version());
    return {engine::EngineAddress::parse(text).value(),
            home(),
            version ? version->architecture : QString()};
}

void EngineKindTest::compareAnswers(const engine::EngineClient &client,
                                    const extensions::ExtensionId &id)
{
    const backend::BackendSession session(client, id.serviceContainerName());
    const backend::ExecSpec hello{.command = {QStringLiteral("./hello.sh"), QStringLiteral("Moby")},
                                  .workingDirectory = {},
                                  .environment = {}};
    for (int count = 0; count < 3; ++count) {
        const auto outcome = await(session.exec(hello));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput, QByteArray("Hello, Moby!\n"));
        QVERIFY(session.hasAgent());
    }
    const auto ask = [&session] {
        return await(backend::requestService(session, kindSocket, {.target = "/json-as-text"}, {}));
    };
    // A container runs before its program listens.
    Result<engine::HttpResponse> response = ask();
    const auto isAnswered = [&response, &ask] {
        response = response ? response : ask();
        return response.has_value();
    };
    const bool isInTime = waitFor(isAnswered, enginePatience);
    VERIFY_RESULT(response);
    QVERIFY(isInTime);
    QCOMPARE(response->status, 200);
    QCOMPARE(response->body, QByteArray(R"({"answer": 42})"));

    const auto open = await(session.connectSocket(kindSocket));
    VERIFY_RESULT(open);
    QCOMPARE(ownListeningPorts(), QStringList());
    const auto published = openedPorts(client, id);
    VERIFY_RESULT(published);
    QCOMPARE(*published, QStringList());
}

} // namespace pierhead::test
