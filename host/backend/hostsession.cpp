#include "hostsession.h"

#include "agentprogram.h"
#include "processline.h"
#include "sharedagent.h"

#include <host/base/machine.h>

namespace pierhead::backend {

namespace {

Task<Result<std::unique_ptr<AgentConnection>>> startAgent(QProcessEnvironment environment)
{
    const std::optional<AgentProgram> program = AgentProgram::find(machineArchitecture());
    if (!program) {
        co_return failure(
            ErrorCode::ProcessFailed,
            Text::english("Commands cannot be run on this machine: this build of Pierhead has no "
                          "agent for its architecture, \"%1\".")
                .arg(machineArchitecture()));
    }
    auto line = std::make_unique<ProcessLine>(program->bytes, environment);
    auto connection = std::make_unique<AgentConnection>(
        std::move(line), AgentConnection::Heartbeat::No, AgentConnection::Ends::LikeProcess);
    const Result<void> greeted =
        co_await AgentConnection::greet(connection.get(), AgentConnection::helloMilliseconds, {});
    if (!greeted) {
        co_return tl::unexpected<Error>(greeted.error());
    }
    co_return connection;
}

Task<Result<ExecOutcome>> execBy(std::shared_ptr<SharedAgent> shared, ExecSpec spec, StopToken stop)
{
    PIERHEAD_CO_TRY(agent, co_await SharedAgent::get(shared, stop));
    if (!agent) {
        co_return cancelled(Text::english("The command"));
    }
    co_return co_await agent->exec(std::move(spec), stop);
}

Task<Result<std::unique_ptr<CommandStream>>>
startBy(std::shared_ptr<SharedAgent> shared, CommandSpec spec, StopToken stop)
{
    PIERHEAD_CO_TRY(agent, co_await SharedAgent::get(shared, stop));
    if (!agent) {
        co_return cancelled(Text::english("The command"));
    }
    co_return agent->start(spec);
}

} // namespace

HostSession::HostSession(QProcessEnvironment environment)
    : m_agent(std::make_shared<SharedAgent>([environment] { return startAgent(environment); }))
{ }

Task<Result<ExecOutcome>> HostSession::exec(ExecSpec spec, StopToken stop) const
{
    return execBy(m_agent, std::move(spec), std::move(stop));
}

Task<Result<std::unique_ptr<CommandStream>>> HostSession::start(CommandSpec spec,
                                                                StopToken stop) const
{
    return startBy(m_agent, std::move(spec), std::move(stop));
}

} // namespace pierhead::backend
