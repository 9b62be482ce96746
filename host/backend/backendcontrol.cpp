#include "backendcontrol.h"

#include "backendstate.h"

#include <host/base/logging.h>

#include <algorithm>
#include <iterator>

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

/// What one start works with.
struct StartPlan
{
    engine::EngineClient client;
    extensions::ExtensionId id;
    ComposeFile compose;
    WaitTimes times;
    StopToken stop;
};

bool runsAlready(const ServiceState &service)
{
    return service.isActive() && service.condition != ServiceCondition::Starting;
}

/// Those of the service that have a condition to wait for.
std::vector<ComposeDependency> conditionsOf(const ComposeFile &compose, const ServiceState &service)
{
    std::vector<ComposeDependency> conditions;
    const ComposeService *known = compose.find(service.name);
    if (known == nullptr || runsAlready(service)) {
        return conditions;
    }
    std::copy_if(known->dependencies.begin(),
                 known->dependencies.end(),
                 std::back_inserter(conditions),
                 [](const ComposeDependency &dependency) {
                     return dependency.condition != DependencyCondition::Started;
                 });
    return conditions;
}

/// Every container of the dependency's service. One that has none is in no profile that is in use.
Task<Result<void>>
awaitOne(StartPlan plan, BackendState state, ServiceState service, ComposeDependency dependency)
{
    for (const ServiceState &other : state.services) {
        if (other.name != dependency.service) {
            continue;
        }
        const DependencyWait wait{service.name, dependency, other.container};
        const Result<void> met = co_await awaitDependency(plan.client, wait, plan.times, plan.stop);
        if (!met) {
            co_return met;
        }
    }
    co_return Result<void>{};
}

/// `held` are the services that were not started.
Task<Result<void>>
awaitConditions(StartPlan plan, BackendState state, ServiceState service, QStringList held)
{
    const std::vector<ComposeDependency> conditions = conditionsOf(plan.compose, service);
    for (const ComposeDependency &dependency : conditions) {
        Result<void> met;
        if (held.contains(dependency.service)) {
            met = tl::unexpected<Error>(
                dependencyFailure(ErrorCode::ProcessFailed,
                                  service.name,
                                  dependency,
                                  Text::english("That one could not be started either.")));
        } else {
            met = co_await awaitOne(plan, state, service, dependency);
        }
        const bool isCancelled = !met && met.error().code == ErrorCode::Cancelled;
        if (!met && (dependency.isRequired || isCancelled)) {
            co_return met;
        }
    }
    co_return Result<void>{};
}

Task<Result<void>> startOne(engine::EngineClient client, ServiceState service, StopToken stop)
{
    co_await changePolicy(client, service, runsUnlessStopped, runsAlways);
    const Result<void> started = co_await client.startContainer(service.container, stop);
    co_return named(notStarted(service), started);
}

Task<Result<void>> startAll(StartPlan plan)
{
    const QStringList order = plan.compose.startOrder();
    PIERHEAD_CO_TRY(state, co_await stateInOrder(plan.client, plan.id, order, plan.stop));
    if (!state.exists()) {
        co_return failure(
            ErrorCode::NotFound,
            Text::english("The backend of %1 has no container on this engine. Install the "
                          "extension again, or update it, to make one.")
                .arg(plan.id.value()));
    }
    Result<void> outcome;
    QStringList held;
    for (const ServiceState &service : state.services) {
        if (service.condition == ServiceCondition::Finished) {
            continue;
        }
        Result<void> started = co_await awaitConditions(plan, state, service, held);
        if (started) {
            started = co_await startOne(plan.client, service, plan.stop);
        }
        if (!started && started.error().code == ErrorCode::Cancelled) {
            co_return started;
        }
        if (!started) {
            held.append(service.name);
        }
        outcome = outcome ? started : outcome;
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

Task<Result<void>> restartAll(StartPlan plan)
{
    const QStringList order = plan.compose.startOrder();
    const Result<void> stopped = co_await stopAll(plan.client, plan.id, order);
    if (!stopped) {
        co_return stopped;
    }
    co_return co_await startAll(plan);
}

} // namespace

BackendControl::BackendControl(engine::EngineClient engine,
                               extensions::ExtensionId id,
                               ComposeFile compose,
                               WaitTimes times)
    : m_engine(std::move(engine))
    , m_id(std::move(id))
    , m_compose(std::move(compose))
    , m_times(std::move(times))
{ }

Task<Result<void>> BackendControl::start(StopToken stop) const
{
    return startAll({m_engine, m_id, m_compose, m_times, std::move(stop)});
}

Task<Result<void>> BackendControl::stop() const
{
    return stopAll(m_engine, m_id, m_compose.startOrder());
}

Task<Result<void>> BackendControl::restart(StopToken stop) const
{
    return restartAll({m_engine, m_id, m_compose, m_times, std::move(stop)});
}

} // namespace pierhead::backend
