#include "backendstatus.h"

#include <QCoreApplication>

#include <algorithm>

namespace pierhead::desktop {

namespace {

using backend::ServiceCondition;
using Kind = BackendStatus::Kind;

class BackendStatusText
{
    Q_DECLARE_TR_FUNCTIONS(BackendStatusText)
};

/// With how many services run, where that is not plain.
QString withCount(const QString &text, const BackendStatus &status)
{
    return status.total < 2 ? text
                            : BackendStatusText::tr("%1 (%2 of %3 run)")
                                  .arg(text)
                                  .arg(status.running)
                                  .arg(status.total);
}

Kind kindOf(const backend::BackendState &state)
{
    if (!state.exists()) {
        return Kind::Missing;
    }
    switch (state.overall()) {
    case ServiceCondition::Starting:
        return Kind::Starting;
    case ServiceCondition::Running:
        return Kind::Running;
    case ServiceCondition::Unhealthy:
        return Kind::Unhealthy;
    case ServiceCondition::Restarting:
        return Kind::Restarting;
    case ServiceCondition::Failed:
        return Kind::Failed;
    case ServiceCondition::Stopped:
    case ServiceCondition::Finished:
        return state.running > 0 ? Kind::Partial : Kind::Stopped;
    }
    return Kind::Stopped;
}

} // namespace

bool BackendStatus::isActive() const
{
    return std::any_of(services.begin(), services.end(), [](const backend::ServiceState &service) {
        return service.isActive();
    });
}

BackendStatus backendStatus(const Result<backend::BackendState> &state)
{
    if (!state) {
        return {Kind::Unreachable};
    }
    return {
        kindOf(*state), state->running, state->total, state->reason().inLocal(), state->services};
}

QString statusText(const BackendStatus &status)
{
    switch (status.kind) {
    case Kind::None:
        return BackendStatusText::tr("No backend");
    case Kind::Checking:
        return BackendStatusText::tr("Checking…");
    case Kind::Unreachable:
        return BackendStatusText::tr("Engine not reachable");
    case Kind::Missing:
        return BackendStatusText::tr("Backend is missing");
    case Kind::Stopped:
        return BackendStatusText::tr("Stopped");
    case Kind::Partial:
        return BackendStatusText::tr("Running (%1 of %2)").arg(status.running).arg(status.total);
    case Kind::Running:
        return BackendStatusText::tr("Running (%1)").arg(status.running);
    case Kind::Starting:
        return withCount(BackendStatusText::tr("Starting"), status);
    case Kind::Unhealthy:
        return withCount(BackendStatusText::tr("Unhealthy"), status);
    case Kind::Restarting:
        return withCount(BackendStatusText::tr("Restarting"), status);
    case Kind::Failed:
        return withCount(BackendStatusText::tr("Failed"), status);
    }
    return {};
}

QString statusTone(const BackendStatus &status)
{
    switch (status.kind) {
    case Kind::None:
    case Kind::Checking:
        return QStringLiteral("neutral");
    case Kind::Unreachable:
    case Kind::Missing:
    case Kind::Failed:
        return QStringLiteral("danger");
    case Kind::Starting:
        return QStringLiteral("accent");
    case Kind::Stopped:
    case Kind::Partial:
    case Kind::Unhealthy:
    case Kind::Restarting:
        return QStringLiteral("warning");
    case Kind::Running:
        return QStringLiteral("success");
    }
    return {};
}

QString conditionText(ServiceCondition condition)
{
    switch (condition) {
    case ServiceCondition::Starting:
        return BackendStatusText::tr("Starting");
    case ServiceCondition::Running:
        return BackendStatusText::tr("Running");
    case ServiceCondition::Unhealthy:
        return BackendStatusText::tr("Unhealthy");
    case ServiceCondition::Restarting:
        return BackendStatusText::tr("Restarting");
    case ServiceCondition::Stopped:
        return BackendStatusText::tr("Stopped");
    case ServiceCondition::Finished:
        return BackendStatusText::tr("Finished");
    case ServiceCondition::Failed:
        return BackendStatusText::tr("Failed");
    }
    return {};
}

QString conditionTone(ServiceCondition condition)
{
    switch (condition) {
    case ServiceCondition::Starting:
        return QStringLiteral("accent");
    case ServiceCondition::Running:
        return QStringLiteral("success");
    case ServiceCondition::Unhealthy:
    case ServiceCondition::Restarting:
    case ServiceCondition::Stopped:
        return QStringLiteral("warning");
    case ServiceCondition::Finished:
        return QStringLiteral("neutral");
    case ServiceCondition::Failed:
        return QStringLiteral("danger");
    }
    return {};
}

} // namespace pierhead::desktop
