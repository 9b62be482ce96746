#include "fakedesktop.h"
#include "fakeengine.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"

#include <bridge/core/backendhandlers.h>

#include <QTest>

namespace pierhead::bridge {

class BackendHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void exec_withoutBackend_isNotFound()
    {
        test::FakeEngine engine;
        MethodTable methods;
        addBackendHandlers(methods);
        PageContext page{test::testExtension(home()), engine::EngineClient(engine.address())};
        page.extension.manifest.backend.reset();
        BridgeRouter router(page, methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("extension.vm.cli.exec"), {{"cmd", "ls"}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"), QStringLiteral("not-found"));
        QVERIFY(json::field<QString>(fake.last(), "message").contains(QStringLiteral("\"vm\"")));
        QVERIFY(engine.requests().isEmpty());
    }
};

} // namespace pierhead::bridge

QTEST_GUILESS_MAIN(pierhead::bridge::BackendHandlersTest)
#include "tst_backendhandlers.moc"
