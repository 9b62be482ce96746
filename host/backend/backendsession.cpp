#include "backendsession.h"

#include "agentinstaller.h"
#include "enginecommand.h"
#include "runexec.h"
#include "sharedagent.h"

namespace pierhead::backend {

struct BackendSession::State
{
    engine::EngineClient engine;
    QString container;
    Way way;
    std::shared_ptr<SharedAgent> agent;
};

BackendSession::BackendSession(engine::EngineClient engine, QString container, Way way)
{
    const auto open = [engine, container] {
        return installAgent(engine, container);
    };
    m_state = std::make_shared<State>(
        State{std::move(engine), std::move(container), way, std::make_shared<SharedAgent>(open)});
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
    if (state->way == Way::AgentFirst) {
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
    if (state->way == Way::AgentFirst) {
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
    PIERHEAD_CO_TRY(agent, co_await SharedAgent::get(state->agent, stop));
    if (!agent) {
        co_return cancelled(Text::english("The connection"));
    }
    co_return agent->connectSocket(path);
}

} // namespace pierhead::backend
