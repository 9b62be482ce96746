#include "guardedtest.h"
#include "testprogram.h"

#include <host/backend/dockersocket.h>
#include <host/engine/lastingsocket.h>

using namespace pierhead;
using engine::EngineAddress;

/// The engine's socket as containers have it.
class DockerSocketTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] static EngineAddress unixAddress(const QString &path, const QString &lasting = {})
    {
        EngineAddress address;
        address.path = path;
        address.lastingPath = lasting;
        return address;
    }

    /// It was started that long after the path was led to the engine.
    [[nodiscard]] static engine::ContainerDetails
    containerWith(const QString &mount, const QString &lasting, qint64 milliseconds)
    {
        engine::ContainerDetails details;
        details.state = QStringLiteral("running");
        details.startedAt = engine::LastingSocket::ledSince(lasting).addMSecs(milliseconds);
        details.mounts.emplace_back();
        engine::ContainerMount socket;
        socket.source = mount;
        details.mounts.push_back(socket);
        return details;
    }

private Q_SLOTS:

    void socket_ofAnEngine_isThatOfItsHost_byThePathThatStays()
    {
        const QString own = QStringLiteral("/run/own.sock");
        const QString lasting = QStringLiteral("/run/lasting.sock");
        QCOMPARE(backend::socketOn(unixAddress(own)), own);
        QCOMPARE(backend::socketOn(unixAddress(own, lasting)), lasting);
        QCOMPARE(backend::socketOn(EngineAddress::parse(QStringLiteral("tcp://far:2376")).value()),
                 QStringLiteral("/var/run/docker.sock"));
    }

    void socket_ofAContainer_isAFormerOne_untilItsStartAfterTheEngines()
    {
        const engine::LastingSocket lasting(home());
        lasting.close();
        const EngineAddress address = unixAddress(QStringLiteral("/run/own.sock"), lasting.path());
        const auto isFormer = [&](const QString &mount, qint64 milliseconds) {
            return backend::hasFormerSocket(containerWith(mount, lasting.path(), milliseconds),
                                            address);
        };
        QVERIFY(isFormer(lasting.path(), -1));
        QVERIFY(!isFormer(lasting.path(), 0));
        QVERIFY(!isFormer(lasting.path(), 1000));
        QVERIFY(!isFormer(QStringLiteral("/run/docker.sock"), -1));

        engine::ContainerDetails ended = containerWith(lasting.path(), lasting.path(), -1);
        ended.state = QStringLiteral("exited");
        QVERIFY(!backend::hasFormerSocket(ended, address));
        // A mount may have no source; an engine whose socket stays has no such path.
        const engine::ContainerDetails other = containerWith({}, lasting.path(), -1);
        QVERIFY(!backend::hasFormerSocket(other, unixAddress(QStringLiteral("/run/docker.sock"))));
    }
};

PIERHEAD_TEST(DockerSocketTest)

#include "tst_dockersocket.moc"
