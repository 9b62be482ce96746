#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/backendrunner.h>

#include <QDir>
#include <QScopeGuard>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;
using Step = InstallEvent::Step;

namespace {

const QString updateReference = QStringLiteral("updates/sample:1");
const QString updateNext = QStringLiteral("updates/sample:2");
const QString updateKey = QStringLiteral("updates/sample");
const QString updateProject = QStringLiteral("updates_sample-desktop-extension");

} // namespace

/// One version in the place of another, on a real engine.
class ExtensionUpdateTest final : public test::InstallTest
{
    Q_OBJECT

private:
    static backend::BackendRunner runner()
    {
        return {client(), ExtensionId::parse(updateKey).value()};
    }

    static backend::BackendState state()
    {
        return await(runner().state()).value_or(backend::BackendState());
    }

    /// The container of its one service, and when that was started: it is not touched while this
    /// stays the same.
    static QString running()
    {
        const auto details =
            await(client().inspectContainer(updateProject + QStringLiteral("-service")));
        return details && details->state == QLatin1String("running")
            ? details->id + details->startedAt.toString(Qt::ISODateWithMs)
            : QStringLiteral("nothing runs");
    }

    static QByteArray output(const QString &script)
    {
        const auto outcome =
            await(runner().exec({.command = {QStringLiteral("sh"), QStringLiteral("-c"), script},
                                 .workingDirectory = {},
                                 .environment = {}}));
        return outcome ? outcome->standardOutput + outcome->standardError
                       : outcome.error().message.toUtf8();
    }

    /// A bench that waits for a backend that keeps ending for no longer than that.
    [[nodiscard]] InstallBench hastyBench() const
    {
        const auto version = await(client().version());
        return {address(), home(), version->architecture, {.limit = std::chrono::seconds(4)}};
    }

    /// sampleContext() with another last line of its Dockerfile.
    static QMap<QString, QByteArray> ending(const QByteArray &line)
    {
        QMap<QString, QByteArray> files = sampleContext("other");
        files[QStringLiteral("Dockerfile")] += line + '\n';
        return files;
    }

    /// The same with a program for this machine.
    static QMap<QString, QByteArray> withProgram()
    {
        QMap<QString, QByteArray> files = sampleContext("other");
        files[QStringLiteral("metadata.json")].replace(
            "{\"icon\"",
            "{\"host\": {\"binaries\": [{\"linux\": [{\"path\": \"/hello.sh\"}]}]}, \"icon\"");
        return files;
    }

    static QMap<QString, QByteArray> composed(const QByteArray &compose)
    {
        QMap<QString, QByteArray> files = sampleContext("composed");
        files[QStringLiteral("metadata.json")].replace("\"image\": \"${DESKTOP_PLUGIN_IMAGE}\"",
                                                       "\"composefile\": \"vm/compose.yaml\"");
        files[QStringLiteral("vm/compose.yaml")] = compose;
        files[QStringLiteral("Dockerfile")] += "COPY vm /vm\n";
        return files;
    }

private Q_SLOTS:

    void init()
    {
        InstallTest::init();
        VERIFY_RESULT(buildImage(updateReference, sampleContext("first")));
    }

    void update_sameImage_doesNothing()
    {
        InstallBench bench = this->bench();
        const auto installed = bench.install(updateReference);
        VERIFY_RESULT(installed);
        const QStringList disk = bench.disk();
        const QString container = running();
        const auto updated = bench.update(updateReference);
        VERIFY_RESULT(updated);
        QCOMPARE(bench.steps().last(), Step::UpToDate);
        QVERIFY(!bench.steps().contains(Step::Installing));
        QCOMPARE(updated->version, installed->version);
        QCOMPARE(bench.disk(), disk);
        QCOMPARE(running(), container);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_sameImageUnderAnotherTag_doesNothing()
    {
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(updateReference));
        const QString container = running();
        VERIFY_RESULT(await(client().tagImage(updateReference, updateNext)));
        VERIFY_RESULT(bench.update(updateNext));
        QCOMPARE(bench.steps().last(), Step::UpToDate);
        QCOMPARE(running(), container);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_sameImageContainerGone_makesItAgain()
    {
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(updateReference));
        VERIFY_RESULT(await(runner().down()));
        VERIFY_RESULT(bench.update(updateReference));
        QCOMPARE(bench.steps().last(), Step::Installed);
        QCOMPARE(state().running, 1);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_sameImageFilesGone_bringsThemBack()
    {
        InstallBench bench = this->bench();
        const auto installed = bench.install(updateReference);
        VERIFY_RESULT(installed);
        QVERIFY(QDir(installed->uiRoot()).removeRecursively());
        const auto updated = bench.update(updateReference);
        VERIFY_RESULT(updated);
        QCOMPARE(pageOf(*updated), "first");
        // The damaged one is no version to go back to.
        COMPARE_ERROR(bench.store().previous(updated->id), ErrorCode::NotFound);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_rebuiltUnderTheSameTag_isTaken()
    {
        InstallBench bench = this->bench();
        const auto installed = bench.install(updateReference);
        VERIFY_RESULT(installed);
        test::writeFile(installed->profilePath() + QStringLiteral("/storage"), "kept");
        VERIFY_RESULT(buildImage(updateReference, sampleContext("second")));
        const auto updated = bench.update(updateReference);
        VERIFY_RESULT(updated);
        QCOMPARE(bench.steps().last(), Step::Installed);
        QVERIFY(updated->imageId != installed->imageId);
        QCOMPARE(pageOf(*updated), "second");
        QCOMPARE(state().running, 1);
        QCOMPARE(test::readFile(updated->profilePath() + QStringLiteral("/storage")), "kept");
        QCOMPARE(bench.store().previous(updated->id).value().imageId, installed->imageId);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_notInstalled_isNotFound()
    {
        InstallBench bench = this->bench();
        COMPARE_ERROR(bench.update(updateReference), ErrorCode::NotFound);
        QVERIFY(bench.steps().isEmpty());
        QCOMPARE(bench.store().list().size(), std::size_t{0});
    }

    void update_newRequest_isAskedAboutWhileTheFormerRuns()
    {
        VERIFY_RESULT(buildImage(updateNext, withProgram()));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(updateReference));
        const QString container = running();
        QVERIFY(container != QStringLiteral("nothing runs"));
        QStringList asked;
        QString meanwhile;
        const auto agree = [&](const UpdateQuestion &question) -> Task<Result<bool>> {
            asked.clear();
            for (const Text &request : question.difference.added + question.difference.removed) {
                asked.append(request.inEnglish());
            }
            asked += {question.name, question.formerReference, question.reference};
            meanwhile = running();
            return answer(true);
        };
        VERIFY_RESULT(bench.update(updateNext, agree));
        QCOMPARE(asked,
                 QStringList({QStringLiteral("its program hello.sh on this machine"),
                              QStringLiteral("install-sample"),
                              updateReference,
                              updateNext}));
        QCOMPARE(meanwhile, container);
        QVERIFY(running() != container);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_notAgreedTo_changesNothing_data()
    {
        QTest::addColumn<bool>("isInstall");
        QTest::newRow("update") << false;
        QTest::newRow("install over it") << true;
    }

    void update_notAgreedTo_changesNothing()
    {
        QFETCH(bool, isInstall);
        VERIFY_RESULT(buildImage(updateNext, withProgram()));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(updateReference));
        const QStringList disk = bench.disk();
        const QString container = running();
        const auto agree = [](const UpdateQuestion &) {
            return answer(false);
        };
        const auto silent = [](const InstallEvent &) {
        };
        const auto updated = isInstall
            ? await(bench.installer().install(
                {.source = from(Kind::Reference, updateNext), .agree = agree}, silent))
            : bench.update(updateNext, agree);
        COMPARE_ERROR(updated, ErrorCode::Cancelled);
        QCOMPARE(bench.disk(), disk);
        QCOMPARE(running(), container);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_backendKeepsCrashing_isTakenBackWithItsLog()
    {
        VERIFY_RESULT(
            buildImage(updateNext, ending(R"(CMD ["sh", "-c", "echo no way on >&2; exit 3"])")));
        InstallBench bench = hastyBench();
        VERIFY_RESULT(bench.install(updateReference));
        const QStringList disk = bench.disk();
        const auto updated = bench.update(updateNext);
        COMPARE_ERROR(updated, ErrorCode::ProcessFailed);
        QVERIFY2(updated.error().message.contains(QStringLiteral("ended with exit code 3")),
                 qPrintable(updated.error().message));
        QVERIFY2(updated.error().detail.contains(QStringLiteral("no way on")),
                 qPrintable(updated.error().detail));
        QCOMPARE(bench.disk(), disk);
        QCOMPARE(state().running, 1);
        QCOMPARE(output(QStringLiteral("./hello.sh Moby")), "Hello, Moby!\n");
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_backendComesUpAtTheSecondTry_isKept()
    {
        VERIFY_RESULT(
            buildImage(updateNext,
                       ending(R"(CMD ["sh", "-c", "[ -e /tried ] || { touch /tried; exit 3; }; )"
                              R"(trap exit TERM; sleep 100000 & wait"])")));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(updateReference));
        const auto updated = bench.update(updateNext);
        VERIFY_RESULT(updated);
        QCOMPARE(updated->reference, updateNext);
        QCOMPARE(output(QStringLiteral("ls /tried")), "/tried\n");
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_backendEndsWellAgainAndAgain_isKept()
    {
        VERIFY_RESULT(buildImage(updateNext, ending(R"(CMD ["true"])")));
        InstallBench bench = hastyBench();
        VERIFY_RESULT(bench.install(updateReference));
        const auto updated = bench.update(updateNext);
        VERIFY_RESULT(updated);
        QCOMPARE(updated->reference, updateNext);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void install_firstBackendCrashes_isNoFailure()
    {
        VERIFY_RESULT(buildImage(updateNext, ending(R"(CMD ["false"])")));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(updateNext));
        // And so is an update of what did not run before either.
        QTRY_COMPARE(state().running, 0);
        VERIFY_RESULT(buildImage(updateNext, ending(R"(CMD ["sh", "-c", "exit 4"])")));
        VERIFY_RESULT(bench.update(updateNext));
        QCOMPARE(bench.steps().last(), Step::Installed);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_unhealthyBackend_isTakenBack()
    {
        VERIFY_RESULT(
            buildImage(updateNext, ending("HEALTHCHECK --interval=1s --retries=2 CMD false")));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(updateReference));
        const auto updated = bench.update(updateNext);
        COMPARE_ERROR(updated, ErrorCode::ProcessFailed);
        QVERIFY2(updated.error().message.contains(QStringLiteral("is unhealthy")),
                 qPrintable(updated.error().message));
        QCOMPARE(state().running, 1);
        VERIFY_RESULT(bench.remove(updateKey));
    }

    void update_oneServiceCrashes_isTakenBackAndTheVolumeKept()
    {
        const auto guard = qScopeGuard([] {
            VERIFY_RESULT(await(client().removeVolume(updateProject + QStringLiteral("_data"))));
        });
        const QByteArray good = "services:\n"
                                "  web:\n"
                                "    image: ${DESKTOP_PLUGIN_IMAGE}\n"
                                "    volumes: ['data:/data']\n"
                                "  queue:\n"
                                "    image: ${DESKTOP_PLUGIN_IMAGE}\n"
                                "volumes: {data: {}}\n";
        QByteArray bad = good;
        bad.replace("  queue:\n", "  queue:\n    command: ['sh', '-c', 'echo no queue; exit 5']\n");
        VERIFY_RESULT(buildImage(updateReference, composed(good)));
        VERIFY_RESULT(buildImage(updateNext, composed(bad)));
        InstallBench bench = hastyBench();
        VERIFY_RESULT(bench.install(updateReference));
        QCOMPARE(output(QStringLiteral("echo precious > /data/file")), "");
        const auto updated = bench.update(updateNext);
        COMPARE_ERROR(updated, ErrorCode::ProcessFailed);
        QVERIFY2(
            updated.error().message.contains(QStringLiteral("\"queue\" ended with exit code 5")),
            qPrintable(updated.error().message));
        QVERIFY2(updated.error().detail.startsWith(QStringLiteral("no queue")),
                 qPrintable(updated.error().detail));
        QTRY_COMPARE(state().running, 2);
        QCOMPARE(output(QStringLiteral("cat /data/file")), "precious\n");
        VERIFY_RESULT(bench.remove(updateKey));
    }

private:
    static Task<Result<bool>> answer(bool isAgreed) { co_return isAgreed; }
};

PIERHEAD_TEST(ExtensionUpdateTest)

#include "tst_extensionupdate.moc"
