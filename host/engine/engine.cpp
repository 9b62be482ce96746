#include "engine.h"

#include "embeddedengine.h"

#include <host/base/logging.h>

namespace pierhead::engine {

namespace {

Task<Result<std::unique_ptr<Engine>>> startEmbedded(Paths paths, StopToken stop)
{
    PIERHEAD_CO_TRY(embedded, co_await EmbeddedEngine::start(std::move(paths), stop));
    EngineClient client(embedded->address());
    PIERHEAD_CO_TRY(version, co_await client.version(stop));
    co_return std::make_unique<Engine>(
        client, version, Text::english("the embedded engine"), std::move(embedded));
}

/// Nothing was named, no socket answers, and the embedded engine did not start.
Error noEngine(const Error &reason, const Text &tried)
{
    const Text why = reason.code == ErrorCode::NotFound
        ? Text::english("Podman is not installed")
        : Text::english("the embedded one did not start: %1").arg(reason.text());
    Text detail = tried;
    if (!reason.detail.isEmpty()) {
        detail =
            tried.isEmpty() ? reason.details() : tried + QStringLiteral("\n") + reason.details();
    }
    return {reason.code == ErrorCode::NotFound ? ErrorCode::EngineUnreachable : reason.code,
            Text::english("No container engine is running, and %1. Start Docker, install Podman, "
                          "or name an engine with --engine.")
                .arg(why),
            detail};
}

} // namespace

QString Engine::embeddedName()
{
    return QStringLiteral("embedded");
}

Task<Result<std::unique_ptr<Engine>>> Engine::find(QString requested, Paths paths, StopToken stop)
{
    const QString wanted =
        requested.isEmpty() ? qEnvironmentVariable("PIERHEAD_ENGINE") : requested;
    if (wanted == embeddedName()) {
        co_return co_await startEmbedded(std::move(paths), std::move(stop));
    }
    PIERHEAD_CO_TRY(candidates, engineCandidates(requested));
    co_return co_await findAmong(std::move(candidates), std::move(paths), std::move(stop));
}

Task<Result<std::unique_ptr<Engine>>> Engine::at(QString key, Paths paths, StopToken stop)
{
    const Text origin = Text::english("the extension's installation");
    if (key == embeddedName()) {
        co_return co_await startEmbedded(std::move(paths), std::move(stop));
    }
    const Result<EngineAddress> address = EngineAddress::parse(key);
    if (!address) {
        co_return tl::unexpected<Error>(withContext(origin, address.error()));
    }
    std::vector<EngineCandidate> candidates{{*address, origin, true}};
    co_return co_await findAmong(std::move(candidates), std::move(paths), std::move(stop));
}

Task<Result<std::unique_ptr<Engine>>>
Engine::findAmong(std::vector<EngineCandidate> candidates, Paths paths, StopToken stop)
{
    Text tried;
    for (const EngineCandidate &candidate : candidates) {
        EngineClient client(candidate.address);
        const Result<EngineVersion> version = co_await client.version(stop);
        if (version) {
            co_return std::make_unique<Engine>(client, *version, candidate.origin, nullptr);
        }
        if (candidate.isNamed || version.error().code == ErrorCode::Cancelled) {
            co_return tl::unexpected<Error>(withContext(candidate.origin, version.error()));
        }
        qCInfo(lcEngine) << "passed over" << candidate.origin.inEnglish() << "-"
                         << version.error().message;
        tried = tried.isEmpty() ? version.error().text()
                                : tried + QStringLiteral("\n") + version.error().text();
    }
    Result<std::unique_ptr<Engine>> embedded = co_await startEmbedded(std::move(paths), stop);
    if (!embedded && embedded.error().code != ErrorCode::Cancelled) {
        co_return tl::unexpected<Error>(noEngine(embedded.error(), tried));
    }
    co_return embedded;
}

Engine::Engine(EngineClient client,
               EngineVersion version,
               Text origin,
               std::unique_ptr<EmbeddedEngine> embedded)
    : m_client(std::move(client))
    , m_version(std::move(version))
    , m_origin(std::move(origin))
    , m_embedded(std::move(embedded))
{ }

Engine::~Engine() = default;

QString Engine::key() const
{
    return m_embedded ? embeddedName() : m_client.address().key();
}

void Engine::takeLastingPath() const
{
    if (m_embedded) {
        m_embedded->takeLastingPath();
    }
}

} // namespace pierhead::engine
