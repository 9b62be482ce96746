#include "installtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendrunner.h>
#include <host/engine/embeddedengine.h>
#include <host/extensions/trialinstall.h>

#include <QDir>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;

namespace {

const QString trialReference = QStringLiteral("trial/sample:1");

void ignoreEvent(const InstallEvent & /*event*/) { }

} // namespace

/// Trials on a real engine, beside what is installed there.
class TrialInstallTest final : public test::InstallTest
{
    Q_OBJECT

private:
    [[nodiscard]] static Result<TrialInstall>
    make(const engine::Engine &engine, const QString &scratch, StopToken stop = {})
    {
        PIERHEAD_TRY(info, await(client().inspectImage(trialReference)));
        return await(
            TrialInstall::make(engine, {trialReference, info}, scratch, ignoreEvent, stop));
    }

    [[nodiscard]] static std::unique_ptr<engine::Engine> findEngine()
    {
        auto found = await(engine::Engine::find(addressText(), Paths::fromEnvironment()));
        return found ? std::move(*found) : nullptr;
    }

    [[nodiscard]] QString scratch() const
    {
        const QString folder = home() + QStringLiteral("/scratch");
        QDir().mkpath(folder);
        return folder;
    }

    static QStringList imageNames()
    {
        QStringList names;
        const auto images = await(client().listImages());
        for (const engine::ImageSummary &image : images.value()) {
            names += image.repoTags;
        }
        names.sort();
        return names;
    }

    static QString backendContainer(const ExtensionId &id)
    {
        const auto state = await(backend::askBackendState(client(), id));
        return state && state->services.size() == 1 ? state->services.front().container : QString();
    }

private Q_SLOTS:

    void trial_besideTheInstalled_leavesItAlone()
    {
        VERIFY_RESULT(buildImage(trialReference, sampleContext("page")));
        InstallBench bench = this->bench();
        const auto installed = bench.install(trialReference);
        VERIFY_RESULT(installed);
        const QString container = backendContainer(installed->id);
        QVERIFY(!container.isEmpty());
        const QStringList before = imageNames();

        const auto engine = findEngine();
        QVERIFY(engine);
        const auto trial = make(*engine, scratch());
        VERIFY_RESULT(trial);
        QVERIFY(trial->extension().id != installed->id);
        QVERIFY(!backendContainer(trial->extension().id).isEmpty());
        QCOMPARE(pageOf(trial->extension()), "page");
        const auto faults = await(trial->remove());
        QVERIFY2(faults.empty(), faults.empty() ? "" : qPrintable(faults.front().toString()));

        QCOMPARE(backendContainer(installed->id), container);
        QCOMPARE(imageNames(), before);
        VERIFY_RESULT(bench.remove(trialReference));
    }

    void trial_withVolumes_takesThemAway()
    {
        auto files = sampleContext("page");
        files[QStringLiteral("metadata.json")].replace("\"image\": \"${DESKTOP_PLUGIN_IMAGE}\"",
                                                       "\"composefile\": \"compose.yaml\"");
        files[QStringLiteral("compose.yaml")] =
            "services:\n  one:\n    image: ${DESKTOP_PLUGIN_IMAGE}\n    volumes: [\"kept:/kept\"]\n"
            "volumes:\n  kept: {}\n";
        files[QStringLiteral("Dockerfile")] += "COPY compose.yaml /\n";
        VERIFY_RESULT(buildImage(trialReference, files));
        const auto engine = findEngine();
        QVERIFY(engine);
        const auto trial = make(*engine, scratch());
        VERIFY_RESULT(trial);
        const auto faults = await(trial->remove());
        QVERIFY2(faults.empty(), faults.empty() ? "" : qPrintable(faults.front().toString()));
        // What is left on the engine, volumes too, is looked for after every test.
    }

    void trial_ofAnotherImageByItsId_leavesThat()
    {
        const QString other = QStringLiteral("trial/other:1");
        const auto id =
            buildImage(other,
                       {{QStringLiteral("Dockerfile"),
                         "FROM alpine:3.15\n"
                         "CMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n"}});
        VERIFY_RESULT(id);
        auto files = sampleContext("page");
        files[QStringLiteral("metadata.json")].replace("${DESKTOP_PLUGIN_IMAGE}", id->toUtf8());
        VERIFY_RESULT(buildImage(trialReference, files));
        const auto engine = findEngine();
        QVERIFY(engine);
        const auto trial = make(*engine, scratch());
        VERIFY_RESULT(trial);
        const auto faults = await(trial->remove());
        QVERIFY2(faults.empty(), faults.empty() ? "" : qPrintable(faults.front().toString()));
        QVERIFY(isOnEngine(other));
        VERIFY_RESULT(await(client().removeImage(other)));
    }

    void trial_thatCannotBeInstalled_leavesNothing()
    {
        auto files = sampleContext("page");
        files[QStringLiteral("metadata.json")].replace("index.html", "absent.html");
        VERIFY_RESULT(buildImage(trialReference, files));
        const QStringList before = imageNames();
        const auto engine = findEngine();
        QVERIFY(engine);
        const auto trial = make(*engine, scratch());
        COMPARE_ERROR(trial, ErrorCode::InvalidManifest);
        // By the name that its author knows.
        QVERIFY2(trial.error().message.contains(trialReference), qPrintable(trial.error().message));
        QCOMPARE(imageNames(), before);
        QVERIFY(QDir(scratch()).isEmpty());
    }

    void trial_ofAnImageWithoutAName_isRefused()
    {
        const auto id = buildImage(trialReference, sampleContext("former"));
        VERIFY_RESULT(id);
        VERIFY_RESULT(buildImage(trialReference, sampleContext("page"))); // has the name now
        const auto info = await(client().inspectImage(*id));
        VERIFY_RESULT(info);
        const auto engine = findEngine();
        QVERIFY(engine);
        COMPARE_ERROR(
            await(TrialInstall::make(*engine, {info->id, *info}, scratch(), ignoreEvent, {})),
            ErrorCode::InvalidArgument);
        VERIFY_RESULT(await(client().removeImage(*id)));
    }
};

PIERHEAD_TEST(TrialInstallTest)

#include "tst_trialinstall.moc"
