#include "backendcheck.h"

#include <host/backend/backendstate.h>
#include <host/backend/healthcheck.h>
#include <host/backend/lastlines.h>

#include <QCoroTimer>

#include <algorithm>
#include <optional>

namespace pierhead::cli {

namespace {

using backend::HealthCheck;
using backend::ServiceState;
using extensions::Fault;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Condition = backend::ServiceCondition;

constexpr milliseconds lookPause{200};
/// A health check may be made half a minute after the start, as is Docker's default.
constexpr seconds readyLimit{60};
/// For one that is made later by its own times.
constexpr seconds longestReadyLimit{300};
/// What an engine may take for a health check beyond those.
constexpr seconds checkMargin{5};
/// For a service that waits for another one by ending and being started again.
constexpr seconds restartLimit{15};

/// How long those that are starting have for it.
Task<milliseconds> readyLimitOf(engine::EngineClient client, backend::BackendState state)
{
    milliseconds limit = readyLimit;
    for (const ServiceState &service : state.services) {
        const std::optional<HealthCheck> check =
            co_await backend::askHealthCheck(client, service.container);
        if (check) {
            limit = std::max<milliseconds>(limit, check->due + checkMargin);
        }
    }
    co_return std::min<milliseconds>(limit, longestReadyLimit);
}

/// What is wrong with the service; empty where nothing is.
QString problemOf(const ServiceState &service, bool hasCheck, seconds waited)
{
    switch (service.condition) {
    case Condition::Running:
    case Condition::Finished:
        return {};
    case Condition::Starting:
        return (hasCheck
                    ? QStringLiteral("The health check of \"%1\" still fails after %2 seconds.")
                    : QStringLiteral("\"%1\" was not started within %2 seconds."))
            .arg(service.name)
            .arg(waited.count());
    case Condition::Stopped:
        return QStringLiteral("\"%1\" does not run.").arg(service.name);
    case Condition::Unhealthy:
        return QStringLiteral("The health check of \"%1\" fails.").arg(service.name);
    case Condition::Restarting:
    case Condition::Failed:
        break;
    }
    return service.reason.inEnglish();
}

QString resultOf(const HealthCheck &check)
{
    return check.output.isEmpty()
        ? QStringLiteral(" Its last result is exit code %1, and it wrote nothing.")
              .arg(check.exitCode)
        : QStringLiteral(" Its last result is exit code %1: %2")
              .arg(check.exitCode)
              .arg(check.output);
}

Task<std::optional<Fault>>
serviceFault(engine::EngineClient client, ServiceState service, seconds waited)
{
    Fault fault{Fault::Severity::Error, QStringLiteral("backend"), {}};
    const std::optional<HealthCheck> check =
        co_await backend::askHealthCheck(client, service.container);
    const bool isUp =
        service.condition == Condition::Running || service.condition == Condition::Starting;
    if (isUp && check && !check->hasResult) {
        fault.severity = Fault::Severity::Warning;
        fault.what = QStringLiteral("The engine has made no health check of \"%1\" within %2 "
                                    "seconds, so that nothing is known of it. Podman has systemd "
                                    "make them.")
                         .arg(service.name)
                         .arg(waited.count());
        co_return fault;
    }
    fault.what = problemOf(service, check.has_value(), waited);
    if (fault.what.isEmpty()) {
        co_return std::nullopt;
    }
    const bool isOfTheCheck =
        service.condition == Condition::Starting || service.condition == Condition::Unhealthy;
    if (isOfTheCheck && check) {
        fault.what += resultOf(*check);
    }
    const QString lines = co_await backend::lastLines(client, service);
    if (!lines.isEmpty()) {
        fault.what += QStringLiteral("\n\"%1\" wrote last:\n%2").arg(service.name, lines);
    }
    co_return fault;
}

Task<std::vector<Fault>>
faultsOf(engine::EngineClient client, backend::BackendState state, seconds waited)
{
    std::vector<Fault> faults;
    if (state.services.empty()) {
        faults.emplace_back(Fault::Severity::Error,
                            QStringLiteral("backend"),
                            QStringLiteral("The backend has no containers."));
    }
    for (const ServiceState &service : state.services) {
        // Where others are at fault it may be these that it waits for.
        const bool isUndecided =
            service.condition == Condition::Starting && state.overall() != Condition::Starting;
        if (service.condition == Condition::Finished || isUndecided) {
            continue;
        }
        const std::optional<Fault> fault = co_await serviceFault(client, service, waited);
        if (fault) {
            faults.push_back(*fault);
        }
    }
    co_return faults;
}

} // namespace

Task<Result<std::vector<Fault>>> backendFaults(engine::EngineClient client,
                                               extensions::ExtensionId id,
                                               std::chrono::steady_clock::time_point start,
                                               StopToken stop)
{
    std::optional<milliseconds> limit; // known once something is starting
    while (true) {
        PIERHEAD_CO_TRY(state, co_await backend::askBackendState(client, id, stop));
        const Condition overall = state.overall();
        if (overall == Condition::Starting && !limit) {
            limit = co_await readyLimitOf(client, state);
        }
        const auto waited = std::chrono::steady_clock::now() - start;
        const bool mayGetReady = overall == Condition::Starting && waited < *limit;
        const bool mayStayUp = overall == Condition::Restarting && waited < restartLimit;
        if (!mayGetReady && !mayStayUp) {
            const auto had = std::chrono::duration_cast<seconds>(waited);
            co_return co_await faultsOf(client, state, had);
        }
        co_await QCoro::sleepFor(lookPause);
        if (stop.stop_requested()) {
            co_return cancelled(QStringLiteral("Trying out the backend"));
        }
    }
}

} // namespace pierhead::cli
