#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/brokeninstalls.h>

#include <QSignalSpy>
#include <QTest>

#include <guardedtest.h>
#include <installbench.h>
#include <result.h>
#include <simulatedengine.h>

using namespace pierhead;
using extensions::UnderWay;
using test::SimulatedEngine;

/// What a process that died has left, at the start of the window.
class DesktopBrokenTest final : public test::GuardedTest
{
    Q_OBJECT

    static SimulatedEngine::Image image(const QString &id)
    {
        return {
            .id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})"}}};
    }

    static QStringList containers(const SimulatedEngine &engine)
    {
        return engine.state().filter(QStringLiteral("container "));
    }

private Q_SLOTS:

    void start_updateWasBrokenOff_putsTheFormerBack()
    {
        SimulatedEngine engine;
        engine.addImage(QStringLiteral("org/sample:1"), image(QStringLiteral("one")));
        test::InstallBench bench(engine.address(), home(), QStringLiteral("amd64"));
        VERIFY_RESULT(bench.install(QStringLiteral("org/sample:1")));
        engine.removeContainer(QStringLiteral("org_sample-desktop-extension-service"));
        const UnderWay note{.id = QStringLiteral("org/sample"),
                            .engine = engine.address().key(),
                            .version = QStringLiteral("two"),
                            .isBackendTouched = true};
        VERIFY_RESULT(note.write(bench.store()));
        const auto window = test::openWindow(engine.address().toString());
        QTRY_COMPARE(containers(engine).size(), 1);
        QTRY_VERIFY(UnderWay::all(bench.store()).empty());
        QVERIFY(containers(engine).front().endsWith(QStringLiteral("sha256:one running")));
        QVERIFY(test::visible<QWidget>(window->window(), QStringLiteral("problem")) == nullptr);
    }

    void start_engineOfTheNoteIsGone_saysSoAndKeepsIt()
    {
        const SimulatedEngine engine;
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        const UnderWay note{.id = QStringLiteral("org/sample"),
                            .engine = QStringLiteral("unix://%1/gone.sock").arg(home())};
        VERIFY_RESULT(note.write(store));
        desktop::EngineSession session(
            engine.address().toString(), QString(), Paths::fromEnvironment());
        desktop::BrokenInstalls broken(session, store);
        const QSignalSpy failures(&broken, &desktop::BrokenInstalls::failed);
        broken.repair();
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(failures.front().front().toString(), QStringLiteral("org/sample"));
        QCOMPARE(UnderWay::all(store).size(), std::size_t{1});
    }
};

PIERHEAD_WIDGETS_TEST(DesktopBrokenTest)

#include "tst_desktop_broken.moc"
