#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/composeprogram.h>

#include <QScopeGuard>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::writeFile;

/// The command lines that compose programs get, and what they are found by.
class ComposeProgramTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static ComposeProject project()
    {
        return {.name = QStringLiteral("demo"),
                .folder = QStringLiteral("/data/vm"),
                .files = {QStringLiteral("/data/vm/compose.yaml"),
                          QStringLiteral("/data/vm/pierhead-override.json")},
                .pluginImage = QStringLiteral("org/demo:1.0"),
                .engine =
                    engine::EngineAddress::parse(QStringLiteral("unix:///run/x.sock")).value()};
    }

    static ComposeProgram second()
    {
        return {QStringLiteral("docker"), {QStringLiteral("compose")}};
    }

    static ComposeProgram first() { return {QStringLiteral("docker-compose"), {}}; }

    /// A program in home() that does nothing but end with the code.
    void putProgram(const char *name, int exitCode) const
    {
        const QString path = home() + QLatin1Char('/') + QLatin1String(name);
        writeFile(path, "#!/bin/sh\nexit " + QByteArray::number(exitCode) + '\n');
        QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner);
    }

private Q_SLOTS:

    void up_commandLine_isWhatComposeTakes_data()
    {
        QTest::addColumn<bool>("isSecond");
        QTest::addColumn<QString>("line");
        const QString rest = QStringLiteral(
            "--ansi never --project-name demo --project-directory /data/vm --file "
            "/data/vm/compose.yaml --file /data/vm/pierhead-override.json up --detach --no-build "
            "--remove-orphans");
        QTest::newRow("v2") << true << QStringLiteral("docker compose ") + rest;
        QTest::newRow("v1") << false << QStringLiteral("docker-compose ") + rest;
    }

    void up_commandLine_isWhatComposeTakes()
    {
        QFETCH(bool, isSecond);
        QFETCH(QString, line);
        const process::ProcessSpec spec = composeUp(isSecond ? second() : first(), project());
        QCOMPARE((QStringList(spec.program) + spec.arguments).join(QLatin1Char(' ')), line);
        QCOMPARE(spec.workingDirectory, QStringLiteral("/data/vm"));
    }

    void config_commandLine_endsWithConfig()
    {
        const process::ProcessSpec spec = composeConfig(second(), project());
        QCOMPARE(spec.arguments.first(), QStringLiteral("compose"));
        QCOMPARE(spec.arguments.last(), QStringLiteral("config"));
    }

    void environment_ofTheUser_doesNotDecide()
    {
        const auto guard = qScopeGuard([] {
            qunsetenv("COMPOSE_FILE");
            qunsetenv("DOCKER_CONTEXT");
            qunsetenv("DOCKER_TLS_VERIFY");
        });
        qputenv("COMPOSE_FILE", "other.yaml");
        qputenv("DOCKER_CONTEXT", "elsewhere");
        qputenv("DOCKER_TLS_VERIFY", "1");
        const QProcessEnvironment environment = composeUp(first(), project()).environment;
        QVERIFY(!environment.contains(QStringLiteral("COMPOSE_FILE")));
        QVERIFY(!environment.contains(QStringLiteral("DOCKER_CONTEXT")));
        QVERIFY(!environment.contains(QStringLiteral("DOCKER_TLS_VERIFY")));
        QCOMPARE(environment.value(QStringLiteral("DOCKER_HOST")),
                 QStringLiteral("unix:///run/x.sock"));
        QCOMPARE(environment.value(QStringLiteral("DESKTOP_PLUGIN_IMAGE")),
                 QStringLiteral("org/demo:1.0"));
        QCOMPARE(environment.value(QStringLiteral("PATH")), qEnvironmentVariable("PATH"));
    }

    /// They would stand in for the engine's own authority.
    void environment_withTls_hasNoOtherAuthorities()
    {
        const auto guard = qScopeGuard([] { qunsetenv("REQUESTS_CA_BUNDLE"); });
        qputenv("REQUESTS_CA_BUNDLE", "/etc/all.pem");
        const QString name = QStringLiteral("REQUESTS_CA_BUNDLE");
        ComposeProject far = project();
        QVERIFY(composeUp(first(), far).environment.contains(name));
        far.engine = engine::EngineAddress::parse(
                         QStringLiteral("tcp://10.1.1.1:2376?certificates=/certificates"))
                         .value();
        QVERIFY(!composeUp(first(), far).environment.contains(name));
    }

    void find_programs_secondBeforeFirst_data()
    {
        QTest::addColumn<int>("dockersAnswer"); // -1 for no docker
        QTest::addColumn<bool>("hasFirst");
        QTest::addColumn<QString>("found");
        QTest::newRow("both") << 0 << true << QStringLiteral("docker");
        QTest::newRow("docker without the plug-in")
            << 1 << true << QStringLiteral("docker-compose");
        QTest::newRow("no docker") << -1 << true << QStringLiteral("docker-compose");
        QTest::newRow("none") << 1 << false << QString();
    }

    void find_programs_secondBeforeFirst()
    {
        QFETCH(int, dockersAnswer);
        QFETCH(bool, hasFirst);
        QFETCH(QString, found);
        if (dockersAnswer >= 0) {
            putProgram("docker", dockersAnswer);
        }
        if (hasFirst) {
            putProgram("docker-compose", 0);
        }
        const QByteArray path = qgetenv("PATH");
        const auto guard = qScopeGuard([&path] { qputenv("PATH", path); });
        qputenv("PATH", home().toUtf8());
        const Result<ComposeProgram> program = await(ComposeProgram::find());
        QCOMPARE(program ? program->program : QString(), found);
        QVERIFY(program || program.error().code == ErrorCode::NotFound);
    }

    void images_inConfig_eachOnce()
    {
        const auto images =
            imagesInConfig("services: {a: {image: 'x:1'}, b: {image: 'y'}, c: {image: 'x:1'}}");
        VERIFY_RESULT(images);
        QCOMPARE(*images, QStringList({QStringLiteral("x:1"), QStringLiteral("y")}));
        const auto built = imagesInConfig("services: {a: {build: .}}");
        QVERIFY(!built);
        QCOMPARE(built.error().code, ErrorCode::InvalidManifest);
        QVERIFY(!imagesInConfig("services: ["));
    }
};

PIERHEAD_TEST(ComposeProgramTest)

#include "tst_composeprogram.moc"
