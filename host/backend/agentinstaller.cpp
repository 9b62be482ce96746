#include "agentinstaller.h"

#include "agentprogram.h"
#include "composeoverride.h"
#include "directline.h"
#include "execline.h"

#include <host/archive/filetar.h>
#include <host/base/background.h>
#include <host/base/logging.h>

#include <QDir>
#include <QPointer>

namespace pierhead::backend {

namespace {

constexpr int executable = 0755;

const QString rootFolder = QStringLiteral("/");

/// What is put where.
struct Placement
{
    AgentProgram program;
    QStringList folders; ///< to be tried in turn
    QString containerId;
};

Error noAgent(AgentUser user, const Text &why, const QString &detail = {})
{
    if (user == AgentUser::Root) {
        // For the log alone: a socket keeps the reason that its own user was given.
        return {ErrorCode::ProcessFailed,
                QStringLiteral("The container cannot run the agent as root: %1. Sockets that the "
                               "container's user may not open stay out of reach.")
                    .arg(why.inEnglish()),
                detail};
    }
    return {ErrorCode::ProcessFailed,
            Text::english("The container cannot run the agent: %1. Commands run by the engine's "
                          "exec instead, which takes longer.")
                .arg(why),
            detail};
}

/// Whether the engine itself answered, and not the way to it failed.
bool isRefusal(const Error &error)
{
    return error.code == ErrorCode::EngineRefused || error.code == ErrorCode::Conflict
        || error.code == ErrorCode::NotFound || error.code == ErrorCode::ProcessFailed
        || error.code == ErrorCode::Timeout || error.code == ErrorCode::Protocol;
}

/// Where the program may be put. A folder of the user's disk is no place for it, and root starts
/// nothing from a volume that may be the backend's own to write to.
QStringList foldersFor(const engine::ContainerDetails &details, AgentUser user)
{
    QStringList folders;
    for (const engine::ContainerMount &mount : details.mounts) {
        if (!mount.isWritable || mount.type != QLatin1String("volume")) {
            continue;
        }
        if (mount.destination == QLatin1String(guestServicesPath)) {
            folders.prepend(mount.destination);
        } else if (user == AgentUser::Containers) {
            folders.append(mount.destination);
        }
    }
    // A root that is read-only comes last: Podman says that it has written to it.
    folders.insert(details.isRootReadOnly ? folders.size() : 0, rootFolder);
    return folders;
}

Task<Result<Placement>>
placementFor(engine::EngineClient client, QString container, AgentUser user, StopToken stop)
{
    PIERHEAD_CO_TRY(details, co_await client.inspectContainer(container, stop));
    if (details.state != QLatin1String("running")) {
        co_return failure(ErrorCode::NotFound,
                          Text::english("The container %1 does not run, it is in the state \"%2\".")
                              .arg(container, details.state));
    }
    PIERHEAD_CO_TRY(image, co_await client.inspectImage(details.imageId, stop));
    const std::optional<AgentProgram> program = AgentProgram::find(image.architecture);
    if (!program) {
        co_return tl::unexpected<Error>(noAgent(
            user,
            Text::english("there is none for the architecture \"%1\"").arg(image.architecture)));
    }
    co_return Placement{*program, foldersFor(details, user), details.id};
}

/// Where an agent is to run, as whom, and how it is spoken to.
struct Start
{
    QString container;
    QString containerId;
    QString path; ///< of the program, in the container
    AgentUser user;
    AgentRoute route;
};

/// Goes on past the engine where that is possible.
Task<void> shorten(AgentConnection *connection, QString containerId)
{
    const QPointer<AgentConnection> guard = connection;
    const agentcodec::Hello hello = connection->hello();
    const auto look = [hello, containerId] {
        return DirectLine::take(hello, containerId);
    };
    const std::shared_ptr<DirectLine::Ends> ends = co_await runInBackground(look);
    qCDebug(lcBackend).noquote() << "The agent in" << containerId << "is spoken to"
                                 << (ends ? "past the engine" : "through the engine");
    if (guard && ends && guard->isOpen()) {
        guard->moveTo(std::make_unique<DirectLine>(std::move(*ends)));
    }
}

/// Starts the program that has been put there.
Task<Result<std::unique_ptr<AgentConnection>>>
startProgram(engine::EngineClient client, Start start, StopToken stop)
{
    engine::ExecConfig config;
    config.command = QStringList{start.path};
    config.attachStdin = true;
    if (start.user == AgentUser::Root) {
        config.user = QStringLiteral("0");
    }
    PIERHEAD_CO_TRY(exec, co_await client.createExec(start.container, config, stop));
    PIERHEAD_CO_TRY(stream, co_await client.startExec(exec, stop));
    const bool isRemote =
        client.address().transport != engine::EngineAddress::Transport::UnixSocket;
    auto connection = std::make_unique<AgentConnection>(
        std::make_unique<ExecLine>(std::move(stream)),
        isRemote ? AgentConnection::Heartbeat::Yes : AgentConnection::Heartbeat::No,
        AgentConnection::Ends::LikeExec);
    const Result<void> greeted =
        co_await AgentConnection::greet(connection.get(), AgentConnection::helloMilliseconds, stop);
    if (!greeted) {
        co_return tl::unexpected<Error>(greeted.error());
    }
    if (!isRemote && start.route == AgentRoute::Shortest) {
        co_await shorten(connection.get(), start.containerId);
    }
    co_return connection;
}

} // namespace

Task<Result<std::unique_ptr<AgentConnection>>> installAgent(engine::EngineClient client,
                                                            QString container,
                                                            AgentUser user,
                                                            AgentRoute route,
                                                            StopToken stop)
{
    PIERHEAD_CO_TRY(placement, co_await placementFor(client, container, user, stop));
    const QByteArray tar =
        archive::tarOfFile(placement.program.fileName, placement.program.bytes, executable);
    Error refusal; // the root's, whatever is said of other places
    for (const QString &folder : placement.folders) {
        const Result<void> uploaded = co_await client.uploadArchive(container, folder, tar, stop);
        Error error;
        if (uploaded) {
            const QString path = QDir(folder).filePath(placement.program.fileName);
            const Start start{container, placement.containerId, path, user, route};
            Result<std::unique_ptr<AgentConnection>> agent =
                co_await startProgram(client, start, stop);
            if (agent) {
                co_return agent;
            }
            error = agent.error();
        } else {
            error = uploaded.error();
        }
        if (!isRefusal(error)) {
            co_return tl::unexpected<Error>(error);
        }
        const bool isRoot = folder == rootFolder;
        if (isRoot || refusal.message.isEmpty()) {
            refusal = error;
        }
        // Where there was room at the root, the place is not what is wrong.
        if (isRoot && uploaded) {
            break;
        }
    }
    co_return tl::unexpected<Error>(noAgent(user, refusal.text(), refusal.detail));
}

} // namespace pierhead::backend
