#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/base/background.h>
#include <host/engine/engineclient.h>
#include <host/engine/httpstream.h>

#include <QTest>
#include <QTimer>

namespace pierhead::engine {

using test::await;
using test::FakeReply;

class EngineClientTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    test::FakeEngine m_engine;
    EngineClient m_client{m_engine.address()};

    [[nodiscard]] QString fileWith(const QByteArray &content) const
    {
        QFile file(home() + QStringLiteral("/file"));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            qFatal("cannot write a test file");
        }
        return file.fileName();
    }

private Q_SLOTS:

    void version_dockersAnswer_isRead()
    {
        const Result<EngineVersion> version = await(m_client.version());
        VERIFY_RESULT(version);
        QCOMPARE(version->version, QStringLiteral("20.10.24"));
        QCOMPARE(version->architecture, QStringLiteral("amd64"));
        QCOMPARE(version->product, QStringLiteral("Docker Engine"));
    }

    void inspectImage_unknown_isNotFoundWithTheEnginesWords()
    {
        m_engine.on("GET /images/ghcr.io/a/b:1/json",
                    FakeReply::refusal(404, QStringLiteral("No such image: ghcr.io/a/b:1")));
        const Result<ImageInfo> image =
            await(m_client.inspectImage(QStringLiteral("ghcr.io/a/b:1")));
        COMPARE_ERROR(image, ErrorCode::NotFound);
        QCOMPARE(
            image.error().message,
            QStringLiteral("Looking up the image ghcr.io/a/b:1: No such image: ghcr.io/a/b:1"));
    }

    void inspectImage_answerNotJson_namesWhatWasDone()
    {
        m_engine.on("GET /images/a/json", FakeReply::bytes(200, "<html>", "text/html"));
        const Result<ImageInfo> image = await(m_client.inspectImage(QStringLiteral("a")));
        COMPARE_ERROR(image, ErrorCode::Protocol);
        QVERIFY(image.error().message.startsWith(QStringLiteral("Looking up the image a: ")));
    }

    void pullImage_withoutTag_pullsLatestAndTells()
    {
        m_engine.on("POST /images/create",
                    FakeReply::chunked(
                        200,
                        {"{\"status\":\"Downloading\",\"id\":\"ab\",\"progressDetail\":{\"curr",
                         "ent\":5,\"total\":10}}\r\n"}));
        QList<qint64> seen;
        const Result<> pulled = await(m_client.pullImage(
            QStringLiteral("example:5000/x"),
            [&seen](const TransferProgress &progress) { seen.append(progress.current); }));
        VERIFY_RESULT(pulled);
        QCOMPARE(seen, QList<qint64>{5});
        QCOMPARE(
            m_engine.requestsTo("POST /images/create").last().query(QStringLiteral("fromImage")),
            QStringLiteral("example:5000/x:latest"));
    }

    void pullImage_login_goesWithTheRequestAlone()
    {
        m_engine.on("POST /images/create", FakeReply::chunked(200, {"{}\n"}));
        const auto authOf = [this](const std::optional<RegistryLogin> &login) {
            const Result<> pulled =
                await(m_client.pullImage(QStringLiteral("a.example/x:1"), {}, {}, login));
            const test::FakeRequest request = m_engine.requestsTo("POST /images/create").last();
            return pulled ? QByteArray::fromBase64(request.headers.value("x-registry-auth"),
                                                   QByteArray::Base64UrlEncoding)
                          : pulled.error().message.toUtf8();
        };
        const QString server = QStringLiteral("a.example");
        const QString name = QStringLiteral("m\u00f6by?>?>");
        QCOMPARE(authOf({}), QByteArray());
        QCOMPARE(authOf(RegistryLogin{server, name, QStringLiteral("p"), {}}),
                 R"({"password":"p","serveraddress":"a.example","username":")" + name.toUtf8()
                     + R"("})");
        QCOMPARE(authOf(RegistryLogin{server, name, {}, QStringLiteral("t")}),
                 QByteArray(R"({"identitytoken":"t","serveraddress":"a.example"})"));
    }

    void pullImage_errorLine_isTheTasksError()
    {
        m_engine.on("POST /images/create",
                    FakeReply::chunked(200, {"{\"errorDetail\":{\"message\":\"no space\"}}\n"}));
        const Result<> pulled = await(m_client.pullImage(QStringLiteral("x:1"), {}));
        COMPARE_ERROR(pulled, ErrorCode::EngineRefused);
        QCOMPARE(pulled.error().message, QStringLiteral("Pulling x:1: no space"));
    }

    void pullImage_connectionBreaks_isUnreachable()
    {
        m_engine.once("POST /images/create",
                      FakeReply::openChunked(200, {"{\"status\":\"Pulling\"}\n"}));
        const auto breakOff = [this](const TransferProgress &) {
            m_engine.breakConnections();
        };
        const Result<> pulled = await(m_client.pullImage(QStringLiteral("x:1"), breakOff));
        COMPARE_ERROR(pulled, ErrorCode::EngineUnreachable);
    }

    void pullImage_stoppedHalfWay_isCancelledAndClosesTheConnection()
    {
        m_engine.once("POST /images/create",
                      FakeReply::openChunked(200, {"{\"status\":\"Pulling\"}\n"}));
        StopSource stop;
        const Result<> pulled = await(m_client.pullImage(
            QStringLiteral("x:1"),
            [&stop](const TransferProgress &) { stop.request_stop(); },
            stop.get_token()));
        COMPARE_ERROR(pulled, ErrorCode::Cancelled);
        QTRY_COMPARE(m_engine.openConnections(), 0);
    }

    void pullImage_registryFallsSilent_isGivenUp_data()
    {
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("before the first layer") << QByteArray(R"({"status":"Pulling from x"})");
        QTest::newRow("in a layer") << QByteArray(R"({"status":"Downloading","id":"a"})");
        QTest::newRow("in one of two") << QByteArray(R"({"status":"Downloading","id":"a"}
                {"status":"Download complete","id":"b"})");
        QTest::newRow("after the last layer") << QByteArray(R"({"status":"Extracting","id":"a"}
                {"status":"Pull complete","id":"a"})");
    }

    void pullImage_registryFallsSilent_isGivenUp()
    {
        QFETCH(const QByteArray, told);
        m_engine.once("POST /images/create", FakeReply::openChunked(200, {told + '\n'}));
        const EngineClient client(m_engine.address(), std::chrono::seconds(1));
        const Result<> pulled = await(client.pullImage(QStringLiteral("x:1"), {}));
        COMPARE_ERROR(pulled, ErrorCode::Timeout);
        QVERIFY2(pulled.error().message.startsWith(QStringLiteral(
                     "Pulling x:1 was given up: nothing came from the registry for 1 seconds.")),
                 qPrintable(pulled.error().message));
        QTRY_COMPARE(m_engine.openConnections(), 0);
    }

    /// What the engine does alone is waited for, and each word of it begins the time anew.
    void pullImage_engineUnpacksInSilence_isWaitedFor()
    {
        m_engine.once("POST /images/create",
                      FakeReply::openChunked(200, {"{\"status\":\"Downloading\",\"id\":\"a\"}\n"}));
        const EngineClient client(m_engine.address(), std::chrono::milliseconds(400));
        const auto pushLater = [this](int milliseconds, const QByteArray &bytes) {
            QTimer::singleShot(milliseconds, this, [this, bytes] { m_engine.push(bytes); });
        };
        pushLater(200, FakeReply::chunk("{\"status\":\"Extracting\",\"id\":\"a\"}\n"));
        pushLater(1000, FakeReply::chunk("{\"status\":\"Pull complete\",\"id\":\"a\"}\n"));
        pushLater(1200, "0\r\n\r\n");
        const Result<> pulled = await(client.pullImage(QStringLiteral("x:1"), {}));
        VERIFY_RESULT(pulled);
    }

    void loadImage_archive_sendsItWholeAndReturnsTheReferences()
    {
        const QByteArray content(1000000, 'x');
        m_engine.on("POST /images/load",
                    FakeReply::chunked(200,
                                       {"{\"stream\":\"Loaded image: a:1\\n\"}\n",
                                        "{\"stream\":\"Loaded image ID: sha256:12\\n\"}"}));
        const Result<QStringList> loaded = await(m_client.loadImage(fileWith(content), {}));
        VERIFY_RESULT(loaded);
        QCOMPARE(*loaded, QStringList({QStringLiteral("a:1"), QStringLiteral("sha256:12")}));
        const test::FakeRequest request = m_engine.requestsTo("POST /images/load").last();
        QCOMPARE(request.body, content);
        QCOMPARE(request.headers.value("content-type"), QByteArray("application/x-tar"));
    }

    void loadImage_noImageInside_isAnError()
    {
        m_engine.on("POST /images/load", FakeReply::chunked(200, {}));
        COMPARE_ERROR(await(m_client.loadImage(fileWith("x"), {})), ErrorCode::InvalidArgument);
    }

    void buildImage_shortIdOnly_isLookedUp()
    {
        m_engine.on(
            "POST /build",
            FakeReply::chunked(200, {"{\"stream\":\"Successfully built 0123456789ab\\n\"}\n"}));
        m_engine.on("GET /images/0123456789ab/json",
                    FakeReply::json(200, {{"Id", "sha256:0123456789abcdef"}}));
        const Result<QString> built =
            await(m_client.buildImage(fileWith("tar"),
                                      QStringLiteral("t:1"),
                                      {{QStringLiteral("A"), QStringLiteral("b c")}},
                                      {}));
        VERIFY_RESULT(built);
        QCOMPARE(*built, QStringLiteral("sha256:0123456789abcdef"));
        const test::FakeRequest request = m_engine.requestsTo("POST /build").last();
        QCOMPARE(request.query(QStringLiteral("buildargs")), QStringLiteral("{\"A\":\"b c\"}"));
        QCOMPARE(request.query(QStringLiteral("t")), QStringLiteral("t:1"));
    }

    void tagImage_registryWithPort_isSplitAtTheTag()
    {
        m_engine.on("POST /images/x/tag", FakeReply::bytes(201, {}, "text/plain"));
        VERIFY_RESULT(
            await(m_client.tagImage(QStringLiteral("x"), QStringLiteral("example:5000/y:2"))));
        const test::FakeRequest request = m_engine.requests().last();
        QCOMPARE(request.query(QStringLiteral("repo")), QStringLiteral("example:5000/y"));
        QCOMPARE(request.query(QStringLiteral("tag")), QStringLiteral("2"));
    }

    void createContainer_name_isInTheQueryAndOutOfTheBody()
    {
        m_engine.on("POST /containers/create", FakeReply::json(201, {{"Id", "c1"}}));
        ContainerSpec spec;
        spec.name = QStringLiteral("n");
        spec.image = QStringLiteral("i");
        const Result<QString> id = await(m_client.createContainer(spec));
        VERIFY_RESULT(id);
        QCOMPARE(*id, QStringLiteral("c1"));
        const test::FakeRequest request = m_engine.requests().last();
        QCOMPARE(request.query(QStringLiteral("name")), QStringLiteral("n"));
        QCOMPARE(request.body, QByteArray("{\"HostConfig\":{},\"Image\":\"i\"}"));
    }

    void removeContainer_goneAlready_isSuccess()
    {
        VERIFY_RESULT(await(m_client.removeContainer(QStringLiteral("gone"))));
    }

    void removeContainer_conflict_isAnError()
    {
        m_engine.on("DELETE /containers/c", FakeReply::refusal(409, QStringLiteral("in progress")));
        COMPARE_ERROR(await(m_client.removeContainer(QStringLiteral("c"))), ErrorCode::Conflict);
    }

    void listContainers_filters_areJson()
    {
        m_engine.on("GET /containers/json",
                    FakeReply::json(200, {{{"Id", "c"}, {"Names", {"/n"}}, {"Labels", nullptr}}}));
        const auto list =
            await(m_client.listContainers({{QStringLiteral("label"), {QStringLiteral("a=b")}}}));
        VERIFY_RESULT(list);
        QCOMPARE(list->size(), 1U);
        QCOMPARE(list->front().names, QStringList{QStringLiteral("/n")});
        QCOMPARE(m_engine.requests().last().query(QStringLiteral("filters")),
                 QStringLiteral("{\"label\":[\"a=b\"]}"));
    }

    void downloadArchive_tooLarge_failsOnBothSides()
    {
        m_engine.on("GET /containers/c/archive",
                    FakeReply::bytes(200, QByteArray(2000000, 'x'), "application/x-tar"));
        const auto queue = std::make_shared<ByteQueue>();
        const Result<> done = await(
            m_client.downloadArchive(QStringLiteral("c"), QStringLiteral("/ui"), queue, 1000000));
        COMPARE_ERROR(done, ErrorCode::InvalidArgument);
        std::optional<QByteArray> piece;
        do {
            piece = queue->pop();
            QVERIFY(!piece || !piece->isEmpty());
        } while (piece);
    }

    void downloadArchive_fits_isAllInTheQueue()
    {
        const QByteArray content(999999, 'x');
        m_engine.on("GET /containers/c/archive",
                    FakeReply::bytes(200, content, "application/x-tar"));
        const auto queue = std::make_shared<ByteQueue>();
        VERIFY_RESULT(await(
            m_client.downloadArchive(QStringLiteral("c"), QStringLiteral("/ui"), queue, 1000000)));
        QByteArray received;
        while (const std::optional<QByteArray> piece = queue->pop()) {
            if (piece->isEmpty()) {
                break;
            }
            received += *piece;
        }
        QCOMPARE(received, content);
        QCOMPARE(m_engine.requests().last().query(QStringLiteral("path")), QStringLiteral("/ui"));
    }

    void downloadArchive_readerGone_succeedsEarly()
    {
        m_engine.on("GET /containers/c/archive",
                    FakeReply::bytes(200, QByteArray(30000000, 'x'), "application/x-tar"));
        const auto queue = std::make_shared<ByteQueue>();
        queue->abandon();
        VERIFY_RESULT(await(m_client.downloadArchive(
            QStringLiteral("c"), QStringLiteral("/ui"), queue, 100000000)));
    }

    void downloadArchive_slowReader_holdsTheEngineUp()
    {
        const QByteArray content(30000000, 'x');
        m_engine.on("GET /containers/c/archive",
                    FakeReply::bytes(200, content, "application/x-tar"));
        const auto queue = std::make_shared<ByteQueue>();
        Task<Result<>> download =
            m_client.downloadArchive(QStringLiteral("c"), QStringLiteral("/ui"), queue, 100000000);
        QTRY_VERIFY(!queue->hasRoom());
        QTest::qWait(50);
        QVERIFY(!download.isReady());
        qsizetype received = 0;
        const auto read = [queue, &received] {
            while (const std::optional<QByteArray> piece = queue->pop()) {
                if (piece->isEmpty()) {
                    return true;
                }
                received += piece->size();
            }
            return false;
        };
        Task<bool> reading = runInBackground(read);
        VERIFY_RESULT(await(std::move(download)));
        QVERIFY(await(std::move(reading)));
        QCOMPARE(received, content.size());
    }

    void listNetworks_twoFit_givesTheirIds()
    {
        m_engine.on("GET /networks", FakeReply::json(200, {{{"Id", "n1"}}, {{"Id", "n2"}}}));
        const Result<QStringList> ids = await(m_client.listNetworks({}));
        VERIFY_RESULT(ids);
        QCOMPARE(*ids, QStringList({QStringLiteral("n1"), QStringLiteral("n2")}));
    }

    void inspectExec_ended_hasItsExitCode()
    {
        m_engine.on("GET /exec/e/json",
                    FakeReply::json(200, {{"Running", false}, {"ExitCode", 3}, {"Pid", 7}}));
        const Result<ExecDetails> details = await(m_client.inspectExec(QStringLiteral("e")));
        VERIFY_RESULT(details);
        QCOMPARE(details->exitCode, std::optional<int>(3));
    }
};

PIERHEAD_TEST(EngineClientTest)

} // namespace pierhead::engine

#include "tst_engineclient.moc"
