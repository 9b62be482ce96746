#include "installtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/base/json.h>
#include <host/extensions/installedbackend.h>

#include <QScopeGuard>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;

namespace {

const QString againReference = QStringLiteral("again/sample:1");

const QByteArray composeText = R"(
services:
  web:
    image: ${DESKTOP_PLUGIN_IMAGE}
    depends_on: [database]
    stop_signal: SIGKILL
  database:
    image: ${DESKTOP_PLUGIN_IMAGE}
    depends_on: [store]
    stop_signal: SIGKILL
  store:
    image: ${DESKTOP_PLUGIN_IMAGE}
    stop_signal: SIGKILL
  migrate:
    image: ${DESKTOP_PLUGIN_IMAGE}
    restart: "no"
    command: ["true"]
  debug:
    image: ${DESKTOP_PLUGIN_IMAGE}
    profiles: [debug]
)";

constexpr qint64 mebibyte = qint64(1024) * 1024;

ExtensionId sampleId()
{
    return ExtensionId::parse(againReference).value();
}

} // namespace

/// Backends whose containers others have removed.
class InstalledBackendTest final : public test::InstallTest
{
    Q_OBJECT

private:
    static backend::BackendState state()
    {
        const auto asked = await(backend::askBackendState(client(), sampleId()));
        return asked.value_or(backend::BackendState());
    }

    static QString containerOf(const QString &service)
    {
        const backend::BackendState now = state();
        for (const backend::ServiceState &known : now.services) {
            if (known.name == service) {
                return known.container;
            }
        }
        return {};
    }

    static QDateTime startOf(const QString &service)
    {
        const auto details = await(client().inspectContainer(containerOf(service)));
        return details ? details->startedAt : QDateTime();
    }

    static qint64 memoryOf(const QString &service)
    {
        const auto details = await(client().inspectContainer(containerOf(service)));
        return details ? details->resources.memory : -1;
    }

    static void setLimits(const InstallBench &bench, const settings::BackendLimits &limits)
    {
        VERIFY_RESULT(
            settings::Settings(bench.store().paths())
                .change([&limits](settings::SettingValues &values) { values.limits = limits; }));
    }

    static void removeContainers()
    {
        const backend::BackendState now = state();
        for (const backend::ServiceState &service : now.services) {
            VERIFY_RESULT(await(client().removeContainer(service.container)));
        }
    }

    static QMap<QString, QByteArray> composeContext()
    {
        QMap<QString, QByteArray> files = sampleContext("page");
        files[QStringLiteral("metadata.json")].replace("\"image\": \"${DESKTOP_PLUGIN_IMAGE}\"",
                                                       "\"composefile\": \"vm/compose.yaml\"");
        files[QStringLiteral("vm/compose.yaml")] = composeText;
        files[QStringLiteral("Dockerfile")] += "COPY vm /vm\n";
        return files;
    }

    [[nodiscard]] InstalledBackend backendOf(const InstallBench &bench) const
    {
        return {client(), bench.store(), sampleId()};
    }

private Q_SLOTS:

    void start_imageBackendThatIsGone_isMadeAgain()
    {
        VERIFY_RESULT(buildImage(againReference, sampleContext("page")));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(againReference));
        removeContainers();
        QVERIFY(!state().exists());
        VERIFY_RESULT(await(backendOf(bench).start()));
        QTRY_COMPARE(state().running, 1);
        VERIFY_RESULT(await(client().inspectContainer(sampleId().serviceContainerName())));

        // Nothing is missing: the container stays the same.
        const QString container = containerOf(sampleId().slug());
        VERIFY_RESULT(await(backendOf(bench).stop()));
        VERIFY_RESULT(await(backendOf(bench).start()));
        QTRY_COMPARE(state().running, 1);
        QCOMPARE(containerOf(sampleId().slug()), container);
        VERIFY_RESULT(bench.remove(againReference));
    }

    void start_composeBackend_makesWhatIsMissing()
    {
        VERIFY_RESULT(buildImage(againReference, composeContext()));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(againReference));
        QTRY_COMPARE(state().total, 3);
        const QString former = containerOf(QStringLiteral("web"));
        VERIFY_RESULT(await(backendOf(bench).stop()));
        VERIFY_RESULT(await(backendOf(bench).start()));
        QTRY_COMPARE(state().running, 3);
        QCOMPARE(containerOf(QStringLiteral("web")), former);

        VERIFY_RESULT(await(client().removeContainer(containerOf(QStringLiteral("database")))));
        VERIFY_RESULT(await(backendOf(bench).restart()));
        QTRY_COMPARE(state().running, 3);
        QVERIFY(!containerOf(QStringLiteral("database")).isEmpty());

        removeContainers();
        VERIFY_RESULT(await(backendOf(bench).start()));
        QTRY_COMPARE(state().running, 3);
        QTRY_COMPARE(state().services.size(), std::size_t{4});
        VERIFY_RESULT(bench.remove(againReference));
    }

    void restart_composeBackend_followsTheDependencies()
    {
        VERIFY_RESULT(buildImage(againReference, composeContext()));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(againReference));
        QTRY_COMPARE(state().running, 3);
        const QDateTime before = startOf(QStringLiteral("web"));
        VERIFY_RESULT(await(backendOf(bench).restart()));
        QTRY_COMPARE(state().running, 3);
        QVERIFY(startOf(QStringLiteral("store")) > before);
        QVERIFY(startOf(QStringLiteral("database")) > startOf(QStringLiteral("store")));
        QVERIFY(startOf(QStringLiteral("web")) > startOf(QStringLiteral("database")));
        VERIFY_RESULT(bench.remove(againReference));
    }

    void limits_thatChange_reachWhatRuns()
    {
        VERIFY_RESULT(buildImage(againReference, composeContext()));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(againReference));
        QTRY_COMPARE(state().running, 3);
        const QString container = containerOf(QStringLiteral("web"));

        setLimits(bench, {.memoryMiB = 64, .cpus = 0.5});
        const auto first = await(backendOf(bench).applyLimits());
        VERIFY_RESULT(first);
        if (*first == LimitsEffect::FromNextStart) {
            // An engine that changes no container, as Podman 4: a restart makes them anew.
            QCOMPARE(memoryOf(QStringLiteral("web")), 0);
            VERIFY_RESULT(await(backendOf(bench).restart()));
            QCOMPARE(memoryOf(QStringLiteral("web")), 64 * mebibyte);
            VERIFY_RESULT(await(backendOf(bench).applyLimits()));
            VERIFY_RESULT(bench.remove(againReference));
            return;
        }
        QCOMPARE(memoryOf(QStringLiteral("web")), 64 * mebibyte);
        QCOMPARE(memoryOf(QStringLiteral("database")), 64 * mebibyte);
        const auto details = await(client().inspectContainer(container));
        VERIFY_RESULT(details);
        QCOMPARE(details->resources.nanoCpus, 500'000'000);
        QCOMPARE(details->restartPolicy, QStringLiteral("always"));

        // They have what is set: a restart keeps the containers.
        VERIFY_RESULT(await(backendOf(bench).restart()));
        QTRY_COMPARE(state().running, 3);
        QCOMPARE(containerOf(QStringLiteral("web")), container);

        setLimits(bench, {.memoryMiB = 128, .cpus = 0.5});
        const auto greater = await(backendOf(bench).applyLimits());
        VERIFY_RESULT(greater);
        QCOMPARE(*greater, LimitsEffect::AtOnce);
        QCOMPARE(memoryOf(QStringLiteral("web")), 128 * mebibyte);

        // No engine takes a limit away; the next start makes the containers anew.
        setLimits(bench, {});
        const auto none = await(backendOf(bench).applyLimits());
        VERIFY_RESULT(none);
        QCOMPARE(*none, LimitsEffect::FromNextStart);
        VERIFY_RESULT(await(backendOf(bench).restart()));
        QTRY_COMPARE(state().running, 3);
        QVERIFY(containerOf(QStringLiteral("web")) != container);
        QCOMPARE(memoryOf(QStringLiteral("web")), 0);
        QCOMPARE(*await(backendOf(bench).applyLimits()), LimitsEffect::AtOnce);
        VERIFY_RESULT(bench.remove(againReference));
        COMPARE_ERROR(await(backendOf(bench).applyLimits()), ErrorCode::NotFound);
    }

    void start_whileItIsBeingInstalled_isAConflict()
    {
        VERIFY_RESULT(buildImage(againReference, sampleContext("page")));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(againReference));
        removeContainers();
        {
            const auto lock = bench.store().lock(sampleId());
            VERIFY_RESULT(lock);
            COMPARE_ERROR(await(backendOf(bench).start()), ErrorCode::Conflict);
        }
        VERIFY_RESULT(bench.remove(againReference));
        COMPARE_ERROR(await(backendOf(bench).start()), ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(InstalledBackendTest)

#include "tst_installedbackend.moc"
