#include "fakeengine.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/dockerhandlers.h>

#include <QDir>
#include <QScopeGuard>
#include <QTest>

namespace pierhead::bridge {

using test::FakeReply;

/// `docker.*` of the page against an engine that answers as told.
class DockerHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    MethodTable m_methods;

    [[nodiscard]] PageContext contextOn(const test::FakeEngine &engine) const
    {
        return PageContext{test::testExtension(home()), engine::EngineClient(engine.address())};
    }

    /// Puts a script in the place of the docker program, by PATH.
    void putDocker(const QByteArray &script) const
    {
        const QString folder = home() + QStringLiteral("/programs");
        QDir().mkpath(folder);
        QFile file(folder + QStringLiteral("/docker"));
        if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size()
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
            qFatal("The script cannot be written");
        }
        qputenv("PATH", folder.toLocal8Bit() + ':' + qgetenv("PATH"));
    }

    /// The words that a page's command has where docker gets them, with blanks between.
    [[nodiscard]] QString wordsOf(const PageContext &context, const QStringList &args) const
    {
        BridgeRouter router(context, m_methods);
        test::FakePage fake(router);
        const CallId id =
            fake.call(QStringLiteral("docker.cli.exec"), {{"cmd", "run"}, {"args", args}});
        const nlohmann::json answer = fake.answerTo(id);
        return answer.contains("result") ? json::field<QString>(answer.at("result"), "stdout")
                                         : QString::fromStdString(answer.dump());
    }

private Q_SLOTS:

    void initTestCase() { addDockerHandlers(m_methods); }

    void list_options_becomeTheQuery_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<QByteArray>("target");
        const auto row = [](const char *method, const char *options, const char *target) {
            QTest::newRow(options)
                << QString::fromLatin1(method) << QByteArray(options) << QByteArray(target);
        };
        row("docker.listContainers", R"({})", "/containers/json");
        row("docker.listContainers",
            R"({"all": true, "limit": 3, "size": false})",
            "/containers/json?all=1&limit=3&size=0");
        row("docker.listContainers",
            "{\"filters\": \"{\\\"status\\\":[\\\"exited\\\"]}\"}",
            "/containers/json?filters=%7B%22status%22%3A%5B%22exited%22%5D%7D");
        row("docker.listContainers",
            R"({"filters": {"status": ["exited"]}, "all": null, "other": 1})",
            "/containers/json?filters=%7B%22status%22%3A%5B%22exited%22%5D%7D");
        row("docker.listImages",
            R"({"digests": true, "all": "true"})",
            "/images/json?all=true&digests=1");
    }

    void list_options_becomeTheQuery()
    {
        QFETCH(const QString, method);
        QFETCH(const QByteArray, options);
        QFETCH(const QByteArray, target);
        test::FakeEngine engine;
        const QByteArray body = R"([{"Id":"1","Names":["/a"],"Created":5,"Odd":[null]}])";
        engine.on("GET " + target.split('?').first(),
                  FakeReply::json(200, nlohmann::json::parse(body.toStdString())));
        BridgeRouter router(contextOn(engine), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(method, nlohmann::json::parse(options.toStdString()));
        const nlohmann::json answer = fake.answerTo(id);
        QCOMPARE(json::field<QString>(answer, "type"), QStringLiteral("reply"));
        QCOMPARE(json::serialize(answer.at("result")),
                 json::serialize(nlohmann::json::parse(body.toStdString())));
        QCOMPARE(engine.requests().last().target, target);
    }

    void list_refusedByTheEngine_hasItsWords()
    {
        test::FakeEngine engine;
        engine.on("GET /containers/json", FakeReply::json(400, {{"message", "invalid filter"}}));
        BridgeRouter router(contextOn(engine), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("docker.listContainers"));
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"), QStringLiteral("engine-refused"));
        QVERIFY(json::field<QString>(fake.last(), "message")
                    .contains(QStringLiteral("invalid filter")));
    }

    void exec_dockerEndedByASignal_hasItsNameAndNoCode()
    {
        const auto restore = qScopeGuard([path = qgetenv("PATH")] { qputenv("PATH", path); });
        putDocker("#!/bin/sh\nkill -9 $$\n");
        const test::FakeEngine engine;
        BridgeRouter router(contextOn(engine), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("docker.cli.exec"), {{"cmd", "ps"}});
        const nlohmann::json result = fake.answerTo(id).at("result");
        QVERIFY2(result.at("code").is_null(), result.dump().c_str());
        QCOMPARE(json::field<QString>(result, "signal"), QStringLiteral("SIGKILL"));
    }

    void exec_thatMountsTheUsualSocket_mountsTheOneOfALocalEngine()
    {
        const auto restore = qScopeGuard([path = qgetenv("PATH")] { qputenv("PATH", path); });
        putDocker("#!/bin/sh\necho $*\n");
        const QStringList args{QStringLiteral("-v"),
                               QStringLiteral("/var/run/docker.sock:/var/run/docker.sock"),
                               QStringLiteral("alpine")};
        const QString line = QStringLiteral("run -v %1:/var/run/docker.sock alpine\n");
        const test::FakeEngine engine;
        PageContext page = contextOn(engine);
        QCOMPARE(wordsOf(page, args), line.arg(engine.address().path));
        const auto elsewhere = engine::EngineAddress::parse(QStringLiteral("tcp://127.0.0.1:9"));
        QVERIFY(elsewhere);
        page.engine = engine::EngineClient(*elsewhere);
        QCOMPARE(wordsOf(page, args), line.arg(QStringLiteral("/var/run/docker.sock")));
    }

    void anything_withoutPermission_isRefused()
    {
        const test::FakeEngine engine;
        PageContext page = contextOn(engine);
        page.extension.permissions.setFlag(extensions::Permission::Docker, false);
        BridgeRouter router(page, m_methods);
        test::FakePage fake(router);
        for (const char *method :
             {"docker.cli.exec", "docker.listContainers", "docker.listImages"}) {
            const CallId id = fake.call(QString::fromLatin1(method), {{"cmd", "ps"}});
            QCOMPARE(json::field<QString>(fake.answerTo(id), "code"),
                     QStringLiteral("permission-denied"));
        }
        QVERIFY(engine.requests().isEmpty());
    }
};

PIERHEAD_TEST(DockerHandlersTest)

} // namespace pierhead::bridge

#include "tst_dockerhandlers.moc"
