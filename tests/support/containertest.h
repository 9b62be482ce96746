#pragma once

#include "enginetest.h"

#include <host/backend/backendsession.h>
#include <host/engine/engineclient.h>

#include <nlohmann/json.hpp>

#include <array>

namespace pierhead::test {

/// A container that does nothing for as long as a test needs it.
[[nodiscard]] engine::ContainerSpec idleContainer();

/// Makes and starts a container; its id.
[[nodiscard]] Result<QString> startContainer(const engine::EngineClient &client,
                                             engine::ContainerSpec spec = idleContainer());

/// Base of the tests with one container, which goes with the test function.
class ContainerTest : public EngineTest
{
    Q_OBJECT

protected:
    using Way = backend::BackendSession::Way;
    static constexpr std::array ways = {Way::AgentFirst, Way::AgentByEngine, Way::EngineAlone};

    [[nodiscard]] static const char *nameOf(Way way);

    [[nodiscard]] static engine::EngineClient client();

    /// Rows of a test that is run by the agent, past the engine and through it, and by the engine's
    /// exec: the column "way".
    static void everyWay();

    /// Starts the test's container.
    void start(engine::ContainerSpec spec = idleContainer());
    /// The same of an image, with members of the HostConfig that ContainerSpec has not; whether it
    /// runs.
    [[nodiscard]] bool run(const QString &image,
                           const nlohmann::json &host = nlohmann::json::object());
    [[nodiscard]] backend::BackendSession session(Way way = Way::AgentFirst) const;

    /// How many processes of the container have the word in their command, looked for by the
    /// engine's exec; -1 where that failed.
    [[nodiscard]] qsizetype processesWith(const QByteArray &word) const;

    QString m_container;

protected Q_SLOTS:
    void cleanup();
};

} // namespace pierhead::test
