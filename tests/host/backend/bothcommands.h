#pragma once

#include <host/backend/backendsession.h>

namespace pierhead::test {

/// Two commands in a container, each of two processes that do not end when they are asked to: one
/// by an agent, one by the engine's exec.
class BothCommands final
{
public:
    BothCommands(const engine::EngineClient &client, const QString &container);

    [[nodiscard]] Result<void> start();

    /// Starts them and waits for somebody to end this program, or for the end of its input:
    /// `<engine's address> <container>`. The exit code.
    [[nodiscard]] static int runUntilEnded(const QStringList &arguments);

    /// What the processes have in their command lines.
    static constexpr const char *agentsWord = "sleep 4731";
    static constexpr const char *enginesWord = "sleep 4732";

private:
    using Command = Result<std::unique_ptr<backend::CommandStream>>;

    backend::BackendSession m_agents;
    backend::BackendSession m_engines;
    Command m_byAgent;
    Command m_byEngine;
};

} // namespace pierhead::test
