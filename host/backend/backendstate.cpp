#include "backendstate.h"

#include "backendlabels.h"
#include "dockersocket.h"

#include <algorithm>

namespace pierhead::backend {

namespace {

bool isBefore(const engine::ContainerSummary &left, const engine::ContainerSummary &right)
{
    return left.created != right.created ? left.created < right.created
                                         : left.names.value(0) < right.names.value(0);
}

/// A program for another machine ends at once, with words that say little: the reason says more
/// where the image is not the engine's.
Task<void> explainArchitecture(ServiceState *state, engine::EngineClient client, QString image)
{
    const Result<engine::ImageInfo> info = co_await client.inspectImage(image);
    const Result<engine::EngineVersion> version = co_await client.version();
    if (!info || !version || info->architecture.isEmpty()
        || info->architecture == version->architecture) {
        co_return;
    }
    state->reason =
        Text::english("%1 Its image is for %2, and the engine's machine is %3: that takes an "
                      "emulator there (qemu-user-static), or an image for %3.")
            .arg(state->reason, info->architecture, version->architecture);
}

Task<Result<ServiceState>>
lookAt(engine::EngineClient client, engine::ContainerSummary summary, StopToken stop)
{
    const Result<engine::ContainerDetails> details =
        co_await client.inspectContainer(summary.id, stop);
    if (details) {
        ServiceState state = serviceState(*details, QDateTime::currentDateTimeUtc());
        state.hasFormerSocket = hasFormerSocket(*details, client.address());
        if (state.condition == ServiceCondition::Failed
            || state.condition == ServiceCondition::Restarting) {
            co_await explainArchitecture(&state, client, details->imageId);
        }
        co_return state;
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

bool BackendState::hasFormerSocket() const
{
    return std::any_of(services.begin(), services.end(), [](const ServiceState &service) {
        return service.hasFormerSocket;
    });
}

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
