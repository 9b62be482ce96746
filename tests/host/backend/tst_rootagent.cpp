#include "agentscript.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/backendsession.h>

#include <QSignalSpy>

#include <cerrno>

using namespace pierhead;
using namespace pierhead::backend;
using test::agentThatRelays;
using test::await;
using test::FakeEngine;
using test::FakeReply;
using test::ownStart;
using test::Relayed;
using test::rootStart;
using test::scriptService;
using test::serviceExec;

namespace {

const QString forbiddenSocket = QStringLiteral("/run/guest-services/service.sock");

/// A container whose user may not open the socket; its root may.
struct Forbidden
{
    Forbidden()
    {
        scriptService(engine);
        engine.on(ownStart, agentThatRelays(own, EACCES));
        engine.on(rootStart, agentThatRelays(roots));
    }

    FakeEngine engine;
    std::shared_ptr<Relayed> own = std::make_shared<Relayed>();
    std::shared_ptr<Relayed> roots = std::make_shared<Relayed>();
    BackendSession backend{engine::EngineClient(engine.address()), QStringLiteral("service")};
};

} // namespace

/// Sockets that the container's own user may not open, with scripted agents: one of its own, and
/// one of root's.
class RootAgentTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static BackendSession sessionOn(const FakeEngine &engine)
    {
        return BackendSession(engine::EngineClient(engine.address()), QStringLiteral("service"));
    }

private Q_SLOTS:

    void socket_forbidden_isConnectedByRootsAgent()
    {
        const Forbidden service;
        // More than may be sent before the first agent has answered.
        const QByteArray request = QByteArray("abcdefg").repeated(50'000);
        for (int count = 1; count <= 2; ++count) {
            const auto relay = await(service.backend.connectSocket(forbiddenSocket));
            VERIFY_RESULT(relay);
            QSignalSpy connected(relay->get(), &RelayStream::connected);
            qint64 taken = 0;
            connect(relay->get(), &RelayStream::bytesTaken, this, [&taken](qint64 bytes) {
                taken += bytes;
            });
            (*relay)->write(request);
            (*relay)->closeWrite();
            QTRY_COMPARE(connected.size(), 1);
            QTRY_COMPARE(service.roots->ends, count);
            QVERIFY(service.roots->bytes == request);
            QCOMPARE(taken, request.size());
            service.roots->bytes.clear();
        }
        QCOMPARE(service.own->connections, 1);
        QCOMPARE(service.roots->connections, 2);
        QCOMPARE(service.engine.requestsTo(serviceExec).size(), 2);
    }

    void socket_allowed_needsNoAgentOfRoots()
    {
        FakeEngine engine;
        scriptService(engine);
        const auto own = std::make_shared<Relayed>();
        engine.on(ownStart, agentThatRelays(own));
        const BackendSession backend = sessionOn(engine);
        const auto relay = await(backend.connectSocket(forbiddenSocket));
        VERIFY_RESULT(relay);
        // Not held back until it is connected.
        (*relay)->write("question");
        (*relay)->closeWrite();
        QTRY_COMPARE(own->ends, 1);
        QCOMPARE(own->bytes, QByteArray("question"));
        QCOMPARE(engine.requestsTo(serviceExec).size(), 1);
    }

    void manyAtOnce_shareRootsAgent()
    {
        const Forbidden service;
        std::vector<std::unique_ptr<RelayStream>> relays;
        for (int count = 0; count < 10; ++count) {
            auto relay = await(service.backend.connectSocket(forbiddenSocket));
            VERIFY_RESULT(relay);
            (*relay)->write("x");
            relays.push_back(std::move(*relay));
        }
        QTRY_COMPARE(service.roots->bytes, QByteArray(10, 'x'));
        QCOMPARE(service.roots->connections, 10);
        QCOMPARE(service.engine.requestsTo(serviceExec).size(), 2);
    }

    void socket_outOfReachOfRootToo_isToldWithTheReason_data()
    {
        QTest::addColumn<bool>("hasRootsAgent");
        QTest::addColumn<int>("error");
        QTest::addColumn<QString>("words");
        QTest::newRow("no exec as root") << false << 0 << QStringLiteral("permission denied");
        QTest::newRow("forbidden to root") << true << EACCES << QStringLiteral("permission denied");
        QTest::newRow("not there, as root can see")
            << true << ENOENT << QStringLiteral("no such file");
    }

    void socket_outOfReachOfRootToo_isToldWithTheReason()
    {
        QFETCH(const bool, hasRootsAgent);
        QFETCH(const int, error);
        QFETCH(const QString, words);
        FakeEngine engine;
        scriptService(engine);
        const auto own = std::make_shared<Relayed>();
        engine.on(ownStart, agentThatRelays(own, EACCES));
        engine.on(rootStart,
                  hasRootsAgent ? agentThatRelays(std::make_shared<Relayed>(), error)
                                : FakeReply::refusal(500, QStringLiteral("no such user")));
        const BackendSession backend = sessionOn(engine);
        for (int count = 1; count <= 2; ++count) {
            const auto relay = await(backend.connectSocket(forbiddenSocket));
            VERIFY_RESULT(relay);
            QSignalSpy failures(relay->get(), &RelayStream::failed);
            QTRY_COMPARE(failures.size(), 1);
            const auto reason = failures.front().front().value<Error>();
            QCOMPARE(reason.code, ErrorCode::NotFound);
            QVERIFY2(reason.message.contains(words), qPrintable(reason.message));
            // Its own user is tried each time: the service may make its next socket otherwise.
            QCOMPARE(own->connections, count);
        }
    }

    void relay_droppedWhileRootsAgentIsStarted_isNotConnected()
    {
        const Forbidden service;
        auto dropped = await(service.backend.connectSocket(forbiddenSocket));
        VERIFY_RESULT(dropped);
        (*dropped)->write("dropped");
        connect(&service.engine, &FakeEngine::requested, &service.engine, [&service, &dropped] {
            if (service.engine.requestsTo(serviceExec).size() == 2) {
                dropped->reset();
            }
        });
        QTRY_VERIFY(!*dropped);
        const auto relay = await(service.backend.connectSocket(forbiddenSocket));
        VERIFY_RESULT(relay);
        (*relay)->write("kept");
        QTRY_COMPARE(service.roots->bytes, QByteArray("kept"));
        QCOMPARE(service.roots->connections, 1);
    }
};

PIERHEAD_TEST(RootAgentTest)

#include "tst_rootagent.moc"
