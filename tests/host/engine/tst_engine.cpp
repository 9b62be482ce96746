#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/engine.h>

#include <QTest>

namespace pierhead::engine {

using test::await;

class EngineFindTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    test::FakeEngine m_engine;
    const QByteArray m_path = qgetenv("PATH");

    [[nodiscard]] EngineCandidate nobody() const
    {
        const QString path = home() + QStringLiteral("/none.sock");
        return {{EngineAddress::Transport::UnixSocket, path, {}, 0}, path, false};
    }

    [[nodiscard]] EngineCandidate fake() const
    {
        return {m_engine.address(), QStringLiteral("the fake"), false};
    }

    [[nodiscard]] static Result<std::unique_ptr<Engine>>
    findAmong(std::vector<EngineCandidate> candidates, const StopToken &stop = {})
    {
        return await(Engine::findAmong(std::move(candidates), Paths::fromEnvironment(), stop));
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        qputenv("PATH", "/nowhere"); // no Podman
    }

    void cleanup()
    {
        qputenv("PATH", m_path);
        qunsetenv("DOCKER_HOST");
        GuardedTest::cleanup();
    }

    void find_requested_isThatOne()
    {
        const auto engine =
            await(Engine::find(m_engine.address().toString(), Paths::fromEnvironment()));
        VERIFY_RESULT(engine);
        QCOMPARE((*engine)->origin().inEnglish(), QStringLiteral("--engine"));
        QCOMPARE((*engine)->key(), m_engine.address().toString());
        QCOMPARE((*engine)->version().version, QStringLiteral("20.10.24"));
        QCOMPARE((*engine)->client().address() == m_engine.address(), true);
    }

    void find_namedDoesNotAnswer_isAnErrorOfItsName()
    {
        qputenv("DOCKER_HOST", "unix:///nowhere/engine.sock");
        const auto engine = await(Engine::find({}, Paths::fromEnvironment()));
        COMPARE_ERROR(engine, ErrorCode::EngineUnreachable);
        QVERIFY(engine.error().message.startsWith(QStringLiteral("DOCKER_HOST: ")));
    }

    void at_keyOfAnEngine_isThatOneWhateverTheEnvironmentSays()
    {
        qputenv("DOCKER_HOST", "unix:///nowhere/engine.sock");
        const auto engine = await(Engine::at(m_engine.address().key(), Paths::fromEnvironment()));
        VERIFY_RESULT(engine);
        QCOMPARE((*engine)->key(), m_engine.address().key());
        const auto gone =
            await(Engine::at(QStringLiteral("unix:///nowhere"), Paths::fromEnvironment()));
        COMPARE_ERROR(gone, ErrorCode::EngineUnreachable);
        QVERIFY(gone.error().message.startsWith(QStringLiteral("the extension's installation: ")));
        const auto odd = await(Engine::at(QStringLiteral("odd"), Paths::fromEnvironment()));
        COMPARE_ERROR(odd, ErrorCode::InvalidArgument);
        QVERIFY(odd.error().message.startsWith(QStringLiteral("the extension's installation: ")));
    }

    void findAmong_firstDoesNotAnswer_takesTheNext()
    {
        const auto engine = findAmong({nobody(), fake()});
        VERIFY_RESULT(engine);
        QCOMPARE((*engine)->origin().inEnglish(), QStringLiteral("the fake"));
    }

    void findAmong_noneAnswersAndNoPodman_listsWhatWasTried()
    {
        const auto engine = findAmong({nobody()});
        COMPARE_ERROR(engine, ErrorCode::EngineUnreachable);
        QVERIFY(engine.error().message.contains(QStringLiteral("Podman is not installed")));
        QVERIFY(engine.error().detail.contains(nobody().origin.inEnglish()));
    }

    void findAmong_namedRefuses_isNotReplaced()
    {
        EngineCandidate named = nobody();
        named.isNamed = true;
        const qsizetype before = m_engine.requests().size();
        COMPARE_ERROR(findAmong({named, fake()}), ErrorCode::EngineUnreachable);
        QCOMPARE(m_engine.requests().size(), before);
    }

    void findAmong_stopped_isCancelled()
    {
        StopSource stop;
        stop.request_stop();
        COMPARE_ERROR(findAmong({fake()}, stop.get_token()), ErrorCode::Cancelled);
    }

    void find_embeddedWithoutPodman_isNotFound()
    {
        COMPARE_ERROR(await(Engine::find(Engine::embeddedName(), Paths::fromEnvironment())),
                      ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(EngineFindTest)

} // namespace pierhead::engine

#include "tst_engine.moc"
