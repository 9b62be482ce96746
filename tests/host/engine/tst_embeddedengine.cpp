#include "contexttar.h"
#include "enginetest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/embeddedengine.h>
#include <host/engine/engine.h>
#include <host/engine/engineclient.h>

#include <QProcess>
#include <QTest>

#include <csignal>

namespace pierhead::engine {

using test::await;

namespace {

/// The argument by which this program is a host that has an embedded engine, for others to end.
const QString hostArgument = QStringLiteral("--host");

bool isServing(const EngineAddress &address)
{
    return await(EngineClient(address).version()).has_value();
}

} // namespace

/// The embedded engine on real Podman, with storage of its own.
class EmbeddedEngineTest final : public test::GuardedTest
{
    Q_OBJECT

public:
    /// Has an embedded engine until it is killed.
    static std::optional<int> runAsHelper(const QStringList &arguments);

private:
    [[nodiscard]] QString writeFile(const QString &name, const QByteArray &content) const
    {
        QFile file(home() + QLatin1Char('/') + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            qFatal("cannot write a test file");
        }
        return file.fileName();
    }

    /// Whether what containers mount leads to this one, of all that there are.
    [[nodiscard]] static bool hasLastingPath(const EmbeddedEngine &engine)
    {
        const EngineAddress address = engine.address();
        return !address.lastingPath.isEmpty()
            && QFile::symLinkTarget(address.lastingPath) == address.path;
    }

    /// A container of the suite's base image that runs the shell line.
    [[nodiscard]] static Result<QString> startContainer(const EngineClient &client,
                                                        const QString &line)
    {
        ContainerSpec spec;
        spec.image = QStringLiteral("alpine:3.15");
        spec.command = {QStringLiteral("sh"), QStringLiteral("-c"), line};
        spec.network = QStringLiteral("none");
        PIERHEAD_TRY(id, await(client.createContainer(spec)));
        const Result<> started = await(client.startContainer(id));
        if (!started) {
            return tl::unexpected<Error>(started.error());
        }
        return id;
    }

    /// The suite's base image, out of its engine into this one.
    [[nodiscard]] Result<> copyBaseImage(const EngineClient &client) const
    {
        const QString archive = home() + QStringLiteral("/base.tar");
        const HttpClient source(test::EngineTest::address());
        const auto saved = await(
            source.download({.target = "/images/alpine:3.15/get"}, archive, 256LL * 1024 * 1024));
        if (!saved) {
            return tl::unexpected<Error>(saved.error());
        }
        PIERHEAD_TRY(references, await(client.loadImage(archive, {})));
        if (references.size() != 1 || !references.front().endsWith(QStringLiteral("alpine:3.15"))) {
            return failure(ErrorCode::Protocol, references.join(QLatin1Char(' ')));
        }
        return {};
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        const QByteArray storage = "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + home().toUtf8()
            + "/graph\"\nrunroot = \"" + home().toUtf8() + "/run-storage\"\n";
        qputenv("CONTAINERS_STORAGE_CONF",
                writeFile(QStringLiteral("storage.conf"), storage).toUtf8());
    }

    void start_podmanMissing_isNotFound()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const auto engine = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        qputenv("PATH", path);
        COMPARE_ERROR(engine, ErrorCode::NotFound);
    }

    void start_podmanFails_tellsItsWords()
    {
        qputenv(
            "CONTAINERS_STORAGE_CONF",
            writeFile(QStringLiteral("bad.conf"), "[storage]\ndriver = \"overlay\"\n").toUtf8());
        const auto engine = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        COMPARE_ERROR(engine, ErrorCode::ProcessFailed);
        QVERIFY2(engine.error().detail.contains(QStringLiteral("runroot must be set")),
                 qPrintable(engine.error().detail));
    }

    void start_stopped_isCancelledAndLeavesNoProcess()
    {
        StopSource stop;
        stop.request_stop();
        COMPARE_ERROR(await(EmbeddedEngine::start(Paths::fromEnvironment(), stop.get_token())),
                      ErrorCode::Cancelled);
    }

    void start_thisMachine_runsAContainerThatOutlivesIt()
    {
        QString container;
        {
            auto engine = await(EmbeddedEngine::start(Paths::fromEnvironment()));
            VERIFY_RESULT(engine);
            const EngineClient client((*engine)->address());
            VERIFY_RESULT(copyBaseImage(client));
            const Result<QString> id = startContainer(client, QStringLiteral("sleep 1000"));
            VERIFY_RESULT(id);
            container = *id;
            const EngineAddress address = (*engine)->address();
            engine->reset();
            QVERIFY(!isServing(address));
            QVERIFY(!QFile::exists(address.path));
        }
        const auto again = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        VERIFY_RESULT(again);
        const EngineClient client((*again)->address());
        const auto details = await(client.inspectContainer(container));
        VERIFY_RESULT(details);
        QCOMPARE(details->state, QStringLiteral("running"));
        VERIFY_RESULT(await(client.removeContainer(container)));
    }

    void start_twice_bothServeTheSameContainers()
    {
        const auto first = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        VERIFY_RESULT(first);
        auto second = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        VERIFY_RESULT(second);
        const EngineClient client((*first)->address());
        VERIFY_RESULT(copyBaseImage(client));
        const Result<QString> id = startContainer(client, QStringLiteral("sleep 1000"));
        VERIFY_RESULT(id);
        const EngineClient other((*second)->address());
        VERIFY_RESULT(await(other.inspectContainer(*id)));
        second->reset();
        VERIFY_RESULT(await(client.removeContainer(*id)));
    }

    void lastingPath_ofTwoAtOnce_leadsToOneThatServes()
    {
        auto first = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        VERIFY_RESULT(first);
        EngineAddress lasting;
        lasting.path = (*first)->address().lastingPath;
        QVERIFY(hasLastingPath(**first));
        QVERIFY(isServing(lasting));
        auto second = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        VERIFY_RESULT(second);
        QCOMPARE((*second)->address().lastingPath, lasting.path);
        QVERIFY(hasLastingPath(**first));

        (*second)->takeLastingPath();
        QVERIFY(hasLastingPath(**second));
        QVERIFY(isServing(lasting));
        second->reset();
        QVERIFY(hasLastingPath(**first));
        QVERIFY(isServing(lasting));
        first->reset();
        QVERIFY(QFile::exists(lasting.path));
        QVERIFY(!isServing(lasting));
    }

    void lastingPath_inAFolderWithALongName_leadsToASocketElsewhere()
    {
        Paths paths = Paths::fromEnvironment();
        paths.runtime = home() + QLatin1Char('/') + QString(120, QLatin1Char('r'));
        const auto engine = await(EmbeddedEngine::start(paths));
        VERIFY_RESULT(engine);
        QVERIFY(!(*engine)->address().path.startsWith(paths.runtime));
        QVERIFY((*engine)->address().lastingPath.startsWith(paths.runtime));
        QVERIFY(hasLastingPath(**engine));
    }

    void build_withRunStep_works()
    {
        const auto engine = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        VERIFY_RESULT(engine);
        const EngineClient client((*engine)->address());
        VERIFY_RESULT(copyBaseImage(client));
        const QString tar = writeFile(QStringLiteral("context.tar"),
                                      test::contextTar({{QStringLiteral("Dockerfile"),
                                                         "FROM alpine:3.15\nRUN echo hi >/made\n"
                                                         "LABEL a=b\n"}}));
        const Result<QString> id = await(client.buildImage(tar, QStringLiteral("made:1"), {}, {}));
        VERIFY_RESULT(id);
        const Result<ImageInfo> image = await(client.inspectImage(QStringLiteral("made:1")));
        VERIFY_RESULT(image);
        QCOMPARE(image->id, *id);
        QCOMPARE(image->labels.value(QStringLiteral("a")), QStringLiteral("b"));
    }

    void host_killed_takesTheServiceWithIt()
    {
        QProcess host;
        host.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        host.start(QCoreApplication::applicationFilePath(),
                   {QStringLiteral("embeddedengine"), hostArgument});
        QTRY_VERIFY_WITH_TIMEOUT(host.canReadLine(), 40000);
        const auto address = EngineAddress::parse(QString::fromUtf8(host.readLine()).trimmed());
        VERIFY_RESULT(address);
        QVERIFY(isServing(*address));
        host.kill();
        QTRY_COMPARE(host.state(), QProcess::NotRunning);
        QTRY_VERIFY(!isServing(*address));
        // What it could not delete, the next one does.
        QVERIFY(QFile::exists(address->path));
        const auto next = await(EmbeddedEngine::start(Paths::fromEnvironment()));
        VERIFY_RESULT(next);
        QVERIFY(!QFile::exists(address->path));
        QVERIFY(hasLastingPath(**next));
    }

    void find_embeddedByName_isKeyedByIt()
    {
        const auto engine = await(Engine::find(Engine::embeddedName(), Paths::fromEnvironment()));
        VERIFY_RESULT(engine);
        QCOMPARE((*engine)->key(), Engine::embeddedName());
        QCOMPARE((*engine)->version().product, QStringLiteral("Podman Engine"));
    }
};

std::optional<int> EmbeddedEngineTest::runAsHelper(const QStringList &arguments)
{
    if (!arguments.contains(hostArgument)) {
        return std::nullopt;
    }
    const auto engine = await(EmbeddedEngine::start(Paths::fromEnvironment()));
    if (!engine) {
        fprintf(stderr, "%s\n", qPrintable(engine.error().message));
        return 1;
    }
    printf("%s\n", qPrintable((*engine)->address().toString()));
    fflush(stdout);
    return QCoreApplication::exec();
}

PIERHEAD_TEST(EmbeddedEngineTest)

} // namespace pierhead::engine

#include "tst_embeddedengine.moc"
