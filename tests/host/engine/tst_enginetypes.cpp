#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/enginetypes.h>

#include <QTest>

namespace pierhead::engine {

class EngineTypesTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void engineVersion_podmans_hasItsProduct()
    {
        const auto version = json::parseAs<EngineVersion>(
            R"({"Version":"4.3.1","ApiVersion":"1.41","Os":"linux","Arch":"arm64",
                "Components":[{"Name":"Podman Engine"},{"Name":"Conmon"}]})");
        VERIFY_RESULT(version);
        QCOMPARE(version->product, QStringLiteral("Podman Engine"));
        QCOMPARE(version->architecture, QStringLiteral("arm64"));
    }

    void engineVersion_withoutApiVersion_namesTheMember()
    {
        const auto version = json::parseAs<EngineVersion>(R"({"Version":"1"})");
        COMPARE_ERROR(version, ErrorCode::Protocol);
        QVERIFY(version.error().message.contains(QStringLiteral("ApiVersion")));
    }

    void imageInfo_nulls_areEmpty()
    {
        const auto image = json::parseAs<ImageInfo>(
            R"({"Id":"sha256:1","RepoTags":null,"RepoDigests":null,"Config":{"Labels":null}})");
        VERIFY_RESULT(image);
        QVERIFY(image->repoTags.isEmpty());
        QVERIFY(image->labels.isEmpty());
        VERIFY_RESULT(json::parseAs<ImageInfo>(R"({"Id":"sha256:1","Config":null})"));
    }

    void imageInfo_full_isRead()
    {
        const auto image = json::parseAs<ImageInfo>(
            R"({"Id":"sha256:1","RepoTags":["a:1"],"RepoDigests":["a@sha256:2"],"Os":"linux",
                "Architecture":"amd64","Size":5000000000,"Config":{"Labels":{"k":"v"}}})");
        VERIFY_RESULT(image);
        QCOMPARE(image->size, 5000000000);
        QCOMPARE(image->repoTags, QStringList{QStringLiteral("a:1")});
        QCOMPARE(image->repoDigests, QStringList{QStringLiteral("a@sha256:2")});
        QCOMPARE(image->labels.value(QStringLiteral("k")), QStringLiteral("v"));
    }

    void containerDetails_full_isRead()
    {
        const auto details = json::parseAs<ContainerDetails>(
            R"({"Id":"c","Name":"/n","State":{"Status":"exited","ExitCode":137,"Pid":0},
                "Config":{"Labels":{"k":"v"}}})");
        VERIFY_RESULT(details);
        QCOMPARE(details->name, QStringLiteral("/n"));
        QCOMPARE(details->state, QStringLiteral("exited"));
        QCOMPARE(details->exitCode, 137);
        QCOMPARE(details->labels.value(QStringLiteral("k")), QStringLiteral("v"));
        COMPARE_ERROR(json::parseAs<ContainerDetails>(R"({"Id":"c"})"), ErrorCode::Protocol);
    }

    void containerSummary_ports_areEachOnce()
    {
        const auto list = json::parseAs<std::vector<ContainerSummary>>(
            R"([{"Id":"c","ImageID":"sha256:1","Ports":[
                {"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
                {"IP":"::","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
                {"PrivatePort":443,"Type":"tcp"}]},{"Id":"d","Ports":null}])");
        VERIFY_RESULT(list);
        const ContainerSummary &container = list->front();
        QCOMPARE(container.imageId, QStringLiteral("sha256:1"));
        QCOMPARE(container.ports.size(), 2U);
        QVERIFY((container.ports.front() == PortMapping{80, 8080, QStringLiteral("tcp")}));
        QVERIFY((container.ports.back() == PortMapping{443, 0, QStringLiteral("tcp")}));
        QVERIFY(list->back().ports.empty());
    }

    void imageSummary_placeholders_areNoNames()
    {
        const auto list = json::parseAs<std::vector<ImageSummary>>(
            R"([{"Id":"sha256:1","RepoTags":["<none>:<none>"],"Size":5,"Created":7},
                {"Id":"sha256:2","RepoTags":null}])");
        VERIFY_RESULT(list);
        QVERIFY(list->front().repoTags.isEmpty());
        QCOMPARE(list->front().size, 5);
        QVERIFY(list->back().repoTags.isEmpty());
    }

    void volumeSummary_timeWithAnOffset_isRead()
    {
        const auto volume = json::parseAs<VolumeSummary>(
            R"({"Name":"v","Driver":"local","CreatedAt":"2024-03-01T12:00:00+02:00",
                "Mountpoint":"/m"})");
        VERIFY_RESULT(volume);
        QCOMPARE(volume->createdAt, QDateTime(QDate(2024, 3, 1), QTime(10, 0), Qt::UTC));
        QCOMPARE(volume->mountpoint, QStringLiteral("/m"));
    }

    void containerSummary_wrongType_namesThePath()
    {
        const auto list =
            json::parseAs<std::vector<ContainerSummary>>(R"([{"Id":"c"},{"Id":"d","Names":7}])");
        COMPARE_ERROR(list, ErrorCode::Protocol);
        QVERIFY2(list.error().message.contains(QStringLiteral("/1/Names")),
                 qPrintable(list.error().message));
    }

    void execDetails_running_hasNoExitCode()
    {
        const auto running = json::parseAs<ExecDetails>(R"({"Running":true,"ExitCode":0,"Pid":7})");
        VERIFY_RESULT(running);
        QCOMPARE(running->exitCode.has_value(), false);
        QCOMPARE(running->pid, 7);
        const auto started = json::parseAs<ExecDetails>(R"({"Running":true,"ExitCode":null})");
        VERIFY_RESULT(started);
        const auto ended = json::parseAs<ExecDetails>(R"({"Running":false,"ExitCode":126})");
        VERIFY_RESULT(ended);
        QCOMPARE(*ended->exitCode, 126);
    }

    void engineEvent_full_isRead()
    {
        const auto event = json::parseAs<EngineEvent>(
            R"({"Type":"container","Action":"die","timeNano":1700000000000000001,
                "Actor":{"ID":"c","Attributes":{"exitCode":"0"}}})");
        VERIFY_RESULT(event);
        QCOMPARE(event->actorId, QStringLiteral("c"));
        QCOMPARE(event->attributes.value(QStringLiteral("exitCode")), QStringLiteral("0"));
        QCOMPARE(event->timeNano, 1700000000000000001);
    }

    void containerSpec_empty_hasTheImageAlone()
    {
        ContainerSpec spec;
        spec.image = QStringLiteral("i");
        QCOMPARE(json::serialize(nlohmann::json(spec)),
                 QByteArray(R"({"HostConfig":{},"Image":"i"})"));
    }

    void containerSpec_full_isDockersBody()
    {
        ContainerSpec spec;
        spec.name = QStringLiteral("n");
        spec.image = QStringLiteral("i");
        spec.entrypoint = {QStringLiteral("e")};
        spec.command = {QStringLiteral("c"), QStringLiteral("d")};
        spec.labels = {{QStringLiteral("k"), QStringLiteral("v")}};
        spec.binds = {QStringLiteral("/a:/b")};
        spec.tmpfs = {{QStringLiteral("/t"), QString()}};
        spec.extraHosts = {QStringLiteral("h:1")};
        spec.network = QStringLiteral("net");
        spec.networkAliases = {QStringLiteral("s")};
        spec.restartPolicy = QStringLiteral("always");
        spec.memory = 536'870'912;
        spec.nanoCpus = 1'500'000'000;
        spec.user = QStringLiteral("0:0");
        spec.workingDirectory = QStringLiteral("/w");
        spec.processNamespace = QStringLiteral("host");
        spec.userNamespace = QStringLiteral("host");
        spec.droppedCapabilities = {QStringLiteral("ALL")};
        spec.addedCapabilities = {QStringLiteral("KILL")};
        spec.securityOptions = {QStringLiteral("apparmor=unconfined")};
        const auto expected = nlohmann::json::parse(
            R"({"Image":"i","Entrypoint":["e"],"Cmd":["c","d"],"Labels":{"k":"v"},
                "User":"0:0","WorkingDir":"/w",
                "HostConfig":{"Binds":["/a:/b"],"Tmpfs":{"/t":""},"ExtraHosts":["h:1"],
                              "NetworkMode":"net","PidMode":"host","UsernsMode":"host",
                              "CapDrop":["ALL"],"CapAdd":["KILL"],
                              "SecurityOpt":["apparmor=unconfined"],
                              "RestartPolicy":{"Name":"always"},
                              "Memory":536870912,"NanoCpus":1500000000},
                "NetworkingConfig":{"EndpointsConfig":{"net":{"Aliases":["s"]}}}})");
        QCOMPARE(nlohmann::json(spec) == expected, true);
    }

    void containerSpec_networkWithoutAlias_hasNoEndpoint()
    {
        ContainerSpec spec;
        spec.network = QStringLiteral("none");
        const nlohmann::json body(spec);
        QVERIFY(!body.contains("NetworkingConfig"));
    }

    void execConfig_full_isDockersBody()
    {
        ExecConfig config;
        config.command = {QStringLiteral("ls")};
        config.environment = {QStringLiteral("A=b")};
        config.workingDirectory = QStringLiteral("/w");
        config.user = QStringLiteral("u");
        config.attachStdin = true;
        const auto expected = nlohmann::json::parse(
            R"({"Cmd":["ls"],"Env":["A=b"],"WorkingDir":"/w","User":"u","AttachStdin":true,
                "AttachStdout":true,"AttachStderr":true,"Tty":false})");
        QCOMPARE(nlohmann::json(config) == expected, true);
    }
};

PIERHEAD_TEST(EngineTypesTest)

} // namespace pierhead::engine

#include "tst_enginetypes.moc"
