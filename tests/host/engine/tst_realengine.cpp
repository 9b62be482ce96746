#include "contexttar.h"
#include "enginetest.h"
#include "result.h"
#include "testprogram.h"

#include <host/archive/tarreader.h>
#include <host/base/background.h>
#include <host/engine/engineclient.h>
#include <host/engine/eventstream.h>
#include <host/engine/framedstream.h>
#include <host/engine/httpstream.h>

#include <QSignalSpy>
#include <QTest>

namespace pierhead::engine {

using test::await;

/// EngineClient against a real engine.
class RealEngineTest final : public test::EngineTest
{
    Q_OBJECT

private:
    const EngineClient m_client{address()};
    QString m_container;

    [[nodiscard]] QString writeFile(const QString &name, const QByteArray &content) const
    {
        QFile file(home() + QLatin1Char('/') + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            qFatal("cannot write a test file");
        }
        return file.fileName();
    }

    [[nodiscard]] static ContainerSpec spec(const QString &line)
    {
        ContainerSpec spec;
        spec.image = QStringLiteral("alpine:3.15");
        spec.command = {QStringLiteral("sh"), QStringLiteral("-c"), line};
        return spec;
    }

    [[nodiscard]] Result<QString> startContainer(const ContainerSpec &spec)
    {
        PIERHEAD_TRY(id, await(m_client.createContainer(spec)));
        m_container = id;
        const Result<> started = await(m_client.startContainer(id));
        if (!started) {
            return tl::unexpected<Error>(started.error());
        }
        return id;
    }

    /// Both outputs of a command in the container, as "1:…" and "2:…" lines, and its exit code.
    [[nodiscard]] Result<QByteArray> execute(const QString &line)
    {
        ExecConfig config;
        config.command = {QStringLiteral("sh"), QStringLiteral("-c"), line};
        PIERHEAD_TRY(exec, await(m_client.createExec(m_container, config)));
        PIERHEAD_TRY(stream, await(m_client.startExec(exec)));
        QByteArray out;
        QByteArray err;
        FramedStream frames;
        connect(stream.get(), &HttpStream::received, this, [&](const QByteArray &bytes) {
            const auto chunks = frames.take(bytes);
            QVERIFY(chunks);
            for (const OutputChunk &chunk : *chunks) {
                (chunk.channel == OutputChannel::Stdout ? out : err) += chunk.bytes;
            }
        });
        QSignalSpy finished(stream.get(), &HttpStream::finished);
        stream->start();
        if (!finished.wait(20000)) {
            return failure(ErrorCode::Timeout, QStringLiteral("no end of the output"));
        }
        PIERHEAD_TRY(details, await(m_client.inspectExec(exec)));
        return "1:" + out + "2:" + err + "code "
            + QByteArray::number(details.exitCode.value_or(-1));
    }

private Q_SLOTS:

    void cleanup()
    {
        if (!m_container.isEmpty()) {
            VERIFY_RESULT(await(m_client.removeContainer(m_container)));
            m_container.clear();
        }
        EngineTest::cleanup();
    }

    void version_real_speaksOurApi()
    {
        const auto version = await(m_client.version());
        VERIFY_RESULT(version);
        QCOMPARE(version->os, QStringLiteral("linux"));
        QVERIFY(!version->architecture.isEmpty());
        QVERIFY2(version->product.endsWith(QStringLiteral(" Engine")),
                 qPrintable(version->product));
    }

    void buildImage_argumentsAndLabels_giveAnImageByThatId()
    {
        const QString tar =
            writeFile(QStringLiteral("context.tar"),
                      test::contextTar(
                          {{QStringLiteral("Dockerfile"),
                            "FROM alpine:3.15\nARG WHO\nRUN echo $WHO >/who\nLABEL who=$WHO\n"}}));
        QStringList told;
        const auto id = await(m_client.buildImage(
            tar,
            QStringLiteral("client-test:1"),
            {{QStringLiteral("WHO"), QStringLiteral("me")}},
            [&told](const TransferProgress &progress) { told.append(progress.status); }));
        VERIFY_RESULT(id);
        QVERIFY(!told.isEmpty());
        const auto image = await(m_client.inspectImage(QStringLiteral("client-test:1")));
        VERIFY_RESULT(image);
        QCOMPARE(image->id, *id);
        QCOMPARE(image->labels.value(QStringLiteral("who")), QStringLiteral("me"));
        VERIFY_RESULT(await(m_client.tagImage(*id, QStringLiteral("client-test:2"))));
        VERIFY_RESULT(await(m_client.removeImage(QStringLiteral("client-test:1"))));
        VERIFY_RESULT(await(m_client.removeImage(QStringLiteral("client-test:2"))));
        COMPARE_ERROR(await(m_client.inspectImage(QStringLiteral("client-test:1"))),
                      ErrorCode::NotFound);
    }

    void buildImage_failingStep_tellsTheBuildersWords()
    {
        const QString tar =
            writeFile(QStringLiteral("context.tar"),
                      test::contextTar({{QStringLiteral("Dockerfile"),
                                         "FROM alpine:3.15\nRUN echo some words; exit 7\n"}}));
        const auto built = await(m_client.buildImage(tar, QStringLiteral("never:1"), {}, {}));
        COMPARE_ERROR(built, ErrorCode::EngineRefused);
        QVERIFY2(built.error().detail.contains(QStringLiteral("some words")),
                 qPrintable(built.error().detail));
    }

    void pullImage_unreachableRegistry_isAnErrorWithItsName()
    {
        const auto pulled = await(m_client.pullImage(QStringLiteral("localhost:1/nothing:1"), {}));
        QVERIFY(!pulled);
        QVERIFY2(pulled.error().message.contains(QStringLiteral("localhost:1")),
                 qPrintable(pulled.error().message));
    }

    void loadImage_savedArchive_namesItsReference()
    {
        const QString archive = home() + QStringLiteral("/saved.tar");
        VERIFY_RESULT(await(m_client.http().download(
            {.target = "/images/alpine:3.15/get"}, archive, 256LL * 1024 * 1024)));
        const auto loaded = await(m_client.loadImage(archive, {}));
        VERIFY_RESULT(loaded);
        QCOMPARE(loaded->size(), 1);
        QVERIFY2(loaded->front().endsWith(QStringLiteral("alpine:3.15")),
                 qPrintable(loaded->front()));
    }

    void loadImage_notAnArchive_isAnError()
    {
        const auto loaded =
            await(m_client.loadImage(writeFile(QStringLiteral("x.tar"), "no tar file"), {}));
        QVERIFY(!loaded);
    }

    void container_labelsBindsNetworkAndAlias_areThere()
    {
        const auto network = await(
            m_client.createNetwork(QStringLiteral("client-test"), {{QStringLiteral("n"), {}}}));
        VERIFY_RESULT(network);
        const auto cleanUp = qScopeGuard([this, &network] {
            (void)await(m_client.removeContainer(m_container));
            m_container.clear();
            VERIFY_RESULT(await(m_client.removeNetwork(*network)));
            VERIFY_RESULT(await(m_client.removeNetwork(*network)));
        });
        QDir().mkpath(home() + QStringLiteral("/bound"));
        ContainerSpec wanted = spec(QStringLiteral("sleep 1000"));
        wanted.name = QStringLiteral("client-test");
        wanted.labels = {{QStringLiteral("client"), QStringLiteral("test")}};
        wanted.binds = {home() + QStringLiteral("/bound:/run/guest-services")};
        wanted.tmpfs = {{QStringLiteral("/scratch"), QStringLiteral("size=64k")}};
        wanted.extraHosts = {QStringLiteral("host.docker.internal:192.0.2.7")};
        wanted.network = QStringLiteral("client-test");
        wanted.networkAliases = {QStringLiteral("service")};
        wanted.restartPolicy = QStringLiteral("always");
        VERIFY_RESULT(startContainer(wanted));

        const auto list = await(
            m_client.listContainers({{QStringLiteral("label"), {QStringLiteral("client=test")}}}));
        VERIFY_RESULT(list);
        QCOMPARE(list->size(), 1U);
        QVERIFY(list->front().names.contains(QStringLiteral("/client-test")));
        QCOMPARE(list->front().state, QStringLiteral("running"));
        const auto networks = await(
            m_client.listNetworks({{QStringLiteral("name"), {QStringLiteral("client-test")}}}));
        VERIFY_RESULT(networks);
        QCOMPARE(networks->size(), 1);
        const auto output = await(m_client.http().send({.target = "/containers/client-test/json"}));
        VERIFY_RESULT(output);
        QVERIFY(output->body.contains("\"service\""));
        const auto told = execute(
            QStringLiteral("grep -c 192.0.2.7 /etc/hosts; ls -d /run/guest-services /scratch"));
        VERIFY_RESULT(told);
        QCOMPARE(*told, QByteArray("1:1\n/run/guest-services\n/scratch\n2:code 0"));
        VERIFY_RESULT(await(m_client.stopContainer(m_container, 0)));
        VERIFY_RESULT(await(m_client.stopContainer(m_container, 0)));
        const auto details = await(m_client.inspectContainer(m_container));
        VERIFY_RESULT(details);
        QCOMPARE(details->state, QStringLiteral("exited"));
        QCOMPARE(details->labels.value(QStringLiteral("client")), QStringLiteral("test"));
    }

    void lists_ofImagesContainersAndVolumes_knowWhatIsThere()
    {
        ContainerSpec wanted = spec(QStringLiteral("sleep 1000"));
        wanted.name = QStringLiteral("client-list");
        wanted.binds = {QStringLiteral("client-data:/data")};
        VERIFY_RESULT(startContainer(wanted));
        const auto cleanUp = qScopeGuard([this] {
            (void)await(m_client.removeContainer(m_container));
            m_container.clear();
            VERIFY_RESULT(await(m_client.removeVolume(QStringLiteral("client-data"))));
            VERIFY_RESULT(await(m_client.removeVolume(QStringLiteral("client-data"))));
        });
        const auto volumes = await(m_client.listVolumes());
        VERIFY_RESULT(volumes);
        const auto volume = std::find_if(volumes->begin(), volumes->end(), [](const auto &found) {
            return found.name == QStringLiteral("client-data");
        });
        QVERIFY(volume != volumes->end());
        QCOMPARE(volume->driver, QStringLiteral("local"));
        QVERIFY(volume->createdAt.isValid());
        QVERIFY(volume->mountpoint.startsWith(QLatin1Char('/')));
        const auto known = await(m_client.volumeJson(QStringLiteral("client-data")));
        VERIFY_RESULT(known);
        QCOMPARE(json::field<QString>(*known, "Name"), QStringLiteral("client-data"));
        COMPARE_ERROR(await(m_client.volumeJson(QStringLiteral("client-none"))),
                      ErrorCode::NotFound);
        const auto inUse = await(m_client.removeVolume(QStringLiteral("client-data")));
        QVERIFY(!inUse);
        QVERIFY2(inUse.error().message.contains(QStringLiteral("client-data")),
                 qPrintable(inUse.error().message));
        const auto users = await(
            m_client.listContainers({{QStringLiteral("volume"), {QStringLiteral("client-data")}}}));
        VERIFY_RESULT(users);
        QCOMPARE(users->size(), 1U);
        QCOMPARE(users->front().id, m_container);

        const auto images = await(m_client.listImages());
        VERIFY_RESULT(images);
        const auto image =
            std::find_if(images->begin(), images->end(), [&users](const auto &found) {
                return found.id.section(QLatin1Char(':'), -1)
                    == users->front().imageId.section(QLatin1Char(':'), -1);
            });
        QVERIFY(image != images->end());
        QVERIFY(image->size > 0 && image->created > 0);
        const auto imageKnown = await(m_client.imageJson(image->id));
        VERIFY_RESULT(imageKnown);
        COMPARE_ERROR(await(m_client.imageJson(QStringLiteral("client-none:1"))),
                      ErrorCode::NotFound);
        const auto container = await(m_client.containerJson(m_container.left(12)));
        VERIFY_RESULT(container);
        QCOMPARE(json::field<QString>(*container, "Id"), m_container);
        COMPARE_ERROR(await(m_client.containerJson(QStringLiteral("client-none"))),
                      ErrorCode::NotFound);
    }

    void restartContainer_startsItAnew()
    {
        VERIFY_RESULT(startContainer(spec(QStringLiteral("sleep 1000"))));
        const auto before = await(m_client.inspectContainer(m_container));
        VERIFY_RESULT(await(m_client.restartContainer(m_container, 0)));
        const auto after = await(m_client.inspectContainer(m_container));
        VERIFY_RESULT(after);
        QCOMPARE(after->state, QStringLiteral("running"));
        QVERIFY(after->startedAt > before->startedAt);
    }

    void createContainer_sameNameTwice_isConflict()
    {
        ContainerSpec wanted = spec(QStringLiteral("true"));
        wanted.name = QStringLiteral("client-twice");
        const auto id = await(m_client.createContainer(wanted));
        VERIFY_RESULT(id);
        m_container = *id;
        const auto second = await(m_client.createContainer(wanted));
        QVERIFY(!second);
        QVERIFY2(second.error().message.contains(QStringLiteral("client-twice")),
                 qPrintable(second.error().message));
    }

    void downloadArchive_neverStarted_isATarFile()
    {
        const auto id = await(m_client.createContainer(spec(QStringLiteral("true"))));
        VERIFY_RESULT(id);
        m_container = *id;
        const auto queue = std::make_shared<ByteQueue>();
        Task<Result<>> download =
            m_client.downloadArchive(*id, QStringLiteral("/bin"), queue, 64LL * 1024 * 1024);
        const auto firstName = [queue]() -> Result<QByteArray> {
            PIERHEAD_TRY(reader, archive::TarReader::open(queue, QStringLiteral("of /bin")));
            PIERHEAD_TRY(entry, reader.next());
            return QByteArray(archive_entry_pathname(entry));
        };
        const auto name = await(runInBackground(firstName));
        VERIFY_RESULT(await(std::move(download)));
        VERIFY_RESULT(name);
        QVERIFY2(*name == "bin/" || *name == "bin", name->constData()); // Docker's, Podman's
        COMPARE_ERROR(await(m_client.downloadArchive(
                          *id, QStringLiteral("/nothing"), std::make_shared<ByteQueue>(), 1000000)),
                      ErrorCode::NotFound);
    }

    void exec_twoOutputsAndCode_comeApart()
    {
        VERIFY_RESULT(startContainer(spec(QStringLiteral("sleep 1000"))));
        const auto told = execute(QStringLiteral("echo out; echo err >&2; exit 3"));
        VERIFY_RESULT(told);
        QCOMPARE(*told, QByteArray("1:out\n2:err\ncode 3"));
    }

    void exec_fiveMegabytes_comeWhole()
    {
        VERIFY_RESULT(startContainer(spec(QStringLiteral("sleep 1000"))));
        const auto told = execute(QStringLiteral("head -c 5000000 /dev/zero"));
        VERIFY_RESULT(told);
        QCOMPARE(told->size(), 5000000 + QByteArray("1:2:code 0").size());
    }

    void exec_input_isWrittenAndClosed()
    {
        VERIFY_RESULT(startContainer(spec(QStringLiteral("sleep 1000"))));
        ExecConfig config;
        config.command = {QStringLiteral("cat")};
        config.attachStdin = true;
        const auto exec = await(m_client.createExec(m_container, config));
        VERIFY_RESULT(exec);
        const auto stream = await(m_client.startExec(*exec));
        VERIFY_RESULT(stream);
        QByteArray raw;
        connect(stream->get(), &HttpStream::received, this, [&raw](const QByteArray &bytes) {
            raw += bytes;
        });
        QSignalSpy finished(stream->get(), &HttpStream::finished);
        (*stream)->start();
        (*stream)->write("some");
        (*stream)->write(" words");
        (*stream)->closeWrite();
        QVERIFY(finished.count() > 0 || finished.wait(20000));
        FramedStream frames;
        const auto chunks = frames.take(raw);
        VERIFY_RESULT(chunks);
        QByteArray told;
        for (const OutputChunk &chunk : *chunks) {
            told += chunk.bytes;
        }
        QCOMPARE(told, QByteArray("some words"));
    }

    void events_containerStartsAndDies_areTold()
    {
        EventStream events(address(), {{QStringLiteral("type"), {QStringLiteral("container")}}});
        QStringList actions;
        connect(&events, &EventStream::event, this, [&](const EngineEvent &event) {
            actions.append(event.action);
        });
        QSignalSpy connected(&events, &EventStream::connected);
        events.start();
        QVERIFY(connected.count() > 0 || connected.wait(20000));
        VERIFY_RESULT(startContainer(spec(QStringLiteral("true"))));
        QTRY_VERIFY_WITH_TIMEOUT(actions.contains(QStringLiteral("start")), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(actions.contains(QStringLiteral("die"))
                                     || actions.contains(QStringLiteral("died")),
                                 20000);
    }
};

PIERHEAD_TEST(RealEngineTest)

} // namespace pierhead::engine

#include "tst_realengine.moc"
