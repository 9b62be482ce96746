#include "containertest.h"
#include "fakepage.h"
#include "result.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/dockerhandlers.h>

namespace pierhead::bridge {

/// `ddClient.docker` with the docker program and engines that are real.
class DockerCliTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    MethodTable m_methods;

    [[nodiscard]] PageContext context() const
    {
        return PageContext{test::testExtension(home()), client()};
    }

    /// The answer to `docker.cli.exec`.
    static nlohmann::json exec(test::FakePage &page, const char *command, const QStringList &args)
    {
        const CallId id =
            page.call(QStringLiteral("docker.cli.exec"), {{"cmd", command}, {"args", args}});
        return page.answerTo(id);
    }

private Q_SLOTS:

    void initTestCase() { addDockerHandlers(m_methods); }

    void init()
    {
        EngineTest::init();
        start();
    }

    void exec_isOnTheExtensionsEngine_whateverTheUsersContext()
    {
        qputenv("DOCKER_CONTEXT", "no-such-context");
        BridgeRouter router(context(), m_methods);
        qunsetenv("DOCKER_CONTEXT");
        test::FakePage page(router);
        const QString format = QStringLiteral("'{{.Id}} {{.Config.Image}}'");
        const nlohmann::json answer =
            exec(page, "inspect", {QStringLiteral("--format"), format, m_container});
        QCOMPARE(json::field<QString>(answer, "type"), QStringLiteral("reply"));
        const nlohmann::json result = answer.at("result");
        QCOMPARE(json::field<QString>(result, "stderr"), QString());
        QVERIFY2(json::field<QString>(result, "stdout").startsWith(m_container),
                 result.dump().c_str());
        QCOMPARE(json::field<QString>(result, "cmd"),
                 QStringLiteral("docker inspect --format %1 %2").arg(format, m_container));
    }

    void exec_refusedByTheEngine_hasItsWordsAndCode()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage page(router);
        const nlohmann::json result =
            exec(page, "stop", {QStringLiteral("no-such-container")}).at("result");
        QCOMPARE(json::field<int>(result, "code"), 1);
        QVERIFY2(
            json::field<QString>(result, "stderr").contains(QStringLiteral("no-such-container")),
            result.dump().c_str());
    }

    void stream_execInAContainer_comesAndIsEndedByCancel()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage page(router);
        const QString line = QStringLiteral("while echo 'a  tick'; do sleep 0.1; done");
        page.post({{"type", "open"},
                   {"id", 1},
                   {"method", "docker.cli.exec"},
                   {"params", {{"cmd", "exec"}, {"args", {m_container, "sh", "-c", line}}}},
                   {"window", 65536}});
        const auto output = [&page] {
            page.grant(1);
            QString all;
            for (const nlohmann::json &message : page.messages()) {
                if (message.at("type") == "chunk") {
                    all += json::fieldOr<QString>(message.at("data"), "stdout", {});
                }
            }
            return all;
        };
        QTRY_VERIFY_WITH_TIMEOUT(output().startsWith(QStringLiteral("a  tick\na  tick\n")), 20000);
        page.cancel(1);
        QTRY_COMPARE_WITH_TIMEOUT(router.runningCalls(), 0, 5000);
        QCOMPARE(json::field<QString>(page.last(), "code"), QStringLiteral("cancelled"));
        // Docker leaves what `docker exec` began to the container, which goes with the test.
    }

    void lists_areTheEnginesOwn()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage page(router);
        const nlohmann::json filters{{"id", {m_container}}};
        CallId id = page.call(QStringLiteral("docker.listContainers"),
                              {{"filters", filters.dump()}, {"all", true}});
        const nlohmann::json containers = page.answerTo(id).at("result");
        QCOMPARE(containers.size(), std::size_t{1});
        QCOMPARE(json::field<QString>(containers.at(0), "Id"), m_container);
        QVERIFY(containers.at(0).at("Names").at(0).get<QString>().startsWith(QLatin1Char('/')));
        QVERIFY(containers.at(0).at("Created").is_number());
        id = page.call(QStringLiteral("docker.listImages"));
        const nlohmann::json images = page.answerTo(id).at("result");
        QVERIFY2(images.dump().find("alpine:3.15") != std::string::npos, images.dump().c_str());
    }
};

PIERHEAD_TEST(DockerCliTest)

} // namespace pierhead::bridge

#include "tst_dockercli.moc"
