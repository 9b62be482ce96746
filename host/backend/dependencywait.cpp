#include "dependencywait.h"

#include "composedependencies.h"

#include <QCoroTimer>
#include <QDeadlineTimer>

namespace pierhead::backend {

namespace {

/// How far a condition is, and a sentence on why not.
struct Progress
{
    enum class Stage {
        Met,
        Open,
        Impossible,
    };

    Stage stage = Stage::Open;
    Text reason = {};
};

bool hasEndedWell(const engine::ContainerDetails &details)
{
    const bool isOver =
        details.state == QLatin1String("exited") || details.state == QLatin1String("stopped");
    return isOver && details.failure.isEmpty() && !details.isOutOfMemory && details.exitCode == 0;
}

Text stoppedText(const ServiceState &state)
{
    return Text::english("\"%1\" was stopped.").arg(state.name);
}

Progress towardsHealth(const ServiceState &state)
{
    switch (state.condition) {
    case ServiceCondition::Running:
    case ServiceCondition::Finished: // it has done its work
        return {Progress::Stage::Met};
    case ServiceCondition::Starting:
    case ServiceCondition::Restarting:
        return {Progress::Stage::Open, state.reason};
    case ServiceCondition::Stopped:
        return {Progress::Stage::Impossible, stoppedText(state)};
    case ServiceCondition::Unhealthy:
    case ServiceCondition::Failed:
        break;
    }
    return {Progress::Stage::Impossible, state.reason};
}

Progress towardsEnd(const ServiceState &state, const engine::ContainerDetails &details)
{
    if (hasEndedWell(details)) {
        return {Progress::Stage::Met};
    }
    if (state.condition == ServiceCondition::Stopped) {
        return {Progress::Stage::Impossible, stoppedText(state)};
    }
    const bool isFailed = state.condition == ServiceCondition::Failed;
    return {isFailed ? Progress::Stage::Impossible : Progress::Stage::Open, state.reason};
}

Progress progressOf(const engine::ContainerDetails &details, DependencyCondition condition)
{
    const ServiceState state = serviceState(details, QDateTime::currentDateTimeUtc());
    switch (condition) {
    case DependencyCondition::Started:
        return {Progress::Stage::Met};
    case DependencyCondition::Healthy:
        return towardsHealth(state);
    case DependencyCondition::Completed:
        break;
    }
    return towardsEnd(state, details);
}

Text limitText(const Progress &progress, std::chrono::milliseconds limit)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit).count();
    const Text text = Text::english("That did not come about within %1 s.").arg(seconds);
    return progress.reason.isEmpty() ? text : text + QStringLiteral(" ") + progress.reason;
}

} // namespace

Task<Result<void>>
awaitDependency(engine::EngineClient client, DependencyWait wait, WaitTimes times, StopToken stop)
{
    const QDeadlineTimer deadline(times.limit);
    while (true) {
        const bool isLast = deadline.hasExpired();
        PIERHEAD_CO_TRY(details, co_await client.inspectContainer(wait.container, stop));
        const Progress progress = progressOf(details, wait.dependency.condition);
        if (progress.stage == Progress::Stage::Met || times.cutShort.stop_requested()) {
            co_return Result<void>{};
        }
        if (progress.stage == Progress::Stage::Impossible) {
            co_return tl::unexpected<Error>(dependencyFailure(
                ErrorCode::ProcessFailed, wait.service, wait.dependency, progress.reason));
        }
        if (isLast) {
            const Text reason = limitText(progress, times.limit);
            co_return tl::unexpected<Error>(
                dependencyFailure(ErrorCode::Timeout, wait.service, wait.dependency, reason));
        }
        co_await QCoro::sleepFor(times.lookEvery);
        if (stop.stop_requested()) {
            co_return cancelled(
                Text::english("Waiting for the service \"%1\"").arg(wait.dependency.service));
        }
    }
}

Error dependencyFailure(ErrorCode code,
                        const QString &service,
                        const ComposeDependency &dependency,
                        const Text &reason)
{
    return {code,
            Text::english("The service \"%1\" was not started: it waits for the service \"%2\" "
                          "with the condition %3. %4 Look at the logs of \"%2\", and start the "
                          "backend again when that is put right.")
                .arg(service, dependency.service, conditionName(dependency.condition), reason)};
}

} // namespace pierhead::backend
