#include "agentinstaller.h"

#include "agentprogram.h"
#include "execline.h"

#include <host/archive/filetar.h>

namespace pierhead::backend {

namespace {

/// A slow machine under load, or one far away.

constexpr int executable = 0755;

Error noAgent(const Text &why, const QString &detail = {})
{
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

tl::unexpected<Error> asNoAgent(const Error &error)
{
    return tl::unexpected<Error>(isRefusal(error) ? noAgent(error.message, error.detail) : error);
}

Task<Result<AgentProgram>>
programFor(engine::EngineClient client, QString container, StopToken stop)
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
            Text::english("there is none for the architecture \"%1\"").arg(image.architecture)));
    }
    co_return *program;
}

} // namespace

Task<Result<std::unique_ptr<AgentConnection>>>
installAgent(engine::EngineClient client, QString container, StopToken stop)
{
    PIERHEAD_CO_TRY(program, co_await programFor(client, container, stop));
    const QByteArray tar = archive::tarOfFile(program.path.mid(1), program.bytes, executable);
    const Result<void> uploaded =
        co_await client.uploadArchive(container, QStringLiteral("/"), tar, stop);
    if (!uploaded) {
        co_return asNoAgent(uploaded.error());
    }
    engine::ExecConfig config;
    config.command = QStringList{program.path};
    config.attachStdin = true;
    const Result<QString> exec = co_await client.createExec(container, config, stop);
    if (!exec) {
        co_return asNoAgent(exec.error());
    }
    Result<std::unique_ptr<engine::HttpStream>> stream = co_await client.startExec(*exec, stop);
    if (!stream) {
        co_return asNoAgent(stream.error());
    }
    const bool isRemote =
        client.address().transport != engine::EngineAddress::Transport::UnixSocket;
    auto connection = std::make_unique<AgentConnection>(
        std::make_unique<ExecLine>(std::move(*stream)),
        isRemote ? AgentConnection::Heartbeat::Yes : AgentConnection::Heartbeat::No,
        AgentConnection::Ends::LikeExec);
    const Result<void> greeted =
        co_await AgentConnection::greet(connection.get(), AgentConnection::helloMilliseconds, stop);
    if (!greeted) {
        co_return asNoAgent(greeted.error());
    }
    co_return connection;
}

} // namespace pierhead::backend
