#include "backendsession.h"

#include "agentinstaller.h"
#include "enginecommand.h"
#include "runexec.h"
#include "sharedagent.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace pierhead::backend {

struct BackendSession::State
{
    engine::EngineClient engine;
    QString container;
    Way way;
    Relatives relatives;
    std::shared_ptr<SharedAgent> agent;
    std::shared_ptr<SharedAgent> rootAgent; ///< connects where the container's user may not
    QSet<QString> rootSockets;              ///< the paths that it has to connect to
    std::optional<BackendSession> standIn;  ///< in a relative, while this container does not run
    QString standInId;

    [[nodiscard]] static Result<std::unique_ptr<RelayStream>>
    connect(const std::shared_ptr<State> &state, AgentConnection &agent, const QString &path);
    [[nodiscard]] static RelayStream::Deputy root(const std::shared_ptr<State> &state,
                                                  const QString &path);
};

/// A path is root's until a connection to it fails: the service may make its next socket otherwise.
Result<std::unique_ptr<RelayStream>> BackendSession::State::connect(
    const std::shared_ptr<State> &state, AgentConnection &agent, const QString &path)
{
    PIERHEAD_TRY(relay, agent.connectSocket(path));
    const std::weak_ptr<State> weak = state;
    QObject::connect(relay.get(), &RelayStream::failed, relay.get(), [weak, path] {
        if (const auto self = weak.lock()) {
            self->rootSockets.remove(path);
        }
    });
    return relay;
}

RelayStream::Deputy BackendSession::State::root(const std::shared_ptr<State> &state,
                                                const QString &path)
{
    const std::weak_ptr<State> weak = state;
    return [weak, path, agent = state->rootAgent] {
        if (const auto self = weak.lock()) {
            self->rootSockets.insert(path);
        }
        return SharedAgent::get(agent, {});
    };
}

BackendSession::BackendSession(engine::EngineClient engine,
                               QString container,
                               Way way,
                               Relatives relatives)
{
    const AgentRoute route = way == Way::AgentFirst ? AgentRoute::Shortest : AgentRoute::Engine;
    const auto agentOf = [&engine, &container, route](AgentUser user) {
        return std::make_shared<SharedAgent>([engine, container, user, route] {
            return installAgent(engine, container, user, route);
        });
    };
    auto agent = agentOf(AgentUser::Containers);
    auto rootAgent = agentOf(AgentUser::Root);
    m_state = std::make_shared<State>(State{std::move(engine),
                                            std::move(container),
                                            way,
                                            std::move(relatives),
                                            std::move(agent),
                                            std::move(rootAgent),
                                            {},
                                            {},
                                            {}});
}

Task<Result<ExecOutcome>> BackendSession::exec(ExecSpec spec, StopToken stop) const
{
    return execIn(m_state, std::move(spec), std::move(stop));
}

Task<Result<std::unique_ptr<CommandStream>>> BackendSession::start(CommandSpec spec,
                                                                   StopToken stop) const
{
    return startIn(m_state, std::move(spec), std::move(stop));
}

Task<Result<std::unique_ptr<RelayStream>>> BackendSession::connectSocket(QString path,
                                                                         StopToken stop) const
{
    return connectIn(m_state, std::move(path), std::move(stop));
}

bool BackendSession::hasAgent() const
{
    return m_state->agent->isOpen();
}

Task<Result<ExecOutcome>>
BackendSession::execIn(std::shared_ptr<State> state, ExecSpec spec, StopToken stop)
{
    if (state->way != Way::EngineAlone) {
        const Result<QPointer<AgentConnection>> agent =
            co_await SharedAgent::get(state->agent, stop);
        if (agent && *agent) {
            co_return co_await (*agent)->exec(std::move(spec), stop);
        }
        if (stop.stop_requested()) {
            co_return cancelled(Text::english("The command"));
        }
    }
    co_return co_await runExec(state->engine, state->container, std::move(spec), std::move(stop));
}

Task<Result<std::unique_ptr<CommandStream>>>
BackendSession::startIn(std::shared_ptr<State> state, CommandSpec spec, StopToken stop)
{
    if (state->way != Way::EngineAlone) {
        const Result<QPointer<AgentConnection>> agent =
            co_await SharedAgent::get(state->agent, stop);
        if (agent && *agent) {
            co_return (*agent)->start(spec);
        }
        if (stop.stop_requested()) {
            co_return cancelled(Text::english("The command"));
        }
    }
    co_return co_await EngineCommand::open(
        state->engine, state->container, std::move(spec), std::move(stop));
}

Task<Result<std::unique_ptr<RelayStream>>>
BackendSession::connectIn(std::shared_ptr<State> state, QString path, StopToken stop)
{
    if (state->rootSockets.contains(path)) {
        const Result<QPointer<AgentConnection>> root =
            co_await SharedAgent::get(state->rootAgent, stop);
        if (root && *root) {
            co_return State::connect(state, **root, path);
        }
        state->rootSockets.remove(path);
    }
    const Result<QPointer<AgentConnection>> agent = co_await SharedAgent::get(state->agent, stop);
    if (!agent && agent.error().code == ErrorCode::NotFound && !state->relatives.isEmpty()) {
        co_return co_await connectElsewhere(state, path, agent.error(), stop);
    }
    if (!agent) {
        co_return tl::unexpected<Error>(agent.error());
    }
    if (!*agent) {
        co_return cancelled(Text::english("The connection"));
    }
    PIERHEAD_CO_TRY(relay, State::connect(state, **agent, path));
    relay->setDeputy(State::root(state, path));
    co_return relay;
}

/// A service that has done its work ends, and the others go on: any of them may own the socket, and
/// all have its folder.
Task<Result<std::unique_ptr<RelayStream>>> BackendSession::connectElsewhere(
    std::shared_ptr<State> state, QString path, Error reason, StopToken stop)
{
    PIERHEAD_CO_TRY(containers, co_await state->engine.listContainers(state->relatives, stop));
    const auto find = [&containers](auto &&isWanted) {
        return std::find_if(
            containers.begin(), containers.end(), [&isWanted](const auto &container) {
                return container.state == QLatin1String("running") && isWanted(container.id);
            });
    };
    // The one that has connections keeps them.
    auto running = find([&state](const QString &id) { return id == state->standInId; });
    if (running == containers.end()) {
        running = find([](const QString &) { return true; });
    }
    if (running == containers.end()) {
        co_return tl::unexpected<Error>(reason);
    }
    if (state->standInId != running->id) {
        state->standIn.emplace(state->engine, running->id);
        state->standInId = running->id;
    }
    const BackendSession standIn = *state->standIn;
    co_return co_await standIn.connectSocket(path, stop);
}

} // namespace pierhead::backend
