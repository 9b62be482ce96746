#include "containertest.h"
#include "fakeengine.h"
#include "result.h"
#include "savedimage.h"
#include "storedextension.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/backend/containerprocess.h>
#include <host/backend/execkiller.h>
#include <host/backend/killbeside.h>
#include <host/base/json.h>
#include <host/engine/httpstream.h>

#include <QStandardPaths>
#include <QTimer>

#include <algorithm>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;
using pierhead::test::FakeEngine;
using pierhead::test::FakeReply;

namespace {

const QString shellImage = QStringLiteral("killbeside/shell:1");
const QString bareBesideImage = QStringLiteral("killbeside/bare:1");

/// What an exec runs in the test's container.
struct BesideExec
{
    QString id;
    std::unique_ptr<engine::HttpStream> stream;
    qint64 number = 0; ///< of its process, as the engine counts
};

/// What a line of /proc/<number>/status says.
QByteArray statusOf(qint64 number, const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(number));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith(name + ':')) {
                return line.mid(name.size() + 1).simplified();
            }
        }
    }
    return {};
}

/// A killed child may wait for a parent that never asks for it.
bool goesOn(const ContainerProcess &process)
{
    const QByteArray state = statusOf(process.number, "State");
    return !state.isEmpty() && !state.startsWith('Z') && !state.startsWith('X');
}

bool goOn(const std::vector<ContainerProcess> &processes)
{
    return std::all_of(processes.begin(), processes.end(), goesOn);
}

/// The engine is in a process namespace of its own, the container in one below it.
qint64 engineNumberOf(const ContainerProcess &process)
{
    const QList<QByteArray> numbers = statusOf(process.number, "NSpid").split(' ');
    return numbers.size() < 2 ? 0 : numbers.at(numbers.size() - 2).toLongLong();
}

nlohmann::json inState(const char *id, const char *state, int exitCode = 0)
{
    return {
        {"Id", id}, {"Image", "sha256:1"}, {"State", {{"Status", state}, {"ExitCode", exitCode}}}};
}

/// The engine makes the container and runs it.
void prepareBeside(FakeEngine &engine, int exitCode)
{
    engine.on("POST /containers/create", FakeReply::json(201, {{"Id", "k1"}}));
    engine.on("PUT /containers/k1/archive", FakeReply::bytes(200, {}, "text/plain"));
    engine.on("POST /containers/k1/start", FakeReply::bytes(204, {}, "text/plain"));
    engine.once("GET /containers/k1/json", FakeReply::json(200, inState("k1", "running")));
    engine.on("GET /containers/k1/json", FakeReply::json(200, inState("k1", "exited", exitCode)));
}

engine::ContainerDetails fakeOwner()
{
    engine::ContainerDetails owner;
    owner.id = QString(64, QLatin1Char('c'));
    owner.imageId = QStringLiteral("sha256:1");
    return owner;
}

} // namespace

/// A process is killed from a container beside its own.
class KillBesideTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    [[nodiscard]] static engine::ContainerDetails detailsOf(const QString &container)
    {
        return await(client().inspectContainer(container)).value();
    }

    [[nodiscard]] static bool isRunning(const BesideExec &exec)
    {
        return await(client().inspectExec(exec.id)).value().running;
    }

    void execute(const QStringList &words, BesideExec &exec) const
    {
        engine::ExecConfig config;
        config.command = words;
        const auto made = await(client().createExec(m_container, config));
        VERIFY_RESULT(made);
        exec.id = *made;
        auto stream = await(client().startExec(exec.id));
        VERIFY_RESULT(stream);
        exec.stream = std::move(*stream);
        exec.stream->start();
        const auto hasNumber = [&exec] {
            exec.number = await(client().inspectExec(exec.id)).value().pid;
            return exec.number > 0;
        };
        QVERIFY(test::waitFor(hasNumber));
    }

    /// Its processes, when there are as many.
    [[nodiscard]] std::vector<ContainerProcess> familyOf(const BesideExec &exec,
                                                         std::size_t count) const
    {
        const QString container = detailsOf(m_container).id;
        std::vector<ContainerProcess> family;
        const auto isWhole = [&] {
            family = processTree(exec.number, container);
            return family.size() >= count;
        };
        return test::waitFor(isWhole) ? family : std::vector<ContainerProcess>();
    }

    [[nodiscard]] static bool kill(const QString &container, qint64 number)
    {
        return await(killBeside(client(), detailsOf(container), number, {}));
    }

    /// That is what doctor looks for.
    static void compareNothingLeft()
    {
        const auto left =
            await(client().listContainers({{QStringLiteral("label"), {killerLabel}}}));
        VERIFY_RESULT(left);
        QVERIFY(left->empty());
    }

    /// An image that says it is of that architecture, with /sleep of this machine's.
    void loadForeign(const QString &reference, const QString &architecture) const
    {
        const QByteArray program =
            test::readFile(QStandardPaths::findExecutable(QStringLiteral("busybox")));
        const QString archive = home() + QStringLiteral("/foreign.tar");
        test::writeFile(archive,
                        test::savedImages(
                            {{reference, {{QStringLiteral("sleep"), program}}, {}, architecture}}));
        VERIFY_RESULT(await(client().loadImage(archive, {})));
    }

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(shellImage,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\nRUN mkdir -m 700 /own && chown 1234 /own\n"
                                   "USER 1234:2345\nWORKDIR /own\nVOLUME /data\n"
                                   "ENTRYPOINT [\"/bin/sleep\"]\nCMD [\"100000\"]\n"}}));
        VERIFY_RESULT(buildImage(bareBesideImage,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15 AS base\nFROM scratch\n"
                                   "COPY --from=base /bin/busybox /sleep\n"
                                   "CMD [\"/sleep\", \"100000\"]\n"}}));
    }

    void exec_isKilled_withAllBelow_data()
    {
        QTest::addColumn<QString>("image");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("processes");
        const QStringList script{QStringLiteral("sh"),
                                 QStringLiteral("-c"),
                                 QStringLiteral("trap '' TERM; sleep 4811 & sleep 4811; true")};
        QTest::newRow("of the container's user") << shellImage << QByteArray("{}") << script << 3;
        QTest::newRow("of a confined container")
            << shellImage << QByteArray(R"({"ReadonlyRootfs": true, "CapDrop": ["ALL"]})") << script
            << 3;
        QTest::newRow("in an image with nothing else")
            << bareBesideImage << QByteArray("{}")
            << QStringList{QStringLiteral("/sleep"), QStringLiteral("4811")} << 1;
    }

    void exec_isKilled_withAllBelow()
    {
        QFETCH(const QString, image);
        QFETCH(const QByteArray, host);
        QFETCH(const QStringList, words);
        QFETCH(const int, processes);
        QVERIFY(run(image, json::parse(host).value()));
        BesideExec exec;
        execute(words, exec);
        const auto family = familyOf(exec, static_cast<std::size_t>(processes));
        QVERIFY(!family.empty());
        QVERIFY(kill(m_container, exec.number));
        QVERIFY(std::none_of(family.begin(), family.end(), goesOn));
        QTRY_VERIFY(!isRunning(exec));
        QCOMPARE(detailsOf(m_container).state, QStringLiteral("running"));
        compareNothingLeft();
    }

    void number_ofAnotherContainer_isLeftAlone()
    {
        start();
        const auto other = test::startContainer(client());
        VERIFY_RESULT(other);
        BesideExec exec;
        execute({QStringLiteral("sh"),
                 QStringLiteral("-c"),
                 QStringLiteral("sleep 4812 & wait; sleep 4812; true")},
                exec);
        const auto family = familyOf(exec, 2);
        QCOMPARE(family.size(), 2U);
        QVERIFY(!kill(*other, exec.number));
        VERIFY_RESULT(await(client().removeContainer(*other)));
        QVERIFY(goOn(family));

        // Nothing but its control group tells whose process a child is.
        QVERIFY(kill(m_container, engineNumberOf(family.back())));
        QVERIFY(!goesOn(family.back()));
        QVERIFY(goesOn(family.front()));
        QVERIFY(isRunning(exec));
        compareNothingLeft();
    }

    void image_ofAnotherMachine_isNoHindrance()
    {
        const QString reference = QStringLiteral("killbeside/foreign:1");
        loadForeign(reference, QStringLiteral("riscv64"));
        engine::ContainerSpec spec;
        spec.image = reference;
        spec.command = {QStringLiteral("/sleep"), QStringLiteral("100000")};
        start(spec);
        BesideExec exec;
        execute({QStringLiteral("/sleep"), QStringLiteral("4813")}, exec);
        QVERIFY(kill(m_container, exec.number));
        QTRY_VERIFY(!isRunning(exec));
        compareNothingLeft();
    }

    void container_whateverTheEngineAnswers_isRemoved_data()
    {
        QTest::addColumn<QByteArray>("route");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("all is well") << QByteArray("GET /nothing") << 500 << 0 << true;
        QTest::newRow("the process is left") << QByteArray("GET /nothing") << 500 << 1 << false;
        QTest::newRow("not made") << QByteArray("POST /containers/create") << 404 << 0 << false;
        QTest::newRow("made late") << QByteArray("POST /containers/create") << 0 << 0 << false;
        QTest::newRow("no room") << QByteArray("PUT /containers/k1/archive") << 500 << 0 << false;
        QTest::newRow("not started")
            << QByteArray("POST /containers/k1/start") << 400 << 0 << false;
        QTest::newRow("gone") << QByteArray("GET /containers/k1/json") << 404 << 0 << false;
    }

    void container_whateverTheEngineAnswers_isRemoved()
    {
        QFETCH(const QByteArray, route);
        QFETCH(const int, status);
        QFETCH(const int, exitCode);
        QFETCH(const bool, isKilled);
        FakeEngine engine;
        prepareBeside(engine, exitCode);
        engine.once(route,
                    status == 0 ? FakeReply::silence()
                                : FakeReply::refusal(status, QStringLiteral("no")));
        StopSource stop;
        if (status == 0) {
            QTimer::singleShot(100, this, [&stop] { stop.request_stop(); });
        }

        const engine::EngineClient asking(engine.address());
        QCOMPARE(await(killBeside(asking, fakeOwner(), 4711, stop.get_token())), isKilled);
        const auto created = engine.requestsTo("POST /containers/create");
        QCOMPARE(created.size(), 1);
        const QString name = created.front().query(QStringLiteral("name"));
        QVERIFY2(name.startsWith(QStringLiteral("pierhead-kill-")), qPrintable(name));
        QCOMPARE(engine.requestsTo("DELETE /containers/" + name.toLatin1()).size(), 1);
        QCOMPARE(engine.requests().back().method, QByteArray("DELETE"));
    }

    void container_asItIsMade_mayKillAndNothingElse()
    {
        FakeEngine engine;
        const engine::EngineClient asking(engine.address());
        QVERIFY(!await(killBeside(asking, fakeOwner(), 4711, {})));
        const auto created = engine.requestsTo("POST /containers/create");
        QCOMPARE(created.size(), 1);
        const auto body = json::parse(created.front().body).value();
        const std::string owner = fakeOwner().id.toStdString();
        QCOMPARE(body.at("Cmd") == nlohmann::json({"end", "4711", owner}), true);
        QCOMPARE(body.at("Image") == "sha256:1", true);
        QCOMPARE(body.at("User") == "0:0", true);
        QCOMPARE(body.at("Labels").at(killerLabel.toStdString()) == owner, true);
        const auto expected = nlohmann::json::parse(
            R"({"NetworkMode":"none","PidMode":"host","UsernsMode":"host","CapDrop":["ALL"],
                "CapAdd":["KILL"],"SecurityOpt":["apparmor=unconfined"]})");
        QCOMPARE(body.at("HostConfig") == expected, true);
    }

    void command_onAnEngineElsewhere_isEndedThisWay()
    {
        FakeEngine engine;
        prepareBeside(engine, 0);
        engine.on("GET /containers/service/json",
                  FakeReply::json(200, inState("c0ffee", "running")));
        // The number is that of a process here, but not of one in the container.
        const qint64 number = QCoreApplication::applicationPid();
        engine.onRequest("GET /exec/e1/json", [&engine, number](const test::FakeRequest &) {
            const bool isKilled = !engine.requestsTo("POST /containers/k1/start").isEmpty();
            return FakeReply::json(200,
                                   {{"Running", !isKilled}, {"ExitCode", 137}, {"Pid", number}});
        });
        const engine::EngineClient asking(engine.address());
        QVERIFY(await(killExec(asking, QStringLiteral("service"), QStringLiteral("e1"), {})));
        const auto created = engine.requestsTo("POST /containers/create");
        QCOMPARE(created.size(), 1);
        const auto body = json::parse(created.front().body).value();
        QCOMPARE(body.at("Cmd") == nlohmann::json({"end", std::to_string(number), "c0ffee"}), true);
    }

    void machine_withoutAnAgent_isAskedNothingElse()
    {
        FakeEngine engine;
        engine.on("GET /version",
                  FakeReply::json(200,
                                  {{"Version", "20.10.24"},
                                   {"ApiVersion", "1.41"},
                                   {"Os", "linux"},
                                   {"Arch", "s390x"}}));
        const engine::EngineClient asking(engine.address());
        QVERIFY(!await(killBeside(asking, fakeOwner(), 4711, {})));
        QCOMPARE(engine.requests().size(), 1);
        // Nor is any where nobody knows the process or the image.
        QVERIFY(!await(killBeside(asking, fakeOwner(), 0, {})));
        QVERIFY(!await(killBeside(asking, {}, 4711, {})));
        QCOMPARE(engine.requests().size(), 1);
    }
};

PIERHEAD_TEST(KillBesideTest)

#include "tst_killbeside.moc"
