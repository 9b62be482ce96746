#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

#include <QCoroTimer>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::SimulatedEngine;
using Step = InstallEvent::Step;

namespace {

const QString pageReference = QStringLiteral("org/sample:1");
const QString nextPageReference = QStringLiteral("org/sample:2");
const QByteArray withTab =
    R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"},
        "ui": {"dashboard-tab": {"title": "Sample", "root": "/ui", "src": "index.html"}}})";
const QByteArray withoutTab = R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})";

SimulatedEngine::Image imageOf(const QString &id, const QByteArray &metadata)
{
    return {.id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"), metadata},
                      {QStringLiteral("ui/index.html"), id.toUtf8()}}};
}

Task<Result<void>> answerWith(Result<void> answer)
{
    co_return answer;
}

Task<Result<void>> answerWhenStopped(StopToken stop)
{
    while (!stop.stop_requested()) {
        co_await QCoro::sleepFor(std::chrono::milliseconds(10));
    }
    co_return cancelled(QStringLiteral("Looking at the page"));
}

} // namespace

/// Whoever looks whether the page of a new version loads decides about it.
class NewPageTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] test::InstallBench bench(const CheckPage &checkPage) const
    {
        return {m_engine->address(),
                home(),
                QStringLiteral("amd64"),
                {.settled = std::chrono::milliseconds(0)},
                checkPage};
    }

    std::unique_ptr<SimulatedEngine> m_engine;

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_engine = std::make_unique<SimulatedEngine>();
        m_engine->addImage(pageReference, imageOf(QStringLiteral("one"), withTab));
        m_engine->addImage(nextPageReference, imageOf(QStringLiteral("two"), withTab));
    }

    void cleanup()
    {
        m_engine.reset();
        GuardedTest::cleanup();
    }

    void install_first_isNotLookedAt()
    {
        int looks = 0;
        auto machine = bench([&looks](const InstalledExtension &, const StopToken &) {
            ++looks;
            return answerWith({});
        });
        VERIFY_RESULT(machine.install(pageReference));
        QCOMPARE(looks, 0);
        QVERIFY(!machine.steps().contains(Step::CheckingPage));
    }

    void update_pageLoads_isKept()
    {
        QString page;
        QStringList meanwhile;
        QString counting;
        test::InstallBench *known = nullptr;
        auto machine = bench([&](const InstalledExtension &extension, const StopToken &) {
            page = QString::fromUtf8(
                test::readFile(extension.uiRoot() + QStringLiteral("/index.html")));
            meanwhile = m_engine->state();
            counting = known->store().list().front().reference;
            return answerWith({});
        });
        known = &machine;
        VERIFY_RESULT(machine.install(pageReference));
        const auto updated = machine.update(nextPageReference);
        VERIFY_RESULT(updated);
        QCOMPARE(updated->reference, nextPageReference);
        QCOMPARE(page, QStringLiteral("two"));
        QVERIFY(meanwhile.contains(
            QStringLiteral("container org_sample-desktop-extension-service sha256:two running")));
        QCOMPARE(counting, pageReference);
        QVERIFY(machine.steps().indexOf(Step::CheckingPage)
                > machine.steps().indexOf(Step::ServiceStarted));
    }

    void update_pageDoesNotLoad_putsTheFormerBack_data()
    {
        QTest::addColumn<bool>("isInstall");
        QTest::newRow("update") << false;
        QTest::newRow("install over it") << true;
    }

    void update_pageDoesNotLoad_putsTheFormerBack()
    {
        QFETCH(bool, isInstall);
        auto machine = bench([](const InstalledExtension &, const StopToken &) {
            return answerWith(failure(ErrorCode::ProcessFailed, QStringLiteral("It stays blank.")));
        });
        VERIFY_RESULT(machine.install(pageReference));
        const QStringList engineBefore = m_engine->state();
        const QStringList diskBefore = machine.disk();
        const auto updated =
            isInstall ? machine.install(nextPageReference) : machine.update(nextPageReference);
        COMPARE_ERROR(updated, ErrorCode::ProcessFailed);
        QCOMPARE(updated.error().message, QStringLiteral("It stays blank."));
        QCOMPARE(m_engine->state(), engineBefore);
        QCOMPARE(machine.disk(), diskBefore);
    }

    void update_stoppedMeanwhile_putsTheFormerBack()
    {
        StopSource stop;
        auto machine = bench([&stop](const InstalledExtension &, const StopToken &token) {
            stop.request_stop();
            return answerWhenStopped(token);
        });
        VERIFY_RESULT(machine.install(pageReference));
        const QStringList engineBefore = m_engine->state();
        const QStringList diskBefore = machine.disk();
        COMPARE_ERROR(machine.install(nextPageReference, stop.get_token()), ErrorCode::Cancelled);
        QCOMPARE(m_engine->state(), engineBefore);
        QCOMPARE(machine.disk(), diskBefore);
    }

    void install_sameImageAgain_isNotLookedAt()
    {
        int looks = 0;
        auto machine = bench([&looks](const InstalledExtension &, const StopToken &) {
            ++looks;
            return answerWith({});
        });
        VERIFY_RESULT(machine.install(pageReference));
        VERIFY_RESULT(machine.install(pageReference));
        QCOMPARE(looks, 0);
    }

    void update_withoutATab_isNotLookedAt()
    {
        m_engine->addImage(nextPageReference, imageOf(QStringLiteral("three"), withoutTab));
        auto machine = bench([](const InstalledExtension &, const StopToken &) {
            return answerWith(failure(ErrorCode::ProcessFailed, QStringLiteral("not asked")));
        });
        VERIFY_RESULT(machine.install(pageReference));
        VERIFY_RESULT(machine.update(nextPageReference));
    }

    void rollBack_isNotLookedAt()
    {
        int looks = 0;
        auto machine = bench([&looks](const InstalledExtension &, const StopToken &) {
            ++looks;
            return answerWith({});
        });
        VERIFY_RESULT(machine.install(pageReference));
        VERIFY_RESULT(machine.update(nextPageReference));
        QCOMPARE(looks, 1);
        VERIFY_RESULT(machine.rollBack(QStringLiteral("org/sample")));
        QCOMPARE(looks, 1);
    }
};

PIERHEAD_TEST(NewPageTest)

#include "tst_newpage.moc"
