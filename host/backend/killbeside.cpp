#include "killbeside.h"

#include "agentprogram.h"

#include <host/archive/filetar.h>
#include <host/base/logging.h>
#include <host/base/timelimit.h>

#include <QCoroTimer>
#include <QRandomGenerator>

#include <chrono>

namespace pierhead::backend {

namespace {

constexpr int killerMode = 0755;
const QString killerFolder = QStringLiteral("/");

/// For all of it; the program in the container takes a second at most.
constexpr std::chrono::seconds besidePatience{20};
constexpr std::chrono::milliseconds besideLookPause{20};

/// Of what root may do it may kill, and nothing else.
engine::ContainerSpec
killerSpec(const engine::ContainerDetails &owner, qint64 number, const AgentProgram &program)
{
    engine::ContainerSpec spec;
    spec.name = QStringLiteral("pierhead-kill-%1")
                    .arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
    spec.image = owner.imageId;
    spec.entrypoint = QStringList{killerFolder + program.fileName};
    spec.command = QStringList{QStringLiteral("end"), QString::number(number), owner.id};
    spec.workingDirectory = killerFolder;
    spec.labels = {{killerLabel, owner.id}};
    spec.network = QStringLiteral("none");
    spec.user = QStringLiteral("0:0");
    spec.processNamespace = QStringLiteral("host");
    spec.userNamespace = QStringLiteral("host");
    spec.droppedCapabilities = QStringList{QStringLiteral("ALL")};
    spec.addedCapabilities = QStringList{QStringLiteral("KILL")};
    // Docker's profile lets no signal out to containers without one, such as privileged ones.
    spec.securityOptions = QStringList{QStringLiteral("apparmor=unconfined")};
    return spec;
}

/// The exit code of the container's program, which has been started.
Task<Result<int>> awaitKillerEnd(engine::EngineClient client, QString container, StopToken stop)
{
    static const QStringList ends{
        QStringLiteral("exited"), QStringLiteral("stopped"), QStringLiteral("dead")};
    for (;;) {
        PIERHEAD_CO_TRY(details, co_await client.inspectContainer(container, stop));
        if (ends.contains(details.state)) {
            co_return details.exitCode;
        }
        co_await QCoro::sleepFor(besideLookPause);
    }
}

/// Makes the container and runs it to its end; its exit code.
Task<Result<int>> runKiller(engine::EngineClient client,
                            engine::ContainerSpec spec,
                            AgentProgram program,
                            StopToken stop)
{
    PIERHEAD_CO_TRY(container, co_await client.createContainer(spec, stop));
    const QByteArray tar = archive::tarOfFile(program.fileName, program.bytes, killerMode);
    const Result<void> uploaded = co_await client.uploadArchive(container, killerFolder, tar, stop);
    if (!uploaded) {
        co_return tl::unexpected<Error>(uploaded.error());
    }
    const Result<void> started = co_await client.startContainer(container, stop);
    if (!started) {
        co_return tl::unexpected<Error>(started.error());
    }
    co_return co_await awaitKillerEnd(client, container, stop);
}

} // namespace

Task<bool> killBeside(engine::EngineClient client,
                      engine::ContainerDetails owner,
                      qint64 number,
                      StopToken stop)
{
    if (number <= 0 || owner.imageId.isEmpty()) {
        co_return false;
    }
    const TimeLimit limit(besidePatience, std::move(stop));
    // The program needs nothing of the image, so it is the machine's architecture that counts.
    const Result<engine::EngineVersion> machine = co_await client.version(limit.token());
    const std::optional<AgentProgram> program =
        machine ? AgentProgram::find(machine->architecture) : std::nullopt;
    if (!program) {
        co_return false;
    }
    const engine::ContainerSpec spec = killerSpec(owner, number, *program);
    const Result<int> exitCode = co_await runKiller(client, spec, *program, limit.token());
    if (!exitCode) {
        qCInfo(lcBackend).noquote() << exitCode.error().message;
    }
    // By its name: where no answer came to its making, it may be there all the same.
    const Result<void> removed = co_await client.removeContainer(spec.name);
    if (!removed) {
        qCInfo(lcBackend).noquote() << removed.error().message;
    }
    co_return exitCode.has_value() && *exitCode == 0;
}

} // namespace pierhead::backend
