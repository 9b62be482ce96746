#pragma once

#include "engineclient.h"
#include "enginelocator.h"

#include <host/base/paths.h>

#include <memory>
#include <vector>

namespace pierhead::engine {

class EmbeddedEngine;

/// The engine this run works with: the first candidate that answers, else the embedded one.
class Engine final
{
public:
    /// What --engine, PIERHEAD_ENGINE and key() call the embedded engine.
    [[nodiscard]] static QString embeddedName();

    /// Finds or starts one. `requested` is the value of --engine (an address, the name of a Docker
    /// context or embeddedName()), or empty. A named engine (--engine, PIERHEAD_ENGINE,
    /// DOCKER_HOST, a context) that does not answer is an error; without a name the embedded Podman
    /// engine is started, and where Podman is missing the error lists what was tried.
    [[nodiscard]] static Task<Result<std::unique_ptr<Engine>>>
    find(QString requested, Paths paths, StopToken stop = {});

    /// The engine of that key, which an extension was installed on; no other takes its place, and
    /// the environment does not count.
    [[nodiscard]] static Task<Result<std::unique_ptr<Engine>>>
    at(QString key, Paths paths, StopToken stop = {});

    /// The first of `candidates` that answers, else the embedded engine; see find().
    [[nodiscard]] static Task<Result<std::unique_ptr<Engine>>>
    findAmong(std::vector<EngineCandidate> candidates, Paths paths, StopToken stop = {});

    Engine(EngineClient client,
           EngineVersion version,
           Text origin,
           std::unique_ptr<EmbeddedEngine> embedded);
    ~Engine();
    Q_DISABLE_COPY_MOVE(Engine)

    [[nodiscard]] const EngineClient &client() const { return m_client; }

    [[nodiscard]] const EngineVersion &version() const { return m_version; }

    /// Who named it, for people.
    [[nodiscard]] Text origin() const { return m_origin; }

    /// What is written into install.json: EngineAddress::key(), or embeddedName() for the embedded
    /// engine, whose socket moves. at() takes it.
    [[nodiscard]] QString key() const;

    /// EmbeddedEngine::takeLastingPath(); nothing where it is another engine.
    void takeLastingPath() const;

private:
    EngineClient m_client;
    EngineVersion m_version;
    Text m_origin;
    std::unique_ptr<EmbeddedEngine> m_embedded;
};

} // namespace pierhead::engine
