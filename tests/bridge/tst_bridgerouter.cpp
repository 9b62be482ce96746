#include "fakedesktop.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/bridgerouter.h>
#include <bridge/core/desktophandlers.h>

#include <QCoroSignal>
#include <QSignalSpy>
#include <QTest>

#include <stdexcept>

namespace pierhead::bridge {

namespace {

struct Text
{
    QString text;
};

void from_json(const nlohmann::json &source, Text &target)
{
    target.text = json::field<QString>(source, "text");
}

class Gate final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void opened();
};

Task<Result<QString>> echo(CallContext /*context*/, Text args)
{
    co_return args.text;
}

Task<Result<QString>> whoAmI(CallContext context, Text /*args*/)
{
    co_return context.page->extension.id.value();
}

Task<Result<QString>> fail(CallContext /*context*/, Text args)
{
    co_return failure(ErrorCode::NotFound, args.text, QStringLiteral("the detail"));
}

Task<Result<QString>> throwing(CallContext /*context*/, Text args)
{
    if (!args.text.isEmpty()) {
        throw std::runtime_error("out of luck");
    }
    co_return args.text;
}

/// How many calls of waitForStop are inside.
int waiting = 0;

Task<Result<QString>> waitForStop(CallContext context, Text /*args*/)
{
    Gate gate;
    ++waiting;
    const std::stop_callback onStop(context.stop, [&gate] { Q_EMIT gate.opened(); });
    if (!context.stop.stop_requested()) {
        co_await qCoro(&gate, &Gate::opened);
    }
    --waiting;
    co_return cancelled(QStringLiteral("The wait"));
}

MethodTable testMethods()
{
    MethodTable table;
    const std::optional<extensions::Permission> none;
    table.add<Text, QString>(QStringLiteral("test.echo"), none, &echo);
    table.add<Text, QString>(QStringLiteral("test.whoAmI"), none, &whoAmI);
    table.add<Text, QString>(QStringLiteral("test.fail"), none, &fail);
    table.add<Text, QString>(QStringLiteral("test.throw"), none, &throwing);
    table.add<Text, QString>(QStringLiteral("test.wait"), none, &waitForStop);
    table.add<Text, QString>(QStringLiteral("test.docker"), extensions::Permission::Docker, &echo);
    addDesktopHandlers(table);
    return table;
}

QString code(const nlohmann::json &answer)
{
    return answer.is_object() && answer.at("type") == "problem"
        ? json::field<QString>(answer, "code")
        : QStringLiteral("no problem");
}

QString message(const nlohmann::json &answer)
{
    return json::fieldOr<QString>(answer, "message", {});
}

const nlohmann::json hello{{"type", "hello"}, {"version", 1}};
const nlohmann::json someText{{"text", "x"}};

} // namespace

class BridgeRouterTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    const MethodTable m_methods = testMethods();
    test::FakeDesktop m_desktop;

    [[nodiscard]] PageContext context() const
    {
        return PageContext{test::testExtension(home()),
                           engine::EngineClient(engine::EngineAddress{}),
                           const_cast<test::FakeDesktop *>(&m_desktop)};
    }

private Q_SLOTS:

    void hello_version1_tellsCapabilitiesAndPermissions()
    {
        PageContext page = context();
        page.extension.permissions = extensions::Permission::Vm;
        BridgeRouter router(page, m_methods);
        test::FakePage fake(router);
        fake.post(hello);
        const nlohmann::json answer = fake.last();
        QCOMPARE(json::field<QString>(answer, "type"), QStringLiteral("hello"));
        QCOMPARE(json::field<int>(answer, "version"), 1);
        QCOMPARE(json::field<QStringList>(answer, "permissions"),
                 QStringList{QStringLiteral("vm")});
        QCOMPARE(json::field<QStringList>(answer, "capabilities"),
                 (QStringList{QStringLiteral("call"),
                              QStringLiteral("cancel"),
                              QStringLiteral("stream"),
                              QStringLiteral("input")}));
        QCOMPARE(json::field<int>(answer.at("limits"), "messageBytes"), 16 * 1024 * 1024);
    }

    void hello_anotherVersion_isRefused()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        fake.post({{"type", "hello"}, {"version", 2}});
        QCOMPARE(code(fake.last()), QStringLiteral("malformed"));
        QVERIFY(message(fake.last()).contains(QStringLiteral("Version 2")));
    }

    void call_known_isAnsweredUnderItsNumber()
    {
        BridgeRouter router(context(), m_methods);
        QSignalSpy records(&router, &BridgeRouter::callEnded);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("test.echo"), {{"text", "grüße"}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "result"), QStringLiteral("grüße"));
        QCOMPARE(router.runningCalls(), 0);
        QCOMPARE(records.size(), 1);
        const auto record = records.first().first().value<CallRecord>();
        QCOMPARE(record.method, QStringLiteral("test.echo"));
        QCOMPARE(record.outcome, QStringLiteral("ok"));
    }

    void call_withAnotherIdentityInside_worksForItsOwnPage()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        fake.post({{"type", "call"},
                   {"id", 1},
                   {"extension", "other/one"},
                   {"method", "test.whoAmI"},
                   {"params", {{"text", "x"}, {"extension", "other/one"}}}});
        QCOMPARE(json::field<QString>(fake.answerTo(1), "result"), QStringLiteral("test/page"));
    }

    void call_unknownMethod_isAProblem()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("test.nothing"));
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("unknown-method"));
        QVERIFY(message(fake.last()).contains(QStringLiteral("test.nothing")));
    }

    void open_methodWithoutStream_isNotSupported()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        fake.post({{"type", "open"}, {"id", 4}, {"method", "test.echo"}, {"window", 1}});
        QCOMPARE(code(fake.answerTo(4)), QStringLiteral("unsupported"));
    }

    void call_wrongTypes_namesThePath()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        CallId id = fake.call(QStringLiteral("test.echo"), {{"text", 5}});
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("invalid-argument"));
        QVERIFY2(message(fake.last()).contains(QStringLiteral("/text")),
                 qPrintable(message(fake.last())));
        id = fake.call(QStringLiteral("test.echo"), nlohmann::json::array());
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("invalid-argument"));
        id = fake.call(QStringLiteral("test.echo"));
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("invalid-argument"));
    }

    void call_withoutItsPermission_isDenied()
    {
        PageContext page = context();
        page.extension.permissions.setFlag(extensions::Permission::Docker, false);
        BridgeRouter router(page, m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("test.docker"), someText);
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("permission-denied"));
        QVERIFY(message(fake.last()).contains(QStringLiteral("\"docker\"")));
    }

    void call_failingHandler_isItsError()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("test.fail"), {{"text", "no such thing"}});
        const nlohmann::json answer = fake.answerTo(id);
        QCOMPARE(code(answer), QStringLiteral("not-found"));
        QCOMPARE(message(answer), QStringLiteral("no such thing"));
        QCOMPARE(json::field<QString>(answer, "detail"), QStringLiteral("the detail"));
    }

    void call_throwingHandler_isAnInternalProblem()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("test.throw"), someText);
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("internal"));
        QCOMPARE(json::field<QString>(fake.last(), "detail"), QStringLiteral("out of luck"));
        QCOMPARE(router.runningCalls(), 0);
    }

    void cancel_running_answersCancelledOnce()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("test.wait"), someText);
        QCOMPARE(router.runningCalls(), 1);
        fake.cancel(id);
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("cancelled"));
        QCOMPARE(router.runningCalls(), 0);
        fake.cancel(id);
        fake.cancel(999);
        QCOMPARE(fake.messages().size(), std::size_t(1));
    }

    void call_idInUse_isRefusedWithoutHurtingTheFirst()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("test.wait"), someText);
        fake.post({{"type", "call"}, {"id", id}, {"method", "test.echo"}, {"params", someText}});
        QCOMPARE(code(fake.last()), QStringLiteral("malformed"));
        QVERIFY(fake.last().at("id").is_null());
        fake.cancel(id);
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("cancelled"));
    }

    void close_inFlight_endsEveryCallAndAnswersNone()
    {
        BridgeRouter router(context(), m_methods);
        QSignalSpy records(&router, &BridgeRouter::callEnded);
        test::FakePage fake(router);
        for (int i = 0; i < 10; ++i) {
            fake.call(QStringLiteral("test.wait"), someText);
        }
        QCOMPARE(waiting, 10);
        router.close();
        QTRY_COMPARE(waiting, 0);
        QCOMPARE(router.runningCalls(), 0);
        QCOMPARE(records.size(), 10);
        QVERIFY(fake.messages().empty());
    }

    void destruction_inFlight_endsEveryCall()
    {
        {
            BridgeRouter router(context(), m_methods);
            test::FakePage fake(router);
            fake.call(QStringLiteral("test.wait"), someText);
            QCOMPARE(waiting, 1);
        }
        QTRY_COMPARE(waiting, 0);
    }

    void hello_again_endsTheFormerDocumentsCalls()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        fake.call(QStringLiteral("test.wait"), someText);
        fake.post(hello);
        QTRY_COMPARE(waiting, 0);
        QCOMPARE(fake.messages().size(), std::size_t(1));
        // The new document counts from the start.
        fake.post({{"type", "call"}, {"id", 1}, {"method", "test.echo"}, {"params", someText}});
        QCOMPARE(json::field<QString>(fake.answerTo(1), "result"), QStringLiteral("x"));
    }

    void calls_1000InFlight_areAllAnswered()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        for (int i = 0; i < 1000; ++i) {
            fake.call(QStringLiteral("test.wait"), someText);
        }
        QCOMPARE(router.runningCalls(), 1000);
        for (CallId id = 1; id <= 1000; ++id) {
            fake.cancel(id);
        }
        QTRY_COMPARE(fake.messages().size(), std::size_t(1000));
        QCOMPARE(router.runningCalls(), 0);
    }

    void calls_beyondTheLimit_areRefusedUntilOneEnds()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        for (int i = 0; i < BridgeRouter::maximumCalls; ++i) {
            fake.call(QStringLiteral("test.wait"), someText);
        }
        CallId id = fake.call(QStringLiteral("test.echo"), someText);
        QCOMPARE(code(fake.answerTo(id)), QStringLiteral("too-many-calls"));
        fake.cancel(1);
        QCOMPARE(code(fake.answerTo(1)), QStringLiteral("cancelled"));
        id = fake.call(QStringLiteral("test.echo"), someText);
        QCOMPARE(json::field<QString>(fake.answerTo(id), "type"), QStringLiteral("reply"));
    }

    void receive_oversizedMessage_isRefusedUnread()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        router.receive(QByteArray(BridgeRouter::maximumMessageBytes + 1, ' '));
        QCOMPARE(code(fake.last()), QStringLiteral("too-large"));
        fake.call(QStringLiteral("test.echo"),
                  {{"text", std::string(BridgeRouter::maximumMessageBytes - 1000, 'x')}});
        QCOMPARE(json::field<QString>(fake.answerTo(1), "type"), QStringLiteral("reply"));
    }

    void receive_garbageByEveryPrefix_isAnsweredAndTheRouterWorksOn()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const QByteArray whole =
            R"({"type":"call","id":1,"method":"test.echo","params":{"text":"\u00e4"}})";
        for (qsizetype length = 0; length < whole.size(); ++length) {
            router.receive(whole.left(length));
            QCOMPARE(code(fake.last()), QStringLiteral("malformed"));
        }
        router.receive(whole);
        QCOMPARE(json::field<QString>(fake.last(), "result"), QStringLiteral("ä"));
    }
};

PIERHEAD_TEST(BridgeRouterTest)

} // namespace pierhead::bridge

#include "tst_bridgerouter.moc"
