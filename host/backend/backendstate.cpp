#include "backendstate.h"

#include "backendlabels.h"

#include <algorithm>

namespace pierhead::backend {

namespace {

bool isBefore(const engine::ContainerSummary &left, const engine::ContainerSummary &right)
{
    return left.created != right.created ? left.created < right.created
                                         : left.names.value(0) < right.names.value(0);
}

Task<Result<ServiceState>>
lookAt(engine::EngineClient client, engine::ContainerSummary summary, StopToken stop)
{
    const Result<engine::ContainerDetails> details =
        co_await client.inspectContainer(summary.id, stop);
    if (details) {
        co_return serviceState(*details, QDateTime::currentDateTimeUtc());
    }
    if (details.error().code == ErrorCode::NotFound) {
        // It went in between; an event tells of that.
        co_return serviceState(summary);
    }
    co_return tl::unexpected<Error>(details.error());
}

/// The first service in the condition, or null.
const ServiceState *firstThatIs(const BackendState &state, ServiceCondition condition)
{
    const auto found = std::find_if(
        state.services.begin(), state.services.end(), [condition](const ServiceState &service) {
            return service.condition == condition;
        });
    return found == state.services.end() ? nullptr : &*found;
}

} // namespace

ServiceCondition BackendState::overall() const
{
    for (const ServiceCondition worst : {ServiceCondition::Failed,
                                         ServiceCondition::Restarting,
                                         ServiceCondition::Unhealthy,
                                         ServiceCondition::Starting}) {
        if (firstThatIs(*this, worst) != nullptr) {
            return worst;
        }
    }
    return running < total || total == 0 ? ServiceCondition::Stopped : ServiceCondition::Running;
}

Text BackendState::reason() const
{
    const ServiceState *decisive = firstThatIs(*this, overall());
    return decisive == nullptr ? QString() : decisive->reason;
}

std::chrono::milliseconds BackendState::settlesIn() const
{
    std::chrono::milliseconds earliest{0};
    for (const ServiceState &service : services) {
        const bool isEarlier = earliest.count() == 0 || service.settlesIn < earliest;
        earliest = service.settlesIn.count() > 0 && isEarlier ? service.settlesIn : earliest;
    }
    return earliest;
}

BackendState backendState(std::vector<ServiceState> services)
{
    BackendState state;
    for (const ServiceState &service : services) {
        state.total += service.condition == ServiceCondition::Finished ? 0 : 1;
        state.running += service.condition == ServiceCondition::Running
                || service.condition == ServiceCondition::Unhealthy
            ? 1
            : 0;
    }
    state.services = std::move(services);
    return state;
}

Task<Result<BackendState>>
askBackendState(engine::EngineClient client, extensions::ExtensionId id, StopToken stop)
{
    const QMap<QString, QStringList> filters = ofProject(id);
    PIERHEAD_CO_TRY(containers, co_await client.listContainers(filters, stop));
    std::sort(containers.begin(), containers.end(), isBefore);
    std::vector<Task<Result<ServiceState>>> looks;
    for (const engine::ContainerSummary &container : containers) {
        looks.push_back(lookAt(client, container, stop));
    }
    std::vector<ServiceState> services;
    std::optional<Error> problem;
    for (Task<Result<ServiceState>> &look : looks) {
        Result<ServiceState> service = co_await look;
        if (service) {
            services.push_back(std::move(*service));
        } else if (!problem) {
            problem = service.error();
        }
    }
    if (problem) {
        co_return tl::unexpected<Error>(*problem);
    }
    co_return backendState(std::move(services));
}

} // namespace pierhead::backend
