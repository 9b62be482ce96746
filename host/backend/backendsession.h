#pragma once

#include "commandstream.h"
#include "relaystream.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

#include <memory>

namespace pierhead::backend {

/// Commands and connections in one container: by the agent, which is put there with the first of
/// them and again after it was lost, or by the engine's exec API where the container cannot have
/// one. Results are the same either way. Ends all it started when the last copy goes.
class BackendSession final
{
public:
    enum class Way {
        AgentFirst,
        AgentByEngine, ///< for comparison: as for a user who may not trace the agent's process
        EngineAlone,   ///< for comparison
    };

    /// The filters of the Engine API for containers that have the same folder of sockets.
    using Relatives = QMap<QString, QStringList>;

    BackendSession(engine::EngineClient engine,
                   QString container,
                   Way way = Way::AgentFirst,
                   Relatives relatives = {});

    /// As BackendRunner::exec.
    [[nodiscard]] Task<Result<ExecOutcome>> exec(ExecSpec spec, StopToken stop = {}) const;
    /// Starts a command with streams.
    [[nodiscard]] Task<Result<std::unique_ptr<CommandStream>>> start(CommandSpec spec,
                                                                     StopToken stop = {}) const;
    /// Connects to a unix socket of the container, also to one that the container's user may not
    /// open, by a second agent that runs as root. While the container does not run, one of its
    /// relatives that does stands in. ProcessFailed where there is no agent: only an agent can.
    [[nodiscard]] Task<Result<std::unique_ptr<RelayStream>>>
    connectSocket(QString path, StopToken stop = {}) const;

    /// Whether an agent runs at the moment.
    [[nodiscard]] bool hasAgent() const;

private:
    struct State;
    std::shared_ptr<State> m_state;

    [[nodiscard]] static Task<Result<ExecOutcome>>
    execIn(std::shared_ptr<State> state, ExecSpec spec, StopToken stop);
    [[nodiscard]] static Task<Result<std::unique_ptr<CommandStream>>>
    startIn(std::shared_ptr<State> state, CommandSpec spec, StopToken stop);
    [[nodiscard]] static Task<Result<std::unique_ptr<RelayStream>>>
    connectIn(std::shared_ptr<State> state, QString path, StopToken stop);
    [[nodiscard]] static Task<Result<std::unique_ptr<RelayStream>>>
    connectElsewhere(std::shared_ptr<State> state, QString path, Error reason, StopToken stop);
};

} // namespace pierhead::backend
