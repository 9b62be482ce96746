#include "backendcontrol.h"

#include "backendstate.h"

#include <host/base/logging.h>

#include <algorithm>

namespace pierhead::backend {

namespace {

/// What a program gets to end by itself, before it is killed; the engines' own default.
constexpr int graceSeconds = 10;

Text notStarted(const ServiceState &service)
{
    return Text::english("The service \"%1\" could not be started, and its logs may tell more")
        .arg(service.name);
}

Text notStopped(const ServiceState &service)
{
    return Text::english("The service \"%1\" could not be stopped, and may still run")
        .arg(service.name);
}

const QString runsAlways = QStringLiteral("always");
const QString runsUnlessStopped = QStringLiteral("unless-stopped");

/// An engine that cannot change it (Podman 4) starts nothing again by itself when it comes back.
Task<void> changePolicy(engine::EngineClient client, ServiceState service, QString from, QString to)
{
    if (service.restartPolicy == from) {
        const Result<void> changed = co_await client.setRestartPolicy(service.container, to);
        if (!changed) {
            qCDebug(lcBackend).noquote() << changed.error().message;
        }
    }
}

/// Containers are called by their ids; people know the services.
Result<void> named(const Text &words, const Result<void> &outcome)
{
    if (outcome) {
        return {};
    }
    return tl::unexpected<Error>(withContext(words, outcome.error()));
}

Task<Result<BackendState>> stateInOrder(engine::EngineClient client,
                                        extensions::ExtensionId id,
                                        QStringList order,
                                        StopToken stop)
{
    PIERHEAD_CO_TRY(state, co_await askBackendState(client, id, stop));
    std::stable_sort(state.services.begin(),
                     state.services.end(),
                     [&order](const ServiceState &left, const ServiceState &right) {
                         return order.indexOf(left.name) < order.indexOf(right.name);
                     });
    co_return state;
}

Task<Result<void>>
startAll(engine::EngineClient client, extensions::ExtensionId id, QStringList order, StopToken stop)
{
    PIERHEAD_CO_TRY(state, co_await stateInOrder(client, id, order, stop));
    if (!state.exists()) {
        co_return failure(
            ErrorCode::NotFound,
            Text::english("The backend of %1 has no container on this engine. Install the "
                          "extension again, or update it, to make one.")
                .arg(id.value()));
    }
    Result<void> outcome;
    for (const ServiceState &service : state.services) {
        if (service.condition == ServiceCondition::Finished) {
            continue;
        }
        co_await changePolicy(client, service, runsUnlessStopped, runsAlways);
        const Result<void> started = co_await client.startContainer(service.container, stop);
        outcome = outcome ? named(notStarted(service), started) : outcome;
    }
    co_return outcome;
}

Task<Result<void>>
stopAll(engine::EngineClient client, extensions::ExtensionId id, QStringList order)
{
    PIERHEAD_CO_TRY(state, co_await stateInOrder(client, id, order, {}));
    Result<void> outcome;
    std::reverse(state.services.begin(), state.services.end());
    for (const ServiceState &service : state.services) {
        if (service.condition == ServiceCondition::Finished) {
            continue;
        }
        co_await changePolicy(client, service, runsAlways, runsUnlessStopped);
        const Result<void> stopped = co_await client.stopContainer(service.container, graceSeconds);
        outcome = outcome ? named(notStopped(service), stopped) : outcome;
    }
    co_return outcome;
}

Task<Result<void>> restartAll(engine::EngineClient client,
                              extensions::ExtensionId id,
                              QStringList order,
                              StopToken stop)
{
    const Result<void> stopped = co_await stopAll(client, id, order);
    if (!stopped) {
        co_return stopped;
    }
    co_return co_await startAll(client, id, order, stop);
}

} // namespace

BackendControl::BackendControl(engine::EngineClient engine,
                               extensions::ExtensionId id,
                               QStringList order)
    : m_engine(std::move(engine))
    , m_id(std::move(id))
    , m_order(std::move(order))
{ }

Task<Result<void>> BackendControl::start(StopToken stop) const
{
    return startAll(m_engine, m_id, m_order, std::move(stop));
}

Task<Result<void>> BackendControl::stop() const
{
    return stopAll(m_engine, m_id, m_order);
}

Task<Result<void>> BackendControl::restart(StopToken stop) const
{
    return restartAll(m_engine, m_id, m_order, std::move(stop));
}

} // namespace pierhead::backend
