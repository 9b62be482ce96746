#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::SimulatedEngine;
using Step = InstallEvent::Step;

namespace {

const QString sourceReference = QStringLiteral("org/sample:1");

SimulatedEngine::Image version(const QString &id)
{
    return {.id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"ui": {"dashboard-tab":
                              {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
                      {QStringLiteral("ui/index.html"), id.toUtf8()}}};
}

/// An engine with a registry, and everything to install with.
struct Place
{
    explicit Place(const QString &home)
        : bench(simulated.address(), home, QStringLiteral("amd64"))
    { }

    [[nodiscard]] qsizetype pulls() const
    {
        return simulated.requests().count(QStringLiteral("POST /images/create"));
    }

    SimulatedEngine simulated;
    test::InstallBench bench;
};

} // namespace

/// Whether an update asks the registry, and what it takes then.
class UpdateSourceTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void update_registryHasANewerOne_isPulled()
    {
        Place place(home());
        place.simulated.offerImage(sourceReference, version(QStringLiteral("one")));
        VERIFY_RESULT(place.bench.install(sourceReference));
        place.simulated.offerImage(sourceReference, version(QStringLiteral("two")));
        const auto updated = place.bench.update(sourceReference);
        VERIFY_RESULT(updated);
        QCOMPARE(place.bench.steps().first(), Step::Refreshing);
        QCOMPARE(updated->imageId, QStringLiteral("sha256:two"));
        QCOMPARE(test::readFile(updated->uiRoot() + QStringLiteral("/index.html")), "two");
    }

    void update_registryHasTheSame_isUpToDate()
    {
        Place place(home());
        place.simulated.offerImage(sourceReference, version(QStringLiteral("one")));
        VERIFY_RESULT(place.bench.install(sourceReference));
        VERIFY_RESULT(place.bench.update(sourceReference));
        QCOMPARE(place.bench.steps(), QList<Step>({Step::Refreshing, Step::UpToDate}));
    }

    void update_registryRefuses_takesTheEnginesOwn()
    {
        Place place(home());
        place.simulated.offerImage(sourceReference, version(QStringLiteral("one")));
        VERIFY_RESULT(place.bench.install(sourceReference));
        place.simulated.withdrawImage(sourceReference);
        VERIFY_RESULT(place.bench.update(sourceReference));
        QCOMPARE(place.bench.steps(),
                 QList<Step>({Step::Refreshing, Step::NotRefreshed, Step::UpToDate}));
    }

    void update_newerOneDeclined_leavesTheNameAsItWas()
    {
        Place place(home());
        place.simulated.offerImage(sourceReference, version(QStringLiteral("one")));
        VERIFY_RESULT(place.bench.install(sourceReference));
        const QStringList before = place.simulated.state();
        place.simulated.offerImage(sourceReference, version(QStringLiteral("two")));
        const auto agree = [](const UpdateQuestion &) {
            return no();
        };
        COMPARE_ERROR(place.bench.update(sourceReference, agree), ErrorCode::Cancelled);
        QCOMPARE(place.simulated.state(), before);
    }

    void update_builtHere_asksNoRegistry()
    {
        Place place(home());
        place.simulated.addImage(sourceReference, version(QStringLiteral("one")));
        VERIFY_RESULT(place.bench.install(sourceReference));
        place.simulated.offerImage(sourceReference, version(QStringLiteral("two")));
        VERIFY_RESULT(place.bench.update(sourceReference));
        QCOMPARE(place.bench.steps(), QList<Step>{Step::UpToDate});
        QCOMPARE(place.pulls(), 0);
    }

    void update_builtHereOverWhatWasPulled_asksNoRegistry()
    {
        Place place(home());
        place.simulated.offerImage(sourceReference, version(QStringLiteral("one")));
        VERIFY_RESULT(place.bench.install(sourceReference));
        // Podman says so of what it built, too.
        SimulatedEngine::Image built = version(QStringLiteral("two"));
        built.digests.append(QStringLiteral("org/sample@sha256:two"));
        place.simulated.addImage(sourceReference, built);
        const auto updated = place.bench.update(sourceReference);
        VERIFY_RESULT(updated);
        QCOMPARE(updated->imageId, QStringLiteral("sha256:two"));
        QCOMPARE(place.pulls(), 1);
    }

    void update_notOnTheEngine_isPulled()
    {
        Place place(home());
        place.simulated.addImage(sourceReference, version(QStringLiteral("one")));
        VERIFY_RESULT(place.bench.install(sourceReference));
        const QString other = QStringLiteral("org/sample:2");
        place.simulated.offerImage(other, version(QStringLiteral("two")));
        const auto updated = place.bench.update(other);
        VERIFY_RESULT(updated);
        QCOMPARE(place.bench.steps().first(), Step::Pulling);
        QCOMPARE(updated->reference, other);
    }

private:
    static Task<Result<bool>> no() { co_return false; }
};

PIERHEAD_TEST(UpdateSourceTest)

#include "tst_updatesource.moc"
