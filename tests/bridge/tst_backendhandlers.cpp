#include "fakedesktop.h"
#include "fakeengine.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/backendhandlers.h>

#include <QTest>

namespace pierhead::bridge {

using test::FakeReply;

/// `extension.vm.cli.exec` from the page's message to the engine's socket and back.
class BackendHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static constexpr char execs[] = "POST /containers/test_page-desktop-extension-service/exec";
    const QString m_exec = QStringLiteral("extension.vm.cli.exec");
    MethodTable m_methods;

    [[nodiscard]] PageContext contextOn(const test::FakeEngine &engine) const
    {
        return PageContext{test::testExtension(home()), engine::EngineClient(engine.address())};
    }

private Q_SLOTS:

    void initTestCase() { addBackendHandlers(m_methods); }

    void exec_withoutBackend_isNotFound()
    {
        const test::FakeEngine engine;
        PageContext page = contextOn(engine);
        page.extension.manifest.backend.reset();
        BridgeRouter router(page, m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", "ls"}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"), QStringLiteral("not-found"));
        QVERIFY(json::field<QString>(fake.last(), "message").contains(QStringLiteral("\"vm\"")));
        QVERIFY(engine.requests().isEmpty());
    }

    void exec_withoutPermission_reachesNoEngine()
    {
        const test::FakeEngine engine;
        PageContext page = contextOn(engine);
        page.extension.permissions.setFlag(extensions::Permission::Vm, false);
        BridgeRouter router(page, m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", "ls"}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"),
                 QStringLiteral("permission-denied"));
        QVERIFY(engine.requests().isEmpty());
    }

    void exec_argumentsOfOtherKinds_nameThePath_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *params, const char *path) {
            QTest::newRow(params) << QByteArray(params) << QString::fromLatin1(path);
        };
        row(R"({"cmd":1})", "/cmd");
        row(R"({"cmd":"a","args":"b"})", "/args");
        row(R"({"cmd":"a","args":["b",2]})", "/args/1");
        row(R"({"cmd":"a","cwd":[]})", "/cwd");
        row(R"({"cmd":"a","env":{"A":1}})", "/env/A");
        row(R"({"args":["a"]})", "cmd");
    }

    void exec_argumentsOfOtherKinds_nameThePath()
    {
        QFETCH(const QByteArray, params);
        QFETCH(const QString, path);
        const test::FakeEngine engine;
        BridgeRouter router(contextOn(engine), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, nlohmann::json::parse(params.toStdString()));
        const nlohmann::json answer = fake.answerTo(id);
        QCOMPARE(json::field<QString>(answer, "code"), QStringLiteral("invalid-argument"));
        const auto message = json::field<QString>(answer, "message");
        QVERIFY2(message.contains(path), qPrintable(message));
        QVERIFY(engine.requests().isEmpty());
    }

    void exec_cancelledWhileTheEngineIsSilent_endsTheRequest()
    {
        test::FakeEngine engine;
        engine.on(execs, FakeReply::silence());
        BridgeRouter router(contextOn(engine), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", "sleep"}, {"args", {"100"}}});
        QTRY_COMPARE(engine.requestsTo(execs).size(), 1);
        fake.cancel(id);
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"), QStringLiteral("cancelled"));
        QTRY_COMPARE(engine.openConnections(), 0);
    }

    void exec_engineGone_saysSo()
    {
        test::FakeEngine engine;
        const PageContext page = contextOn(engine);
        engine.stop();
        BridgeRouter router(page, m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", "ls"}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"),
                 QStringLiteral("engine-unreachable"));
    }
};

PIERHEAD_TEST(BackendHandlersTest)

} // namespace pierhead::bridge

#include "tst_backendhandlers.moc"
