#include "limitschange.h"

#include "backendlabels.h"
#include "backendlimits.h"

#include <algorithm>
#include <cmath>

namespace pierhead::backend {

namespace {

constexpr double nanosPerCpu = 1e9;
constexpr qint64 defaultPeriod = 100'000;

/// How a container is to be, and what is in force then.
struct LimitsPlan
{
    engine::ContainerResources changes; ///< 0 for what stays
    QString inForce;
    bool takesAway = false; ///< what stays for the next start
};

/// The smaller of two limits, where 0 is none.
qint64 stricter(qint64 one, qint64 other)
{
    return one == 0 || other == 0 ? one + other : std::min(one, other);
}

/// A swap of the author's own, or any, stays; else it is twice the memory, as for new containers.
qint64 swapFor(const engine::ContainerResources &now, qint64 memory)
{
    const bool isOwn = now.memorySwap > 0 && now.memorySwap != 2 * now.memory;
    return now.memorySwap == -1 || (isOwn && now.memorySwap >= memory) ? now.memorySwap
                                                                       : 2 * memory;
}

void planMemory(LimitsPlan &plan, const engine::ContainerResources &now, qint64 memory)
{
    if (memory == now.memory) {
        return;
    }
    plan.changes.memory = memory;
    plan.changes.memorySwap = swapFor(now, memory);
    // An engine refuses to start a container that is to have more than it may have.
    plan.changes.memoryReservation = now.memoryReservation > memory ? memory : 0;
}

/// Docker tells a quota and a number of processors apart, and does not take one for the other.
void planCpus(LimitsPlan &plan, const engine::ContainerResources &now, qint64 nanos)
{
    if (now.nanoCpus == 0 && now.cpuQuota > 0) {
        const qint64 period = now.cpuPeriod > 0 ? now.cpuPeriod : defaultPeriod;
        const qint64 quota =
            std::llround(static_cast<double>(nanos) / nanosPerCpu * static_cast<double>(period));
        if (quota != now.cpuQuota) {
            plan.changes.cpuPeriod = period;
            plan.changes.cpuQuota = quota;
        }
    } else if (nanos != now.nanoCpus) {
        plan.changes.nanoCpus = nanos;
    }
}

qint64 nanosOf(const engine::ContainerResources &now)
{
    if (now.nanoCpus > 0 || now.cpuQuota <= 0) {
        return now.nanoCpus;
    }
    const qint64 period = now.cpuPeriod > 0 ? now.cpuPeriod : defaultPeriod;
    return std::llround(static_cast<double>(now.cpuQuota) / static_cast<double>(period)
                        * nanosPerCpu);
}

LimitsPlan planFor(const engine::ContainerResources &now,
                   const ComposeLimits &authors,
                   const settings::BackendLimits &former,
                   const settings::BackendLimits &wanted)
{
    LimitsPlan plan;
    settings::BackendLimits inForce = former;
    // Where the user has said nothing so far, what the container has is its author's.
    if (wanted.memoryMiB > 0) {
        planMemory(
            plan,
            now,
            stricter(former.memoryMiB > 0 ? authors.memory : now.memory, memoryBytes(wanted)));
        inForce.memoryMiB = wanted.memoryMiB;
    }
    if (wanted.cpus > 0) {
        const settings::BackendLimits authorsCpus{.memoryMiB = 0, .cpus = authors.cpus};
        planCpus(
            plan,
            now,
            stricter(former.cpus > 0 ? nanoCpus(authorsCpus) : nanosOf(now), nanoCpus(wanted)));
        inForce.cpus = wanted.cpus;
    }
    plan.inForce = limitsText(inForce);
    plan.takesAway = plan.inForce != limitsText(wanted);
    return plan;
}

/// Runs, and was made by Pierhead.
bool isConcerned(const engine::ContainerDetails &details)
{
    const bool runs = details.state == QLatin1String("running")
        || details.state == QLatin1String("paused") || details.state == QLatin1String("restarting");
    return runs && details.labels.contains(idLabel);
}

/// NotFound is an engine that does not know the call, or a container that is gone.
Task<Result<bool>> giveOne(engine::EngineClient client,
                           engine::ContainerDetails details,
                           engine::ContainerResources changes,
                           StopToken stop)
{
    if (changes == engine::ContainerResources()) {
        co_return true;
    }
    const engine::ContainerUpdate update{changes, details.restartPolicy, details.restartRetries};
    const Result<void> changed = co_await client.updateContainer(details.id, update, stop);
    if (!changed && changed.error().code != ErrorCode::NotFound) {
        co_return tl::unexpected<Error>(changed.error());
    }
    co_return changed.has_value();
}

ComposeLimits authorsLimits(const ComposeFile &compose, const engine::Labels &labels)
{
    const ComposeService *service = compose.find(labels.value(serviceLabel));
    return service == nullptr ? ComposeLimits() : service->limits;
}

Task<Result<std::vector<engine::ContainerDetails>>>
detailsOfAll(engine::EngineClient client, extensions::ExtensionId id, StopToken stop)
{
    const QMap<QString, QStringList> filters = ofProject(id);
    PIERHEAD_CO_TRY(containers, co_await client.listContainers(filters, stop));
    std::vector<engine::ContainerDetails> all;
    for (const engine::ContainerSummary &container : containers) {
        Result<engine::ContainerDetails> details =
            co_await client.inspectContainer(container.id, stop);
        if (!details && details.error().code != ErrorCode::NotFound) {
            co_return tl::unexpected<Error>(details.error());
        }
        if (details) {
            all.push_back(std::move(*details));
        }
    }
    co_return all;
}

} // namespace

QString limitsInForce(const GivenLimits &given, const QString &container, const QString &label)
{
    return given.value(container, label);
}

Task<Result<LimitsChange>> changeLimits(engine::EngineClient client,
                                        extensions::ExtensionId id,
                                        ComposeFile compose,
                                        settings::BackendLimits limits,
                                        GivenLimits given,
                                        StopToken stop)
{
    PIERHEAD_CO_TRY(containers, co_await detailsOfAll(client, id, stop));
    LimitsChange change;
    for (const engine::ContainerDetails &details : containers) {
        if (given.contains(details.id)) {
            change.given.insert(details.id, given.value(details.id));
        }
        if (!isConcerned(details)) {
            continue;
        }
        const QString former = limitsInForce(given, details.id, details.labels.value(limitsLabel));
        const LimitsPlan plan = planFor(
            details.resources, authorsLimits(compose, details.labels), limitsFrom(former), limits);
        const Result<bool> isGiven = co_await giveOne(client, details, plan.changes, stop);
        if (!isGiven && !change.problem) {
            change.problem = isGiven.error();
        }
        const bool isDone = isGiven.value_or(false);
        if (isDone && plan.inForce != former) {
            change.given.insert(details.id, plan.inForce);
        }
        change.isFromNextStart = change.isFromNextStart || !isDone || plan.takesAway;
    }
    co_return change;
}

} // namespace pierhead::backend
