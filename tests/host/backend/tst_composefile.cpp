#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/composedependencies.h>
#include <host/backend/composefile.h>

namespace pierhead::backend {

namespace {

QStringList names(const ComposeFile &file)
{
    QStringList result;
    for (const ComposeService &service : file.services) {
        result.append(service.name);
    }
    return result;
}

} // namespace

class ComposeFileTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void parse_services_keepTheAuthorsOrder()
    {
        const Result<ComposeFile> file = ComposeFile::parse("services:\n"
                                                            "  zebra: {image: a}\n"
                                                            "  apple: {image: b}\n"
                                                            "  mango: {image: c}\n");
        VERIFY_RESULT(file);
        QCOMPARE(names(*file), QStringLiteral("zebra apple mango").split(QLatin1Char(' ')));
        QVERIFY(file->version.isEmpty());
    }

    void startOrder_followsTheDependencies()
    {
        const Result<ComposeFile> file =
            ComposeFile::parse("services:\n"
                               "  web: {image: a, depends_on: [cache, database]}\n"
                               "  database: {image: a, depends_on: "
                               "{disk: {condition: service_healthy}}}\n"
                               "  cache: {image: a}\n"
                               "  disk: {image: a}\n");
        VERIFY_RESULT(file);
        QCOMPARE(file->startOrder(),
                 QStringLiteral("cache disk database web").split(QLatin1Char(' ')));
        const Result<ComposeFile> circle = ComposeFile::parse("services:\n"
                                                              "  a: {image: a, depends_on: [b]}\n"
                                                              "  b: {image: a, depends_on: [a]}\n");
        VERIFY_RESULT(circle);
        QCOMPARE(circle->startOrder(), QStringLiteral("a b").split(QLatin1Char(' ')));
    }

    void dependencies_conditionsAndWhatIsShared_areRead()
    {
        const Result<ComposeFile> file =
            ComposeFile::parse("services:\n"
                               "  web:\n"
                               "    image: a\n"
                               "    depends_on:\n"
                               "      db: {condition: service_healthy}\n"
                               "      migrate: {condition: service_completed_successfully}\n"
                               "      cache: {condition: service_started, required: false}\n"
                               "      queue: {condition: '${UNKNOWN}'}\n"
                               "      plain:\n"
                               "    links: ['db:database', other]\n"
                               "    volumes_from: ['data:ro', 'container:x']\n"
                               "    network_mode: 'service:net'\n"
                               "  db: {image: a, network_mode: host}\n");
        VERIFY_RESULT(file);
        const ComposeService *web = file->find(QStringLiteral("web"));
        QVERIFY(web != nullptr);
        QStringList texts;
        for (const ComposeDependency &dependency : web->dependencies) {
            texts.append(dependency.service + QLatin1Char(' ') + conditionName(dependency.condition)
                         + (dependency.isRequired ? QString() : QStringLiteral(" optional")));
        }
        QCOMPARE(texts,
                 (QStringList{QStringLiteral("db service_healthy"),
                              QStringLiteral("migrate service_completed_successfully"),
                              QStringLiteral("cache service_started optional"),
                              QStringLiteral("queue service_started"),
                              QStringLiteral("plain service_started"),
                              QStringLiteral("other service_started"),
                              QStringLiteral("data service_started"),
                              QStringLiteral("net service_started")}));
        QVERIFY(web->dependsOn(QStringLiteral("net")));
        QVERIFY(file->find(QStringLiteral("db"))->dependencies.empty());
        QCOMPARE(file->find(QStringLiteral("nobody")), nullptr);
    }

    void parse_powers_areSeen()
    {
        const Result<ComposeFile> file =
            ComposeFile::parse("include: [other.yaml]\n"
                               "services:\n"
                               "  a:\n"
                               "    privileged: true\n"
                               "    network_mode: host\n"
                               "    userns_mode: host\n"
                               "    ports: [8080, '127.0.0.1:90:91', {published: 5, target: 6}]\n"
                               "    devices: ['/dev/a:/dev/b:r', {source: /dev/c}]\n"
                               "    cap_add: [SYS_ADMIN]\n"
                               "    extends: {file: base.yaml, service: b}\n"
                               "  b: {image: b, ports: 80, privileged: [true]}\n"
                               "volumes:\n"
                               "  plain:\n"
                               "  bound: {driver_opts: {device: /home}}\n");
        VERIFY_RESULT(file);
        const ComposeService &service = file->services.front();
        QVERIFY(service.isPrivileged);
        QCOMPARE(service.hostNamespaces,
                 QStringList({QStringLiteral("network"), QStringLiteral("user")}));
        QCOMPARE(service.ports,
                 QStringList({QStringLiteral("8080"),
                              QStringLiteral("127.0.0.1:90:91"),
                              QStringLiteral("5:6")}));
        QCOMPARE(service.devices,
                 QStringList({QStringLiteral("/dev/a"), QStringLiteral("/dev/c")}));
        QCOMPARE(service.capabilities, QStringList{QStringLiteral("SYS_ADMIN")});
        QVERIFY(!file->services.back().isPrivileged);
        QVERIFY(file->services.back().ports.isEmpty());
        QCOMPARE(file->otherFiles,
                 QStringList({QStringLiteral("base.yaml"), QStringLiteral("other.yaml")}));
        QCOMPARE(file->volumeFolders, QStringList{QStringLiteral("/home")});
    }

    void parse_profiles_areSeen()
    {
        const Result<ComposeFile> file = ComposeFile::parse(
            "services: {a: {image: b, profiles: [debug]}, c: {image: b, profiles: []}}\n");
        VERIFY_RESULT(file);
        QVERIFY(file->services.at(0).hasProfiles);
        QVERIFY(!file->services.at(1).hasProfiles);
    }

    void parse_version_isKeptAsText()
    {
        const Result<ComposeFile> file =
            ComposeFile::parse("version: '3.8'\nservices: {a: {image: b}}\n");
        VERIFY_RESULT(file);
        QCOMPARE(file->version, QStringLiteral("3.8"));
    }

    void parse_mergedAnchors_areResolved()
    {
        const Result<ComposeFile> file = ComposeFile::parse("x-base: &base\n"
                                                            "  restart: 'no'\n"
                                                            "services:\n"
                                                            "  a: *base\n");
        VERIFY_RESULT(file);
        QVERIFY(file->services.at(0).isOneShot());
    }

    void isOneShot_byRestart_data()
    {
        QTest::addColumn<QByteArray>("restart");
        QTest::addColumn<bool>("expected");
        QTest::newRow("absent") << QByteArray() << false;
        QTest::newRow("always") << QByteArray("restart: always") << false;
        QTest::newRow("unless-stopped") << QByteArray("restart: unless-stopped") << false;
        QTest::newRow("no, quoted") << QByteArray("restart: 'no'") << true;
        QTest::newRow("no, a boolean of YAML 1.1") << QByteArray("restart: false") << true;
        QTest::newRow("on-failure") << QByteArray("restart: on-failure") << true;
        QTest::newRow("on-failure with a limit") << QByteArray("restart: on-failure:3") << true;
    }

    void isOneShot_byRestart()
    {
        QFETCH(QByteArray, restart);
        QFETCH(bool, expected);
        const Result<ComposeFile> file =
            ComposeFile::parse("services:\n  a:\n    image: b\n    " + restart + "\n");
        VERIFY_RESULT(file);
        QCOMPARE(file->services.at(0).isOneShot(), expected);
    }

    void isOneShot_awaitedToEnd_isOne()
    {
        const Result<ComposeFile> file =
            ComposeFile::parse("services:\n"
                               "  app:\n"
                               "    image: a\n"
                               "    depends_on:\n"
                               "      migrate: {condition: service_completed_successfully}\n"
                               "      db: {condition: service_started}\n"
                               "  migrate: {image: b}\n"
                               "  db: {image: c}\n");
        VERIFY_RESULT(file);
        QVERIFY(!file->services.at(0).isOneShot());
        QVERIFY(file->services.at(1).isOneShot());
        QVERIFY(!file->services.at(2).isOneShot());
    }

    void parse_mounts_shortAndLong()
    {
        const Result<ComposeFile> file =
            ComposeFile::parse("services:\n"
                               "  a:\n"
                               "    image: b\n"
                               "    volumes:\n"
                               "      - /var/run/docker.sock.raw:/var/run/docker.sock:ro\n"
                               "      - data:/data\n"
                               "      - /anonymous\n"
                               "      - type: bind\n"
                               "        source: ./conf\n"
                               "        target: /conf\n"
                               "        read_only: true\n"
                               "      - {type: volume, source: x, target: /run/guest-services}\n");
        VERIFY_RESULT(file);
        const std::vector<ComposeBind> &binds = file->services.at(0).binds;
        QCOMPARE(binds.size(), std::size_t(4));
        QCOMPARE(binds.at(0).source, QStringLiteral("/var/run/docker.sock.raw"));
        QCOMPARE(binds.at(0).mode, QStringLiteral("ro"));
        QVERIFY(binds.at(1).source.isEmpty());
        QCOMPARE(binds.at(2).source, QStringLiteral("./conf"));
        QCOMPARE(binds.at(2).mode, QStringLiteral("ro"));
        QVERIFY(file->services.at(0).mountsAt(QStringLiteral("/run/guest-services")));
        QVERIFY(!file->services.at(0).mountsAt(QStringLiteral("/run")));
    }

    void parse_references_areThePathsBesideTheFile()
    {
        const Result<ComposeFile> file = ComposeFile::parse("include:\n"
                                                            "  - more.yaml\n"
                                                            "services:\n"
                                                            "  a:\n"
                                                            "    env_file: ./a.env\n"
                                                            "    volumes: ['./conf:/conf', "
                                                            "'/etc/hosts:/h', '~/x:/x']\n"
                                                            "  b:\n"
                                                            "    env_file: [b.env, {path: c.env}]\n"
                                                            "    extends: {file: base.yaml, "
                                                            "service: s}\n"
                                                            "configs: {k: {file: ./k.conf}}\n"
                                                            "secrets: {s: {file: ./s.txt}, e: "
                                                            "{external: true}}\n");
        VERIFY_RESULT(file);
        QCOMPARE(file->references,
                 QStringLiteral("a.env conf b.env c.env base.yaml more.yaml k.conf s.txt")
                     .split(QLatin1Char(' ')));
    }

    void parse_badText_isRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a word") << QByteArray("hello");
        QTest::newRow("a list") << QByteArray("- a\n- b\n");
        QTest::newRow("no services") << QByteArray("version: '3'\n");
        QTest::newRow("no service") << QByteArray("services: {}\n");
        QTest::newRow("services as a list") << QByteArray("services: [a]\n");
        QTest::newRow("a service without content") << QByteArray("services:\n  a:\n");
        QTest::newRow("broken YAML") << QByteArray("services: {a: {image: b}\n  c");
        QTest::newRow("an unknown anchor") << QByteArray("services: {a: *nothing}\n");
        QTest::newRow("binary") << QByteArray("\0\1\2\xff", 4);
    }

    void parse_badText_isRefused()
    {
        QFETCH(QByteArray, text);
        const Result<ComposeFile> file = ComposeFile::parse(text);
        COMPARE_ERROR(file, ErrorCode::InvalidManifest);
        QVERIFY(file.error().message.contains(QStringLiteral("compose file")));
    }

    void parse_everyPrefix_doesNotCrash()
    {
        const QByteArray whole = "services:\n"
                                 "  a:\n"
                                 "    image: b\n"
                                 "    volumes: [{type: bind, source: ./x, target: /y}]\n"
                                 "    depends_on: {c: {condition: service_started}}\n"
                                 "  c: {image: d, env_file: [e]}\n";
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            const Result<ComposeFile> file = ComposeFile::parse(whole.left(length));
            QVERIFY(file || file.error().code == ErrorCode::InvalidManifest);
        }
    }
};

PIERHEAD_TEST(ComposeFileTest)

} // namespace pierhead::backend

#include "tst_composefile.moc"
