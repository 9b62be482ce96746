#include "backendsession.h"

#include "agentinstaller.h"
#include "enginecommand.h"
#include "runexec.h"

#include <host/base/logging.h>

#include <QCoroFuture>
#include <QElapsedTimer>
#include <QPromise>

#include <algorithm>
#include <chrono>

namespace pierhead::backend {

namespace {

/// A container that could not have an agent is not asked again for a while: shortly at first, for
/// it may have been about to end or paused, and longer each time.
constexpr qint64 shortestRefusal = 1'000; // milliseconds
constexpr qint64 longestRefusal = 60'000;

} // namespace

struct BackendSession::State
{
    engine::EngineClient engine;
    QString container;
    Way way = Way::AgentFirst;
    std::unique_ptr<AgentConnection> agent;
    std::shared_ptr<QPromise<void>> installing; ///< while one is under way
    std::optional<Error> refusal;
    QElapsedTimer refused;
    qint64 patience = 0; ///< milliseconds for which the refusal counts

    [[nodiscard]] bool isRefused() const { return refusal && !refused.hasExpired(patience); }
};

BackendSession::BackendSession(engine::EngineClient engine, QString container, Way way)
    : m_state(std::make_shared<State>(
        State{std::move(engine), std::move(container), way, {}, {}, {}, {}, 0}))
{ }

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
    return m_state->agent && m_state->agent->isOpen();
}

Task<Result<QPointer<AgentConnection>>> BackendSession::agentOf(std::shared_ptr<State> state,
                                                                StopToken stop)
{
    while (state->installing) {
        const QFuture<void> other = state->installing->future();
        co_await other;
    }
    if (stop.stop_requested()) {
        co_return cancelled(QStringLiteral("The command"));
    }
    if (state->agent && state->agent->isOpen()) {
        co_return QPointer<AgentConnection>(state->agent.get());
    }
    if (state->isRefused()) {
        co_return tl::unexpected<Error>(*state->refusal);
    }
    const auto installing = std::make_shared<QPromise<void>>();
    installing->start();
    state->installing = installing;
    state->agent.reset();
    // Not stopped half-way: others may be waiting for it.
    Result<std::unique_ptr<AgentConnection>> installed =
        co_await installAgent(state->engine, state->container);
    state->refusal.reset();
    if (installed) {
        state->agent = std::move(*installed);
        state->patience = 0;
    } else if (installed.error().code == ErrorCode::ProcessFailed) {
        qCInfo(lcBackend).noquote() << installed.error().message;
        state->refusal = installed.error();
        state->refused.start();
        state->patience = std::clamp(state->patience * 2, shortestRefusal, longestRefusal);
    }
    state->installing.reset();
    installing->finish();
    if (!installed) {
        co_return tl::unexpected<Error>(installed.error());
    }
    co_return QPointer<AgentConnection>(state->agent.get());
}

Task<Result<ExecOutcome>>
BackendSession::execIn(std::shared_ptr<State> state, ExecSpec spec, StopToken stop)
{
    if (state->way == Way::AgentFirst) {
        const Result<QPointer<AgentConnection>> agent = co_await agentOf(state, stop);
        if (agent && *agent) {
            co_return co_await (*agent)->exec(std::move(spec), stop);
        }
        if (stop.stop_requested()) {
            co_return cancelled(QStringLiteral("The command"));
        }
    }
    co_return co_await runExec(state->engine, state->container, std::move(spec), std::move(stop));
}

Task<Result<std::unique_ptr<CommandStream>>>
BackendSession::startIn(std::shared_ptr<State> state, CommandSpec spec, StopToken stop)
{
    if (state->way == Way::AgentFirst) {
        const Result<QPointer<AgentConnection>> agent = co_await agentOf(state, stop);
        if (agent && *agent) {
            co_return (*agent)->start(spec);
        }
        if (stop.stop_requested()) {
            co_return cancelled(QStringLiteral("The command"));
        }
    }
    co_return co_await EngineCommand::open(
        state->engine, state->container, std::move(spec), std::move(stop));
}

Task<Result<std::unique_ptr<RelayStream>>>
BackendSession::connectIn(std::shared_ptr<State> state, QString path, StopToken stop)
{
    PIERHEAD_CO_TRY(agent, co_await agentOf(state, stop));
    if (!agent) {
        co_return cancelled(QStringLiteral("The connection"));
    }
    co_return agent->connectSocket(path);
}

} // namespace pierhead::backend
