#include "backendtrial.h"

#include "backendlabels.h"
#include "lastlines.h"

#include <QCoroTimer>
#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <algorithm>
#include <map>

namespace pierhead::backend {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds lookEvery{100};

enum class Verdict {
    Good,
    Waiting, ///< nothing is wrong so far
    Failing, ///< it ended with an error, and may still come up
    Bad,
};

struct Finding
{
    Verdict verdict = Verdict::Waiting;
    Text reason = {}; ///< of Failing and Bad: "ended with exit code 1"
};

/// What was seen of one container since its start.
struct Observed
{
    QDateTime startedAt;
    QElapsedTimer sinceStart;
    Text ending; ///< how it ended last, if it ended with an error
    bool isGood = false;
};

bool isStartedAgain(const engine::ContainerDetails &details)
{
    return !details.restartPolicy.isEmpty() && details.restartPolicy != QLatin1String("no");
}

Finding judgeRunning(const engine::ContainerDetails &details, Observed &seen, milliseconds settled)
{
    if (!seen.sinceStart.isValid() || seen.startedAt != details.startedAt) {
        seen.startedAt = details.startedAt;
        seen.sinceStart.start();
    }
    if (details.health == QLatin1String("unhealthy")) {
        return {Verdict::Bad, Text::english("is unhealthy")};
    }
    if (details.health == QLatin1String("healthy")) {
        return {Verdict::Good};
    }
    if (details.health.isEmpty() && milliseconds(seen.sinceStart.elapsed()) >= settled) {
        return {Verdict::Good};
    }
    return seen.ending.isEmpty() ? Finding{} : Finding{Verdict::Failing, seen.ending};
}

Finding judgeEnded(const engine::ContainerDetails &details, Observed &seen)
{
    if (!details.failure.isEmpty()) {
        return {isStartedAgain(details) ? Verdict::Failing : Verdict::Bad,
                Text::english("could not be started: %1").arg(details.failure)};
    }
    if (details.exitCode == 0 && !details.isOutOfMemory) {
        return {Verdict::Good}; // also where it is started again and again, as a shell's is
    }
    seen.ending = details.isOutOfMemory
        ? Text::english("took too much memory")
        : Text::english("ended with exit code %1").arg(details.exitCode);
    return {isStartedAgain(details) ? Verdict::Failing : Verdict::Bad, seen.ending};
}

Finding judge(const engine::ContainerDetails &details, Observed &seen, milliseconds settled)
{
    if (details.state == QLatin1String("running")) {
        return judgeRunning(details, seen, settled);
    }
    if (details.state == QLatin1String("restarting") || details.state == QLatin1String("exited")
        || details.state == QLatin1String("stopped") || details.state == QLatin1String("dead")) {
        return judgeEnded(details, seen);
    }
    if (details.state == QLatin1String("created") && !details.failure.isEmpty()) {
        return judgeEnded(details, seen);
    }
    return details.state == QLatin1String("created") ? Finding{} : Finding{Verdict::Good};
}

QString serviceOf(const engine::ContainerDetails &details)
{
    return serviceState(details, details.startedAt).name;
}

/// The project's containers but the exempt ones.
Task<Result<std::vector<engine::ContainerDetails>>> lookAtAll(engine::EngineClient client,
                                                              extensions::ExtensionId id,
                                                              QStringList exempt,
                                                              StopToken stop)
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
        if (details && !exempt.contains(serviceOf(*details))) {
            all.push_back(std::move(*details));
        }
    }
    co_return all;
}

Task<Result<void>>
startFailure(engine::EngineClient client, engine::ContainerDetails details, Text reason)
{
    const ServiceState service = serviceState(details, details.startedAt);
    const QString lines = co_await lastLines(client, service);
    co_return failure(
        ErrorCode::ProcessFailed,
        Text::english("The new backend does not start: its service \"%1\" %2. What was there "
                      "before is put back.%3")
            .arg(service.name,
                 reason,
                 lines.isEmpty() ? Text() : Text::english(" The service wrote:")),
        lines);
}

/// Words for one that has ended over and over until the limit.
Text untilLimit(const Text &reason, milliseconds limit)
{
    return Text::english("%1, and did not stay up within %2 seconds")
        .arg(reason)
        .arg(std::chrono::duration_cast<std::chrono::seconds>(limit).count());
}

} // namespace

BackendTrial trialAfter(const BackendState &former)
{
    BackendTrial trial{.isDue = former.running > 0};
    for (const ServiceState &service : former.services) {
        const bool isWell = service.condition == ServiceCondition::Running
            || service.condition == ServiceCondition::Starting
            || service.condition == ServiceCondition::Finished;
        if (!isWell) {
            trial.exempt.append(service.name);
        }
    }
    return trial;
}

Task<Result<void>> awaitStart(engine::EngineClient client,
                              extensions::ExtensionId id,
                              BackendTrial trial,
                              TrialTimes times,
                              StopToken stop)
{
    const QDeadlineTimer deadline(times.limit);
    std::map<QString, Observed> observed; // by container
    while (true) {
        const bool isLast = deadline.hasExpired();
        PIERHEAD_CO_TRY(containers, co_await lookAtAll(client, id, trial.exempt, stop));
        bool isDone = true;
        for (const engine::ContainerDetails &details : containers) {
            Observed &seen = observed[details.id];
            const Finding finding = judge(details, seen, times.settled);
            if (finding.verdict == Verdict::Bad) {
                co_return co_await startFailure(client, details, finding.reason);
            }
            seen.isGood = seen.isGood || finding.verdict == Verdict::Good;
            if (isLast && !seen.isGood && finding.verdict == Verdict::Failing) {
                const Text reason = untilLimit(finding.reason, times.limit);
                co_return co_await startFailure(client, details, reason);
            }
            isDone = isDone && seen.isGood;
        }
        if (isDone || isLast) {
            co_return Result<void>{};
        }
        co_await QCoro::sleepFor(lookEvery);
        if (stop.stop_requested()) {
            co_return cancelled(Text::english("Waiting for the backend of %1").arg(id.value()));
        }
    }
}

} // namespace pierhead::backend
