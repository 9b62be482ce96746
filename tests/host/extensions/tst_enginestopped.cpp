#include "guardedtest.h"
#include "installbench.h"
#include "ownengine.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/backendrunner.h>

#include <QTimer>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;
using pierhead::test::OwnEngine;
using Step = InstallEvent::Step;

/// The engine crashes in the middle.
class EngineStoppedTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    ExtensionSource writeSample(const QByteArray &command, const QByteArray &version) const
    {
        const QString folder = home() + QStringLiteral("/sample");
        const auto write = [&folder](const char *name, const QByteArray &content) {
            test::writeFile(folder + QLatin1Char('/') + QLatin1String(name), content);
        };
        write("Dockerfile",
              "FROM alpine:3.15\nLABEL org.opencontainers.image.title=Sample"
              " com.docker.desktop.extension.api.version=0.3.4\nCOPY metadata.json version /\n"
                  + command + "CMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n");
        write("version", version);
        write("metadata.json", R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})");
        return {.kind = ExtensionSource::Kind::Folder,
                .location = folder,
                .tag = QStringLiteral("org/sample:1"),
                .buildArguments = {}};
    }

    /// Installs and kills the engine when the step is told.
    static Result<InstalledExtension>
    installAndKill(InstallBench &bench, OwnEngine &engine, ExtensionSource source, Step step)
    {
        bool isKilled = false;
        const InstallSink sink = [&](const InstallEvent &event) {
            if (event.step == step && !isKilled) {
                isKilled = true;
                QTimer::singleShot(50, [&engine] { engine.kill(); });
            }
        };
        return await(bench.installer().install({std::move(source)}, sink));
    }

    static bool isRunning(const InstallBench &bench)
    {
        const auto id = ExtensionId::parse(QStringLiteral("org/sample")).value();
        const auto state = await(backend::BackendRunner(bench.client(), id).state());
        return state && state->running == 1 && state->total == 1;
    }

private Q_SLOTS:

    void install_engineDies_leavesWhatWasThere_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("building") << static_cast<int>(Step::Building);
        QTest::newRow("extracting") << static_cast<int>(Step::Extracting);
    }

    void install_engineDies_leavesWhatWasThere()
    {
        QFETCH(int, step);
        OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        InstallBench bench(engine.address(), home(), QStringLiteral("amd64"));
        VERIFY_RESULT(bench.install(writeSample({}, "one")));
        const QStringList before = bench.disk();

        const Result<InstalledExtension> failed = installAndKill(
            bench, engine, writeSample("RUN sleep 2\n", "two"), static_cast<Step>(step));
        QVERIFY(!failed);
        QVERIFY2(failed.error().code == ErrorCode::EngineUnreachable
                     || failed.error().code == ErrorCode::Protocol
                     || failed.error().code == ErrorCode::EngineRefused,
                 qPrintable(failed.error().message));
        QCOMPARE(bench.disk(), before);

        QVERIFY(engine.start());
        QTRY_VERIFY_WITH_TIMEOUT(isRunning(bench), 20'000);
        VERIFY_RESULT(bench.install(writeSample({}, "three")));
        QVERIFY(isRunning(bench));
        VERIFY_RESULT(bench.remove(QStringLiteral("sample")));
        QCOMPARE(bench.disk(), QStringList());
        const auto left = await(bench.client().listContainers({}));
        VERIFY_RESULT(left);
        QVERIFY(std::none_of(left->begin(), left->end(), [](const auto &container) {
            return container.labels.contains(QStringLiteral("io.pierhead.reader"));
        }));
    }

    void exec_engineDies_endsWithAnError()
    {
        OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        InstallBench bench(engine.address(), home(), QStringLiteral("amd64"));
        const auto installed = bench.install(writeSample({}, "one"));
        VERIFY_RESULT(installed);
        const backend::BackendRunner runner(bench.client(), installed->id);
        Task<Result<backend::ExecOutcome>> exec =
            runner.exec({.command = {QStringLiteral("sleep"), QStringLiteral("1000")},
                         .workingDirectory = {},
                         .environment = {}});
        QTimer::singleShot(500, this, [&engine] { engine.kill(); });
        const auto outcome = await(std::move(exec));
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().code == ErrorCode::EngineUnreachable
                     || outcome.error().code == ErrorCode::Protocol,
                 qPrintable(outcome.error().message));
        const auto next = await(runner.exec(
            {.command = {QStringLiteral("true")}, .workingDirectory = {}, .environment = {}}));
        COMPARE_ERROR(next, ErrorCode::EngineUnreachable);
    }
};

PIERHEAD_TEST(EngineStoppedTest)

#include "tst_enginestopped.moc"
