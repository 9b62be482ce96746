#include "servicestate.h"

#include "backendlabels.h"

namespace pierhead::backend {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds settleTime = 10s;
/// What an engine may take for a health check beyond its own times.
constexpr std::chrono::milliseconds healthMargin = 5s;
/// How long Podman may take from a program's end to its next start, of which it tells nothing.
constexpr std::chrono::milliseconds restartTime = 2s;
/// A program that was stopped ends by one of these: 128 + SIGTERM, 128 + SIGKILL.
constexpr int terminated = 143;
constexpr int killed = 137;

QString nameOf(const engine::Labels &labels, const QString &container)
{
    const QString service = labels.value(serviceLabel);
    return service.isEmpty() ? container.mid(container.startsWith(QLatin1Char('/')) ? 1 : 0)
                             : service;
}

bool isRestartedByPolicy(const QString &policy)
{
    return policy == QLatin1String("always") || policy == QLatin1String("unless-stopped");
}

Text endText(const engine::ContainerDetails &details)
{
    if (details.isOutOfMemory) {
        return Text::english("was ended because it took too much memory");
    }
    return Text::english("ended with exit code %1").arg(details.exitCode);
}

Text restartText(const QString &name, int restarts)
{
    const Text times =
        restarts == 1 ? Text::english("once") : Text::english("%1 times").arg(restarts);
    return Text::english("\"%1\" ended and was restarted %2; see its logs.").arg(name, times);
}

Text restartingText(const QString &name, const engine::ContainerDetails &details)
{
    return Text::english("\"%1\" %2 and is being restarted; see its logs.")
        .arg(name, endText(details));
}

std::optional<QString> limitsOf(const engine::Labels &labels)
{
    return labels.contains(idLabel) ? std::optional(labels.value(limitsLabel)) : std::nullopt;
}

/// Whether the container is one that Podman 4 took back to "created" at its start: its program ran
/// when the machine went down, so that nobody wrote down an end.
bool ranToTheLast(const engine::ContainerDetails &details)
{
    return details.startedAt.isValid()
        && (!details.finishedAt.isValid() || details.finishedAt < details.startedAt);
}

void readRunning(ServiceState &state, const engine::ContainerDetails &details, const QDateTime &now)
{
    const std::chrono::milliseconds age(details.startedAt.msecsTo(now));
    // Podman has systemd run the checks. Where there is none they are never made, and say nothing.
    const std::chrono::milliseconds firstResult = details.healthDue + healthMargin;
    if (details.health == QLatin1String("unhealthy")) {
        state.condition = ServiceCondition::Unhealthy;
        state.reason =
            Text::english("The health check of \"%1\" fails; see its logs.").arg(state.name);
    } else if (details.restarts > 0 && age >= 0ms && age < settleTime) {
        state.condition = ServiceCondition::Restarting;
        state.reason = restartText(state.name, details.restarts);
        state.settlesIn = settleTime - age;
    } else if (details.health == QLatin1String("starting") && details.hasHealthResult) {
        state.condition = ServiceCondition::Starting;
    } else if (details.health == QLatin1String("starting") && age < firstResult) {
        state.condition = ServiceCondition::Starting;
        state.settlesIn = firstResult - age;
    } else {
        state.condition = ServiceCondition::Running;
    }
}

void readEnded(ServiceState &state, const engine::ContainerDetails &details, const QDateTime &now)
{
    const std::chrono::milliseconds age(details.finishedAt.msecsTo(now));
    const bool isStopped =
        !details.isOutOfMemory && (details.exitCode == terminated || details.exitCode == killed);
    if (!details.failure.isEmpty()) {
        state.condition = ServiceCondition::Failed;
        state.reason =
            Text::english("\"%1\" could not be started: %2").arg(state.name, details.failure);
    } else if (isRestartedByPolicy(details.restartPolicy) && details.exitCode != 0 && !isStopped
               && age >= 0ms && age < restartTime) {
        state.condition = ServiceCondition::Restarting;
        state.reason = restartingText(state.name, details);
        state.settlesIn = restartTime - age;
    } else if (isStopped || isRestartedByPolicy(details.restartPolicy)) {
        // The policy leaves what somebody stopped, and only that.
        state.condition = ServiceCondition::Stopped;
    } else if (details.exitCode == 0) {
        state.condition = ServiceCondition::Finished;
    } else {
        state.condition = ServiceCondition::Failed;
        state.reason = Text::english("\"%1\" %2; see its logs.").arg(state.name, endText(details));
    }
}

} // namespace

ServiceState serviceState(const engine::ContainerDetails &details, const QDateTime &now)
{
    ServiceState state;
    state.name = nameOf(details.labels, details.name);
    state.container = details.id;
    state.hasTerminal = details.hasTerminal;
    state.restartPolicy = details.restartPolicy;
    state.limits = limitsOf(details.labels);
    if (details.state == QLatin1String("running")) {
        readRunning(state, details, now);
    } else if (details.state == QLatin1String("restarting")) {
        state.condition = ServiceCondition::Restarting;
        state.reason = restartingText(state.name, details);
    } else if (details.state == QLatin1String("created") && details.failure.isEmpty()) {
        state.condition =
            ranToTheLast(details) ? ServiceCondition::Stopped : ServiceCondition::Starting;
    } else if (details.state == QLatin1String("paused")
               || details.state == QLatin1String("stopping")
               || details.state == QLatin1String("removing")) {
        state.condition = ServiceCondition::Stopped;
    } else if (details.state == QLatin1String("dead")) {
        state.condition = ServiceCondition::Failed;
        state.reason =
            Text::english("The engine could not remove the container of \"%1\".").arg(state.name);
    } else {
        readEnded(state, details, now);
    }
    return state;
}

ServiceState serviceState(const engine::ContainerSummary &summary)
{
    ServiceState state;
    state.name = nameOf(summary.labels, summary.names.value(0));
    state.container = summary.id;
    state.limits = limitsOf(summary.labels);
    state.condition = summary.state == QLatin1String("running") ? ServiceCondition::Running
                                                                : ServiceCondition::Stopped;
    return state;
}

} // namespace pierhead::backend
