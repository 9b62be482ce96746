#include "installtest.h"
#include "openports.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/servicerequest.h>

#include <QTcpServer>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;
using pierhead::test::openedPorts;
using pierhead::test::ownListeningPorts;

namespace {

const QString portsReference = QStringLiteral("ports/sample:1");
const QString portsSocket = QStringLiteral("/run/guest-services/lab.sock");

constexpr int answerPatience = 30'000;

/// Of its ports the author publishes one alone.
const QByteArray portsCompose = R"(
services:
  web:
    image: ${DESKTOP_PLUGIN_IMAGE}
    expose: ["81"]
  author:
    image: ${DESKTOP_PLUGIN_IMAGE}
    command: ["/lab", "serve", "socket:/tmp/author.sock"]
    ports: ["47113:82"]
)";

} // namespace

/// Requests to a backend's service come by its unix socket: no port is opened for them anywhere.
class OpenPortsTest final : public test::InstallTest
{
    Q_OBJECT

private:
    /// Once the service listens.
    static Result<engine::HttpResponse> ask(const backend::BackendSession &session)
    {
        return await(
            backend::requestService(session, portsSocket, {.target = "/json-as-text"}, {}));
    }

private Q_SLOTS:

    void listeningPorts_ofThisProcess_areFound()
    {
        QCOMPARE(ownListeningPorts(), QStringList());
        for (const QHostAddress::SpecialAddress any : {QHostAddress::AnyIPv4, QHostAddress::Any}) {
            QTcpServer server;
            QVERIFY(server.listen(any));
            QCOMPARE(ownListeningPorts().size(), 1);
        }
        QCOMPARE(ownListeningPorts(), QStringList());
    }

    void service_answers_withNoPortButTheAuthors_data()
    {
        QTest::addColumn<QByteArray>("backend");
        QTest::addColumn<QStringList>("ports");
        QTest::newRow("image") << QByteArray(R"("image": "${DESKTOP_PLUGIN_IMAGE}")")
                               << QStringList();
        QTest::newRow("compose file") << QByteArray(R"("composefile": "compose.yaml")")
                                      << QStringList{QStringLiteral("author 82/tcp")};
    }

    void service_answers_withNoPortButTheAuthors()
    {
        QFETCH(const QByteArray, backend);
        QFETCH(const QStringList, ports);
        VERIFY_RESULT(buildImage(
            portsReference,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\n" + labelLine
                  + "EXPOSE 80 82\nCOPY metadata.json compose.yaml lab /\n"
                    "CMD [\"/lab\", \"serve\", \"socket:"
                  + portsSocket.toUtf8() + "\"]\n"},
             {QStringLiteral("metadata.json"),
              "{\"vm\": {" + backend + ", \"exposes\": {\"socket\": \"lab.sock\"}}}"},
             {QStringLiteral("compose.yaml"), portsCompose},
             {QStringLiteral("lab"), test::readFile(QStringLiteral(PIERHEAD_LAB_PROGRAM))}}));
        InstallBench bench = this->bench();
        const auto installed = bench.install(portsReference);
        VERIFY_RESULT(installed);

        const backend::BackendSession session(client(), installed->id.serviceContainerName());
        QTRY_VERIFY_WITH_TIMEOUT(ask(session).has_value(), answerPatience);
        QCOMPARE(ask(session).value().body, QByteArray(R"({"answer": 42})"));
        const auto open = await(session.connectSocket(portsSocket));
        VERIFY_RESULT(open);
        QCOMPARE(ownListeningPorts(), QStringList());
        const auto opened = openedPorts(client(), installed->id);
        VERIFY_RESULT(opened);
        QCOMPARE(*opened, ports);
        VERIFY_RESULT(bench.remove(installed->id.value()));
    }
};

PIERHEAD_TEST(OpenPortsTest)

#include "tst_openports.moc"
