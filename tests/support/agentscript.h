#pragma once

#include "fakeengine.h"

namespace pierhead::test {

// Requests about the container of scriptService().
inline const QByteArray serviceUpload = "PUT /containers/service/archive";
inline const QByteArray serviceExec = "POST /containers/service/exec";
inline const QByteArray serviceImage = "GET /images/sha256:c0ffee/json";
inline const QByteArray ownStart = "POST /exec/own/start";
inline const QByteArray rootStart = "POST /exec/root/start";

/// What is said of the container beside that it runs.
struct ScriptedService
{
    const char *architecture = "arm64";
    nlohmann::json mounts = nullptr;
    bool isRootReadOnly = false;
};

/// An entry of its mounts.
[[nodiscard]] nlohmann::json
scriptedMount(const char *type, const char *folder, bool isWritable = true);

/// Gives the engine one running container, "service", into which agents can be put. The execs of
/// its own user are "own", those of root "root"; what they answer when they are started is the
/// test's to set.
void scriptService(FakeEngine &engine, const ScriptedService &service = {});

/// The agent's Hello, of this version or another.
[[nodiscard]] QByteArray agentHello(char version = 1);

/// An agent that says these bytes and stays.
[[nodiscard]] FakeReply agentThatSays(const QByteArray &bytes);

/// What an agent was asked to relay.
struct Relayed
{
    int connections = 0;
    QByteArray bytes;
    int ends = 0;
};

/// An agent that takes each connection or, with an errno, fails it.
[[nodiscard]] FakeReply agentThatRelays(const std::shared_ptr<Relayed> &relayed, int error = 0);

} // namespace pierhead::test
