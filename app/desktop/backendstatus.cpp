#include "backendstatus.h"

#include <QCoreApplication>

namespace pierhead::desktop {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendStatus", text);
}

} // namespace

QString statusText(const BackendStatus &status)
{
    switch (status.kind) {
    case BackendStatus::Kind::None:
        return tr("No backend");
    case BackendStatus::Kind::Checking:
        return tr("Checking…");
    case BackendStatus::Kind::Unreachable:
        return tr("Engine not reachable");
    case BackendStatus::Kind::Missing:
        return tr("Backend is missing");
    case BackendStatus::Kind::Stopped:
        return tr("Stopped");
    case BackendStatus::Kind::Partial:
        return tr("Running (%1 of %2)").arg(status.running).arg(status.total);
    case BackendStatus::Kind::Running:
        return tr("Running (%1)").arg(status.running);
    }
    return {};
}

QString statusTone(const BackendStatus &status)
{
    switch (status.kind) {
    case BackendStatus::Kind::None:
    case BackendStatus::Kind::Checking:
        return QStringLiteral("neutral");
    case BackendStatus::Kind::Unreachable:
    case BackendStatus::Kind::Missing:
        return QStringLiteral("danger");
    case BackendStatus::Kind::Stopped:
    case BackendStatus::Kind::Partial:
        return QStringLiteral("warning");
    case BackendStatus::Kind::Running:
        return QStringLiteral("success");
    }
    return {};
}

} // namespace pierhead::desktop
